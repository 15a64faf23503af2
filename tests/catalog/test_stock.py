"""What each stock service does to the numbers, and that a refusal leaves none of it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from catalog.models import PriceSource, Reservation, ReservationState, StockMovement, StockUnit
from catalog.pricing.services import PriceChanged, list_price_set, promotion_open
from catalog.stock import services as stock
from catalog.stock.services import OutOfStock, ReservationClosed, Take
from tests.factories.catalog import make_offer

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> StockUnit:
    made = stock.stock_unit(offer=make_offer())
    stock.stock_receive(unit=made, quantity=10, note="vụ sớm")
    return made


def numbers(unit: StockUnit) -> tuple[int, int]:
    unit.refresh_from_db()
    return unit.on_hand, unit.available


def soon() -> dt.datetime:
    return timezone.now() + dt.timedelta(minutes=10)


def hold(unit: StockUnit, quantity: int = 3) -> Reservation:
    return stock.stock_reserve(
        takes=[Take(unit_id=unit.pk, quantity=quantity)], reference="order-1", expires_at=soon()
    )[0]


def test_the_life_of_a_sale(unit: StockUnit):
    held = hold(unit)
    assert numbers(unit) == (10, 7)
    stock.stock_confirm(reservations=[held])
    stock.stock_consume(reservations=[held])
    assert numbers(unit) == (7, 7)
    stock.stock_return(unit=unit, quantity=1)
    assert numbers(unit) == (8, 8)
    moves = unit.movements.values_list("kind", "on_hand_delta", "available_delta")
    assert list(moves) == [("receive", 10, 10), ("reserve", 0, -3), ("consume", -3, 0), ("return", 1, 1)]


def test_a_confirmed_reservation_never_expires(unit: StockUnit):
    held = hold(unit)
    stock.stock_confirm(reservations=[held])
    assert stock.stock_expire_due(now=timezone.now() + dt.timedelta(days=30)) == 0
    assert numbers(unit) == (10, 7)


def test_an_unpaid_reservation_comes_back_by_itself(unit: StockUnit):
    held = hold(unit)
    assert stock.stock_expire_due() == 0
    assert stock.stock_expire_due(now=timezone.now() + dt.timedelta(minutes=11)) == 1
    assert numbers(unit) == (10, 10)
    held.refresh_from_db()
    assert held.state == ReservationState.EXPIRED
    with pytest.raises(ReservationClosed):
        stock.stock_confirm(reservations=[held])
    with pytest.raises(ReservationClosed):
        stock.stock_consume(reservations=[held])
    assert stock.stock_release(reservations=[held]) == []
    assert numbers(unit) == (10, 10)


def test_a_basket_is_held_whole_or_not_at_all(unit: StockUnit):
    scarce = stock.stock_unit(offer=make_offer())
    stock.stock_receive(unit=scarce, quantity=1)
    takes = [Take(unit_id=unit.pk, quantity=2), Take(unit_id=scarce.pk, quantity=2)]
    with pytest.raises(OutOfStock) as refused:
        stock.stock_reserve(takes=takes, reference="basket", expires_at=soon())
    assert (refused.value.unit_id, refused.value.wanted, refused.value.left) == (scarce.pk, 2, 1)
    assert numbers(unit) == (10, 10)
    assert numbers(scarce) == (1, 1)
    assert not Reservation.objects.exists()


def test_two_lines_of_one_unit_count_together(unit: StockUnit):
    takes = [Take(unit_id=unit.pk, quantity=6), Take(unit_id=unit.pk, quantity=5)]
    with pytest.raises(OutOfStock):
        stock.stock_reserve(takes=takes, reference="twice", expires_at=soon())
    assert numbers(unit) == (10, 10)


def test_counting_keeps_what_is_promised(unit: StockUnit):
    hold(unit, 3)
    stock.stock_count(unit=unit, counted=5, note="kiểm kê cuối ngày")
    assert numbers(unit) == (5, 2)
    with pytest.raises(OutOfStock):
        stock.stock_count(unit=unit, counted=2)
    assert numbers(unit) == (5, 2)
    moves = unit.movements.count()
    stock.stock_count(unit=unit, counted=5)
    assert unit.movements.count() == moves


def test_a_live_pool_is_filled_by_a_transfer(unit: StockUnit):
    pool = stock.stock_unit(offer=unit.offer, pool="live-7")
    stock.stock_transfer(source=unit, target=pool, quantity=4)
    assert (numbers(unit), numbers(pool)) == ((6, 6), (4, 4))
    with pytest.raises(OutOfStock):
        stock.stock_transfer(source=pool, target=unit, quantity=5)
    assert (numbers(unit), numbers(pool)) == ((6, 6), (4, 4))
    with pytest.raises(ValueError, match="two pools of one offer"):
        stock.stock_transfer(source=unit, target=stock.stock_unit(offer=make_offer()), quantity=1)


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_and_less_is_no_quantity(unit: StockUnit, quantity: int):
    for call in (stock.stock_receive, stock.stock_return):
        with pytest.raises(ValueError, match="at least 1"):
            call(unit=unit, quantity=quantity)
    with pytest.raises(ValueError, match="at least 1"):
        hold(unit, quantity)
    assert numbers(unit) == (10, 10)
    assert StockMovement.objects.count() == 1


def test_the_database_itself_refuses_less_than_nothing(unit: StockUnit):
    for change in ({"available": -1}, {"on_hand": 9}, {"available": 11}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StockUnit.objects.filter(pk=unit.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockUnit.objects.create(offer=unit.offer)


def test_pieces_at_a_window_that_has_changed_are_not_held(unit: StockUnit):
    window = list_price_set(offer=unit.offer, price=90_000)
    list_price_set(offer=unit.offer, price=95_000)
    with pytest.raises(PriceChanged):
        stock.stock_reserve(
            takes=[Take(unit_id=unit.pk, quantity=1, window_id=window.pk, price=90_000)],
            reference="late",
            expires_at=soon(),
        )
    assert numbers(unit) == (10, 10)


def test_an_expired_reservation_gives_its_quota_back(unit: StockUnit):
    window = promotion_open(
        offer=unit.offer,
        source=PriceSource.FLASH,
        price=70_000,
        starts_at=timezone.now(),
        ends_at=soon(),
        quota=5,
        per_buyer_limit=3,
    )
    take = Take(unit_id=unit.pk, quantity=3, window_id=window.pk, price=70_000)
    stock.stock_reserve(takes=[take], reference="a", expires_at=soon(), buyer_key="lan")
    window.refresh_from_db()
    assert window.quota_left == 2
    stock.stock_expire_due(now=timezone.now() + dt.timedelta(hours=1))
    window.refresh_from_db()
    assert window.quota_left == 5
    assert window.uses.get().quantity == 0


def test_taking_a_basket_costs_few_queries(unit: StockUnit, django_assert_max_num_queries):
    other = stock.stock_unit(offer=make_offer())
    stock.stock_receive(unit=other, quantity=5)
    takes = [Take(unit_id=unit.pk, quantity=1), Take(unit_id=other.pk, quantity=1)]
    with django_assert_max_num_queries(7):  # savepoint, two updates, what ran out, reservations, movements, release
        stock.stock_reserve(takes=takes, reference="b", expires_at=soon())
