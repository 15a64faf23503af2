"""Which price holds when, and what the history keeps."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import Offer, PriceSource, PriceWindow
from catalog.pricing.selectors import quotes
from catalog.pricing.services import (
    BuyerLimitReached,
    PriceChanged,
    QuotaSpent,
    list_price_set,
    promotion_close,
    promotion_open,
    window_take,
)
from tests.factories.catalog import make_offer

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 6, 15, 5, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def offer() -> Offer:
    made = make_offer()
    list_price_set(offer=made, price=100_000, at=NOON - 24 * HOUR)
    return made


def flash(offer: Offer, price: int = 80_000, **kwargs) -> PriceWindow:
    return promotion_open(
        **{
            "offer": offer,
            "source": PriceSource.FLASH,
            "price": price,
            "starts_at": NOON,
            "ends_at": NOON + HOUR,
            **kwargs,
        }
    )


def price_at(offer: Offer, at: dt.datetime) -> int:
    return quotes([offer.pk], at=at)[offer.pk].price


def test_a_window_holds_from_its_first_moment_to_before_its_last(offer: Offer):
    flash(offer)
    instant = dt.timedelta(microseconds=1)
    assert price_at(offer, NOON - instant) == 100_000
    assert price_at(offer, NOON) == 80_000
    assert price_at(offer, NOON + HOUR - instant) == 80_000
    assert price_at(offer, NOON + HOUR) == 100_000


def test_the_lowest_price_holds_and_the_list_price_stands_beside_it(offer: Offer):
    flash(offer, 80_000)
    live = promotion_open(
        offer=offer,
        source=PriceSource.LIVE,
        price=75_000,
        starts_at=NOON,
        ends_at=NOON + HOUR,
        quota=5,
        per_buyer_limit=2,
    )
    quote = quotes([offer.pk], at=NOON)[offer.pk]
    assert (quote.window_id, quote.price, quote.source) == (live.pk, 75_000, PriceSource.LIVE)
    assert (quote.compare_at, quote.left, quote.limit, quote.until) == (100_000, 5, 2, NOON + HOUR)


def test_a_dearer_promotion_is_no_promotion(offer: Offer):
    flash(offer, 120_000)
    quote = quotes([offer.pk], at=NOON)[offer.pk]
    assert (quote.price, quote.compare_at, quote.source) == (100_000, None, PriceSource.LIST)


def test_a_quote_says_when_it_may_change_by_itself(offer: Offer):
    flash(offer)
    assert quotes([offer.pk], at=NOON - HOUR)[offer.pk].until == NOON
    assert quotes([offer.pk], at=NOON + 2 * HOUR)[offer.pk].until is None


def test_a_spent_quota_leaves_the_list_price(offer: Offer):
    window = flash(offer, quota=2)
    window_take(window_id=window.pk, price=80_000, quantity=2, at=NOON)
    assert price_at(offer, NOON) == 100_000
    with pytest.raises(QuotaSpent) as spent:
        window_take(window_id=window.pk, price=80_000, quantity=1, at=NOON)
    assert spent.value.left == 0


@pytest.mark.parametrize(
    ("at", "price"), [(NOON - HOUR, 80_000), (NOON + HOUR, 80_000), (NOON, 79_000), (NOON, 81_000)]
)
def test_a_price_that_does_not_hold_is_not_given(offer: Offer, at: dt.datetime, price: int):
    window = flash(offer, quota=2)
    with pytest.raises(PriceChanged):
        window_take(window_id=window.pk, price=price, quantity=1, at=at)
    window.refresh_from_db()
    assert window.quota_left == 2


def test_a_limit_counts_what_one_buyer_took_before(offer: Offer):
    window = flash(offer, per_buyer_limit=3)
    window_take(window_id=window.pk, price=80_000, quantity=2, buyer_key="lan", at=NOON)
    with pytest.raises(BuyerLimitReached) as reached:
        window_take(window_id=window.pk, price=80_000, quantity=2, buyer_key="lan", at=NOON)
    assert reached.value.left == 1
    window_take(window_id=window.pk, price=80_000, quantity=3, buyer_key="binh", at=NOON)
    with pytest.raises(ValueError, match="who buys"):
        window_take(window_id=window.pk, price=80_000, quantity=1, at=NOON)


def test_changing_the_list_price_keeps_the_old_one_as_history(offer: Offer):
    list_price_set(offer=offer, price=110_000, at=NOON)
    list_price_set(offer=offer, price=110_000, at=NOON + HOUR)
    windows = offer.price_windows.values_list("price", "starts_at", "ends_at")
    assert list(windows) == [(100_000, NOON - 24 * HOUR, NOON), (110_000, NOON, None)]
    assert price_at(offer, NOON - HOUR) == 100_000
    with pytest.raises(ValueError, match="began later"):
        list_price_set(offer=offer, price=90_000, at=NOON - HOUR)


def test_closing_a_promotion_before_it_begins_means_it_never_held(offer: Offer):
    window = flash(offer)
    promotion_close(window=window, at=NOON - HOUR)
    assert price_at(offer, NOON + HOUR / 2) == 100_000


def test_a_closed_promotion_is_not_stretched_by_closing_it_again(offer: Offer):
    window = flash(offer)
    promotion_close(window=window, at=NOON + HOUR / 2)
    promotion_close(window=window, at=NOON + HOUR * 2)
    window.refresh_from_db()
    assert window.ends_at == NOON + HOUR / 2


def test_an_offer_without_a_price_has_no_quote():
    assert quotes([make_offer().pk]) == {}


@pytest.mark.parametrize(
    "wrong",
    [{"price": 0}, {"ends_at": NOON}, {"quota": 0}, {"per_buyer_limit": 0}, {"source": PriceSource.LIST}],
    ids=lambda w: next(iter(w)),
)
def test_a_promotion_that_makes_no_sense_is_refused(offer: Offer, wrong: dict):
    with pytest.raises(ValueError, match="a promotion has"):
        flash(offer, **wrong)
    assert offer.price_windows.count() == 1


def test_the_database_keeps_one_open_list_price_and_quotas_within_bounds(offer: Offer):
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceWindow.objects.create(offer=offer, price=1, starts_at=timezone.now())
    window = flash(offer, quota=2)
    for left in (-1, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            PriceWindow.objects.filter(pk=window.pk).update(quota_left=left)


def test_many_offers_are_quoted_by_one_query(offer: Offer, django_assert_num_queries):
    others = [make_offer(product=offer.product) for _ in range(5)]
    for other in others:
        list_price_set(offer=other, price=50_000)
    with django_assert_num_queries(1):
        assert len(quotes([offer.pk, *(o.pk for o in others)])) == 6
