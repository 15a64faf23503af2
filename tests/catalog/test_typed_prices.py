"""Prices as people type them."""

import pytest

from catalog.pricing.typed import PriceUnreadable, read_price


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("85000", 85_000),
        ("85.000đ", 85_000),
        ("85,000 VND", 85_000),
        ("1.000.000đ", 1_000_000),
        ("1 250 000", 1_250_000),
        ("85k", 85_000),
        ("85 nghìn", 85_000),
        ("99 ngàn đồng", 99_000),
        ("85k5", 85_500),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1,2 triệu", 1_200_000),
        ("2 trieu", 2_000_000),
    ],
)
def test_prices_are_understood_as_people_write_them(text: str, price: int):
    assert read_price(text) == price


@pytest.mark.parametrize(
    "text",
    ["", "abc", "-5000", "−5000", "0", "85", "1.2", "85.00", "1.000k", "1.000,50", "1.00.000", "1tr2k", "1e9", "²"],
)
def test_what_could_be_misread_is_refused(text: str):
    with pytest.raises(PriceUnreadable):
        read_price(text)


@pytest.mark.parametrize("text", ["2 triệu rưỡi", "9" * 11, "9" * 300, "1.000.000.001"])
def test_what_is_longer_than_a_price_is_refused(text: str):
    with pytest.raises(PriceUnreadable):
        read_price(text)
