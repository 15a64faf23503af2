"""Forty buyers for ten pieces. Runs on SQLite and on PostgreSQL; each guard has a control that shows the race."""

import datetime as dt
from collections import Counter

import pytest
from django.db.models import Sum
from django.utils import timezone

from catalog.models import PriceSource, PriceWindow, PriceWindowUse, Reservation, ReservationState, StockUnit
from catalog.pricing.services import BuyerLimitReached, QuotaSpent, list_price_set, promotion_open
from catalog.stock import services as stock
from catalog.stock.services import OutOfStock, Take
from tests.concurrency.race import race
from tests.factories.catalog import make_offer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]

BUYERS, PIECES = 40, 10


def stocked(pieces: int = PIECES) -> StockUnit:
    unit = stock.stock_unit(offer=make_offer())
    stock.stock_receive(unit=unit, quantity=pieces)
    return unit


def soon() -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=10)


def assert_books_agree(unit: StockUnit) -> None:
    """The three ways of counting a unit give the same."""
    unit.refresh_from_db()
    moved = unit.movements.aggregate(on_hand=Sum("on_hand_delta"), available=Sum("available_delta"))
    held = unit.reservations.filter(state=ReservationState.ACTIVE).aggregate(held=Sum("quantity"))["held"] or 0
    assert (unit.on_hand, unit.available) == (moved["on_hand"], moved["available"])
    assert unit.available == unit.on_hand - held


def test_forty_buyers_take_exactly_ten_pieces():
    unit = stocked()

    def buy(number: int) -> str:
        try:
            stock.stock_reserve(
                takes=[Take(unit_id=unit.pk, quantity=1)], reference=f"buyer {number}", expires_at=soon()
            )
        except OutOfStock:
            return "sold out"
        return "bought"

    assert Counter(race(BUYERS, buy)) == {"bought": PIECES, "sold out": BUYERS - PIECES}
    assert Reservation.objects.filter(unit=unit).count() == PIECES
    assert_books_agree(unit)


def test_control_reading_first_sells_what_is_not_there():
    """The same race without the predicate in the UPDATE: more than ten believe they bought."""
    unit = stocked()

    def buy(number: int) -> str:
        row = StockUnit.objects.get(pk=unit.pk)
        if row.available < 1:
            return "sold out"
        row.available -= 1
        row.save(update_fields=["available"])
        return "bought"

    for _attempt in range(5):
        StockUnit.objects.filter(pk=unit.pk).update(available=PIECES)
        if Counter(race(BUYERS, buy))["bought"] > PIECES:
            return
    pytest.fail("the naive way did not oversell: this test no longer shows the race")


def test_baskets_in_opposite_order_do_not_wait_for_each_other():
    one, other = stocked(100), stocked(100)

    def buy(number: int) -> None:
        units = [one, other] if number % 2 else [other, one]
        stock.stock_reserve(
            takes=[Take(unit_id=u.pk, quantity=1) for u in units], reference=f"basket {number}", expires_at=soon()
        )

    assert [r for r in race(20, buy) if r is not None] == []
    for unit in (one, other):
        assert_books_agree(unit)
        assert unit.available == 80


def test_one_reservation_ends_once():
    unit = stocked()
    (held,) = stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=3)], reference="order", expires_at=soon())

    def end(number: int) -> str:
        try:
            if number % 2:
                stock.stock_consume(reservations=[held])
                return "consumed"
            return "released" if stock.stock_release(reservations=[held]) else "late"
        except stock.ReservationClosed:
            return "late"

    outcome = Counter(race(12, end))
    assert outcome["late"] == 11
    unit.refresh_from_db()
    assert (unit.on_hand, unit.available) == ((7, 7) if outcome["consumed"] else (10, 10))
    assert_books_agree(unit)


def test_two_tickers_expire_a_reservation_once():
    unit = stocked()
    late = timezone.now() - dt.timedelta(seconds=1)
    for number in range(5):
        stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=1)], reference=f"{number}", expires_at=late)
    assert sum(race(4, lambda number: stock.stock_expire_due())) == 5
    assert_books_agree(unit)
    assert unit.available == PIECES


def test_a_flash_price_goes_to_no_more_than_its_quota():
    unit = stocked(100)
    now = timezone.now()
    window = promotion_open(
        offer=unit.offer, source=PriceSource.FLASH, price=69_000, starts_at=now, ends_at=soon(), quota=5
    )
    list_price_set(offer=unit.offer, price=99_000)

    def buy(number: int) -> str:
        take = Take(unit_id=unit.pk, quantity=1, window_id=window.pk, price=69_000)
        try:
            stock.stock_reserve(takes=[take], reference=f"{number}", expires_at=soon())
        except QuotaSpent:
            return "too late"
        return "bought"

    assert Counter(race(20, buy)) == {"bought": 5, "too late": 15}
    assert PriceWindow.objects.get(pk=window.pk).quota_left == 0
    assert_books_agree(unit)
    assert unit.available == 95


def test_one_buyer_in_many_tabs_stays_within_the_limit():
    unit = stocked(100)
    window = promotion_open(
        offer=unit.offer,
        source=PriceSource.LIVE,
        price=50_000,
        starts_at=timezone.now(),
        ends_at=soon(),
        per_buyer_limit=2,
    )

    def buy(number: int) -> str:
        take = Take(unit_id=unit.pk, quantity=1, window_id=window.pk, price=50_000)
        try:
            stock.stock_reserve(takes=[take], reference=f"{number}", expires_at=soon(), buyer_key="lan")
        except BuyerLimitReached:
            return "enough"
        return "bought"

    assert Counter(race(12, buy)) == {"bought": 2, "enough": 10}
    assert PriceWindowUse.objects.get(window=window).quantity == 2
    assert_books_agree(unit)
    assert unit.available == 98
