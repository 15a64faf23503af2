"""Many at once change one product and others of the same cells: the shelf ends up true, and nobody waits for ever."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from catalog.events import ProductChanged
from catalog.models import Product, ShelfEntry, ShelfMark
from catalog.pricing.services import list_price_set
from catalog.shelf.selectors import listing
from catalog.shelf.services import computed, shelf_fold, shelf_refresh_due, sold_add
from catalog.stock.services import stock_receive, stock_unit
from core.events import publish
from tests.catalog.test_shelf import asked, assert_counts_are_naive, row, shelved
from tests.concurrency.race import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]


def test_changes_at_once_all_show():
    products = [shelved(price=40_000 + n, pieces=0) for n in range(3)]

    def change(number: int) -> None:
        product = products[number % 3]
        offer = product.offers.get()
        match number % 5:
            case 0:
                list_price_set(
                    offer=offer, price=60_000 + number, at=timezone.now() + dt.timedelta(milliseconds=number)
                )
            case 1:
                stock_receive(unit=stock_unit(offer=offer), quantity=1)
            case 2:
                sold_add(product_id=product.pk, pieces=2)
            case 3:
                shelf_refresh_due()
                shelf_fold()
            case 4:
                listing(asked())

    results = race(15, change)
    assert [result for result in results if isinstance(result, Exception)] == []
    now = timezone.now() + dt.timedelta(seconds=1)
    shelf_refresh_due(now=now)
    expected = {entry.pk: row(entry) for entry in computed(Product.objects.values_list("pk", flat=True), now)}
    assert {entry.pk: row(entry) for entry in ShelfEntry.objects.all()} == expected
    assert_counts_are_naive(asked())
    shelf_fold()
    assert_counts_are_naive(asked())


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_baskets_in_opposite_order_do_not_wait_for_each_other():
    """Two transactions change the same two products, each in its own order: with waiting locks one would be killed."""
    one, other = shelved(), shelved()

    def buy(number: int) -> None:
        pair = (one, other) if number % 2 else (other, one)
        with transaction.atomic():
            for product in pair:
                publish(ProductChanged(product_id=product.pk))

    for _ in range(5):
        assert race(2, buy) == [None, None]
    shelf_refresh_due()
    assert not ShelfMark.objects.exists()
