"""Stock that was low before the flags came: migration 0006 flags it, and tells nobody."""

from importlib import import_module

import pytest
from django.apps import apps
from django_tasks_db.models import DBTaskResult

from catalog.models import Offer, StockUnit
from catalog.stock import services as stock
from catalog.stock.selectors import low_units
from tests.factories.catalog import make_offer, make_product, make_vendor
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Vendor:
    return make_vendor()


def pack(shop: Vendor, pieces: int, *, at: int = 5) -> Offer:
    offer = make_offer(product=make_product(vendor=shop), low_stock_at=at)
    unit = stock.stock_unit(offer=offer)
    if pieces:
        stock.stock_receive(unit=unit, quantity=pieces)
    return offer


def flag() -> None:
    """As the migration does, on stock that nobody has flagged."""
    StockUnit.objects.update(low_for=None)
    import_module("catalog.migrations.0006_low_stock_flags").flag(apps, None)


def flagged() -> set[int]:
    return set(StockUnit.objects.exclude(low_for=None).values_list("offer_id", flat=True))


def test_what_is_low_is_flagged_for_its_shop(shop: Vendor):
    low, edge, plenty, off = pack(shop, 3), pack(shop, 5), pack(shop, 6), pack(shop, 3, at=0)
    other = make_vendor()
    theirs = pack(other, 2)
    flag()
    assert flagged() == {low.pk, edge.pk, theirs.pk}
    assert {unit.offer_id for unit in low_units(shop)} == {low.pk, edge.pk}
    assert {unit.offer_id for unit in low_units(other)} == {theirs.pk}
    assert plenty.pk not in flagged()
    assert off.pk not in flagged()
    assert not DBTaskResult.objects.filter(task_path="catalog.tasks.tell_low_stock").exists()


def test_sold_out_is_low_and_never_stocked_is_not(shop: Vendor):
    sold, empty = pack(shop, 1), pack(shop, 0)
    stock.stock_discard(unit=stock.stock_unit(offer=sold), quantity=1)
    flag()
    assert flagged() == {sold.pk}
    assert empty.pk not in flagged()


def test_other_pools_have_no_flag(shop: Vendor):
    offer = pack(shop, 9)
    own, live = stock.stock_unit(offer=offer), stock.stock_unit(offer=offer, pool="live:1")
    stock.stock_transfer(source=own, target=live, quantity=2)
    flag()
    assert flagged() == set()


def test_the_flags_are_those_that_selling_leaves(shop: Vendor):
    """Sold down to five: the same as if the flag had been kept all along."""
    offer = pack(shop, 8)
    take = stock.Take(unit_id=stock.stock_unit(offer=offer).pk, quantity=3)
    stock.stock_reserve(takes=[take], reference="a", expires_at=None)
    kept = list(StockUnit.objects.values_list("pk", "low_for"))
    flag()
    assert list(StockUnit.objects.values_list("pk", "low_for")) == kept
    stock.stock_receive(unit=stock.stock_unit(offer=offer), quantity=10)
    assert low_units(shop) == []
