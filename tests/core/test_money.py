from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import EXPONENTS, MOST, Money, MoneyUnreadable, Rounding, parse_vnd

AMOUNTS = st.integers(-(10**15), 10**15)
MONEY = st.builds(Money, AMOUNTS, st.sampled_from(sorted(EXPONENTS)))
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(0), "0\u00a0₫"),
        (Money(125000), "125.000\u00a0₫"),
        (Money(-125000), "−125.000\u00a0₫"),
        (Money(1_234_567_890), "1.234.567.890\u00a0₫"),
        (Money(1250, "USD"), "12,50\u00a0US$"),
        (Money(-5, "USD"), "−0,05\u00a0US$"),
        (Money(7, "THB"), "0,07\u00a0THB"),
    ],
)
def test_it_reads_as_vietnamese_readers_write_it(money: Money, text: str):
    assert str(money) == text


def test_dong_have_no_hundredth():
    assert EXPONENTS["VND"] == 0
    assert Money(125000).amount == 125000


@pytest.mark.parametrize("amount", [1.0, 125000.5, Decimal(5), "5", None, True])
def test_only_whole_numbers_are_amounts(amount: object):
    with pytest.raises(TypeError):
        Money(amount)  # type: ignore[arg-type]


def test_an_unknown_currency_is_refused():
    with pytest.raises(ValueError, match="XYZ"):
        Money(1, "XYZ")


@pytest.mark.parametrize("other", [1, 1.5, "1", None])
def test_money_goes_with_money_only(other: object):
    for operation in ("__add__", "__sub__", "__lt__", "__ge__"):
        with pytest.raises(TypeError):
            getattr(Money(1), operation)(other)
    assert Money(1) != other


def test_currencies_do_not_mix():
    dong, dollar = Money(1), Money(1, "USD")
    assert dong != dollar
    for operation in ("__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"):
        with pytest.raises(ValueError, match="USD"):
            getattr(dong, operation)(dollar)


def test_multiplying_takes_whole_numbers():
    assert Money(7) * 3 == 3 * Money(7) == Money(21)
    with pytest.raises(TypeError):
        Money(7) * 1.5  # type: ignore[operator]


def test_it_cannot_be_changed():
    with pytest.raises(AttributeError):
        Money(1).amount = 2  # type: ignore[misc]


@given(MONEY, AMOUNTS)
def test_adding_and_taking_away_again(money: Money, amount: int):
    other = Money(amount, money.currency)
    assert money + other - other == money
    assert money + (-money) == Money.zero(money.currency)
    assert (money < other) == (money.amount < amount)
    assert sum([money, other], Money.zero(money.currency)) == money + other
    assert bool(money) == (money.amount != 0)


@given(MONEY, WEIGHTS)
def test_an_allocation_sums_to_the_whole_and_is_fair(money: Money, weights: list[int]):
    parts = money.allocate(weights)
    assert sum(parts, Money.zero(money.currency)) == money
    total = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        # never a whole unit off: |part − amount·weight/total| < 1, in whole numbers
        assert abs(part.amount * total - money.amount * weight) < total
        if weight == 0:
            assert part.amount == 0
        assert part.amount * money.amount >= 0
    assert money.allocate(weights) == parts
    assert (-money).allocate(weights) == [-part for part in parts]


@given(MONEY, st.integers(1, 50))
def test_a_split_is_nearly_equal(money: Money, count: int):
    parts = money.split(count)
    assert len(parts) == count
    assert sum(parts, Money.zero(money.currency)) == money
    sizes = [abs(part.amount) for part in parts]
    assert max(sizes) - min(sizes) <= 1
    assert sizes == sorted(sizes, reverse=True)


def test_left_over_units_go_to_the_largest_remainders():
    assert [part.amount for part in Money(100).allocate([1, 1, 1])] == [34, 33, 33]
    assert [part.amount for part in Money(10).allocate([3, 3, 1])] == [4, 4, 2]
    assert [part.amount for part in Money(-100).allocate([1, 1, 1])] == [-34, -33, -33]
    assert [part.amount for part in Money(1).allocate([0, 5, 5])] == [0, 1, 0]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [3, -1]])
def test_weights_must_make_sense(weights: list[int]):
    with pytest.raises(ValueError):
        Money(10).allocate(weights)


def test_weights_and_parts_are_whole_numbers():
    with pytest.raises(TypeError):
        Money(10).allocate([0.5, 0.5])  # type: ignore[list-item]
    with pytest.raises(ValueError):
        Money(10).split(0)


@pytest.mark.parametrize(
    ("amount", "basis_points", "rounding", "expected"),
    [
        (125000, 150, Rounding.HALF_UP, 1875),
        (101, 5000, Rounding.DOWN, 50),
        (101, 5000, Rounding.UP, 51),
        (101, 5000, Rounding.HALF_UP, 51),
        (101, 5000, Rounding.HALF_EVEN, 50),
        (103, 5000, Rounding.HALF_EVEN, 52),
        (-101, 5000, Rounding.DOWN, -50),
        (-101, 5000, Rounding.HALF_UP, -51),
        (100, 0, Rounding.UP, 0),
        (100, -1000, Rounding.DOWN, -10),
    ],
)
def test_percent_rounds_as_told(amount: int, basis_points: int, rounding: Rounding, expected: int):
    assert Money(amount).percent(basis_points, rounding) == Money(expected)


@given(AMOUNTS, st.integers(0, 20_000), st.sampled_from(Rounding))
def test_percent_is_less_than_a_unit_off(amount: int, basis_points: int, rounding: Rounding):
    share = Money(amount).percent(basis_points, rounding).amount
    assert abs(share * 10_000 - amount * basis_points) < 10_000


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("125000", 125_000),
        ("1000000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1,000,000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("1\u00a0000\u00a0000", 1_000_000),
        ("1.000.000đ", 1_000_000),
        ("1.000.000 Đ", 1_000_000),
        ("125.000 ₫", 125_000),
        ("125.000\u00a0₫", 125_000),
        ("125000 VNĐ", 125_000),
        ("125.000 đồng", 125_000),
        ("125.000 đo\u0302\u0300ng", 125_000),
        ("125\u200b.000", 125_000),
        ("150k", 150_000),
        ("150 K", 150_000),
        ("150 nghìn", 150_000),
        ("12,5k", 12_500),
        ("2tr", 2_000_000),
        ("1tr2", 1_200_000),
        ("1TR25", 1_250_000),
        ("1tr250", 1_250_000),
        ("1tr05", 1_050_000),
        ("1 triệu 2", 1_200_000),
        ("1,5 triệu", 1_500_000),
        ("0", 0),
    ],
)
def test_amounts_as_people_type_them(typed: str, amount: int):
    assert parse_vnd(typed) == Money(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "đ",
        "abc",
        "12.5",
        "1.5",
        "0.125",
        "1.0000",
        "1.000,000",
        "1.000.00",
        "1.000,50",
        "1,250k",
        "1.250tr",
        "1tr2k",
        "1tr2345",
        "+5",
        "5-",
        "1e6",
        "=1+1",
        "１２５",
        "12 5",
        "10000000000000",
        "9999999999999999999999",
        "125000 usd",
        "0x10",
    ],
)
def test_what_may_mean_two_things_is_refused(typed: str):
    with pytest.raises(MoneyUnreadable) as refusal:
        parse_vnd(typed)
    assert not refusal.value.negative


@pytest.mark.parametrize("typed", ["-1", "−125.000đ", "- 5k"])
def test_an_amount_below_zero_is_named(typed: str):
    with pytest.raises(MoneyUnreadable) as refusal:
        parse_vnd(typed)
    assert refusal.value.negative


@given(st.integers(0, MOST))
def test_what_money_prints_is_read_back(amount: int):
    assert parse_vnd(str(Money(amount))).amount == amount
