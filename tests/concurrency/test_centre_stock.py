"""Many sales, counts and edits of one pack at the same moment. Runs on SQLite and on PostgreSQL."""

from collections import Counter

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog import lots
from catalog.centre import notices as centre_notices
from catalog.centre.grid import CellChanged, CellWrong, count_change, price_change
from catalog.models import PriceWindow, StockUnit
from catalog.pricing.services import list_price_set, list_prices_set
from catalog.stock import services as stock
from catalog.stock.services import OutOfStock, Take
from tests.concurrency.race import race
from tests.concurrency.test_stock import assert_books_agree, stocked
from tests.factories.accounts import make_user
from tests.factories.catalog import make_offer
from tests.factories.vendors import make_member
from vendors.models import Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]


def told() -> int:
    return DBTaskResult.objects.filter(task_path="catalog.tasks.tell_low_stock").count()


def test_of_many_sales_at_once_one_tells_that_it_is_low():
    unit = stocked(20)

    def buy(number: int) -> str:
        try:
            stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=1)], reference=f"{number}", expires_at=None)
        except OutOfStock:
            return "sold out"
        return "bought"

    assert Counter(race(24, buy)) == {"bought": 20, "sold out": 4}
    assert told() == 1
    assert_books_agree(unit)


def test_sales_and_spoilt_goods_take_the_last_pieces_once():
    unit = stocked(10)

    def take(number: int) -> str:
        try:
            if number % 2:
                stock.stock_discard(unit=unit, quantity=1)
            else:
                stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=1)], reference=f"{number}", expires_at=None)
        except OutOfStock:
            return "none left"
        return "taken"

    assert Counter(race(20, take)) == {"taken": 10, "none left": 10}
    assert_books_agree(unit)


def test_two_workers_tell_a_shop_once():
    unit = stocked(3)
    member = make_member(vendor=unit.offer.vendor)
    stock.low_stock_set(offer=unit.offer, at=5)
    race(4, lambda number: centre_notices.tell_low(offer_id=unit.offer_id))
    assert Notice.objects.filter(user=member.user, kind="low-stock").count() == 1


def test_of_two_who_change_a_price_the_second_is_told():
    offer = make_offer()
    list_price_set(offer=offer, price=100_000)

    def change(number: int) -> str:
        try:
            price_change(offer, 100_000, 110_000 + number)
        except CellChanged:
            return "told"
        return "changed"

    assert Counter(race(8, change)) == {"changed": 1, "told": 7}
    assert PriceWindow.objects.filter(offer=offer, ends_at=None).count() == 1


def test_of_two_who_count_the_second_is_told_and_sales_go_on():
    unit = stocked(100)
    user = make_user()

    def work(number: int) -> str:
        try:
            if number % 2:
                count_change(unit.offer, 100, 50 + number, user)
            else:
                stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=1)], reference=f"{number}", expires_at=None)
                return "sold"
        except CellWrong:
            return "told"
        return "counted"

    assert Counter(race(10, work)) == {"sold": 5, "counted": 1, "told": 4}
    assert_books_agree(unit)


def test_a_threshold_and_sales_agree_in_the_end():
    unit = stocked(20)

    def work(number: int) -> None:
        if number == 0:
            stock.low_stock_set(offer=unit.offer, at=15)
        else:
            stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=1)], reference=f"{number}", expires_at=None)

    assert race(9, work) == [None] * 9
    unit.refresh_from_db()
    assert (unit.available, unit.low_for) == (12, unit.offer.vendor_id)


def test_a_file_of_counts_and_baskets_do_not_wait_for_each_other():
    one, other = stocked(100), stocked(100)

    def work(number: int) -> None:
        if number % 4 == 0:
            list_prices_set({unit.offer_id: 90_000 + number for unit in (other, one)}, at=timezone.now())
            stock.stock_counts({unit.offer_id: 200 for unit in (other, one)})
        else:
            units = [one, other] if number % 2 else [other, one]
            takes = [Take(unit_id=u.pk, quantity=1) for u in units]
            stock.stock_reserve(takes=takes, reference=f"{number}", expires_at=None)

    assert [result for result in race(12, work) if result is not None] == []
    for unit in (one, other):
        assert_books_agree(unit)
    assert StockUnit.objects.filter(on_hand=200, available=191).count() == 2


def test_a_lot_gives_what_it_has():
    offer = make_offer()
    data = lots.LotData(made_on=timezone.localdate(), quantity=10)
    lot = lots.lot_create(product=offer.product, code="LO-1", data=data)

    def take(number: int) -> str:
        try:
            lots.lot_take(lot=lot, pieces=1)
        except lots.LotRefused:
            return "empty"
        return "taken"

    assert Counter(race(20, take)) == {"taken": 10, "empty": 10}
    lot.refresh_from_db()
    assert lot.left == 0


def test_one_code_goes_to_one_lot():
    product = make_offer().product

    def create(number: int) -> str:
        try:
            lots.lot_create(product=product, code="LO-2", data=lots.LotData(made_on=timezone.localdate()))
        except lots.LotRefused:
            return "taken"
        return "made"

    assert Counter(race(6, create)) == {"made": 1, "taken": 5}
