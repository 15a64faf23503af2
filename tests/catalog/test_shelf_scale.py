"""The shelf of a larger market: made quickly, the same every time, and read by index."""

import json
import random
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Sum
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import ShelfEntry, StockMovement, StockUnit
from catalog.shelf import memory, selectors
from catalog.shelf.filters import ListingFilters
from catalog.shelf.selectors import listing
from catalog.shelf.services import computed
from catalog.shelf.state import shelf_state
from catalog.shelf.words import words
from tests.catalog.test_shelf import a_question, asked, assert_counts_are_naive, row

pytestmark = pytest.mark.django_db


def generate(products: int, seed: int = 1) -> None:
    call_command("generate_catalog", products=products, vendors=max(5, products // 50), seed=seed, verbosity=0)


def test_a_generated_market_is_true_to_its_sources():
    generate(150)
    now = timezone.now()
    entries = {entry.pk: row(entry) for entry in ShelfEntry.objects.all()}
    assert len(entries) == 150
    assert entries == {entry.pk: row(entry) for entry in computed(list(entries), now)}
    assert_counts_are_naive(asked())
    sums = StockMovement.objects.aggregate(a=Sum("on_hand_delta"), b=Sum("available_delta"))
    units = StockUnit.objects.aggregate(a=Sum("on_hand"), b=Sum("available"))
    assert sums == units


def test_the_same_numbers_give_the_same_market():
    def market() -> list[tuple]:
        rows = ShelfEntry.objects.order_by("pk").values_list("name", "province_code", "price", "stars", "sold")
        return list(rows)

    markets = []
    for _ in range(2):
        undo = transaction.savepoint()
        generate(60)
        markets.append(market())
        transaction.savepoint_rollback(undo)
    assert markets[0] == markets[1]
    assert len({name for name, *_ in markets[0]}) > 40


def test_a_seed_is_used_once():
    generate(5)
    with pytest.raises(CommandError, match="used before"):
        generate(5)


QUERIES = [
    "",
    "trang=100",
    "tinh=ha-noi",
    "tinh=ha-noi&tinh=ca-mau&sao=4&sao=5",
    "nhom=thuc-pham&gia=30000-120000&sap-xep=gia-tang",
    "bo=11&sao=5&dac-tinh=halal",
    "gia=1000000-&sap-xep=gia-giam",
    "sap-xep=moi&sao=5",
    "sap-xep=danh-gia&tinh=hue&trang=2",
]


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks PostgreSQL's planner")
def test_no_list_scans_the_catalog(monkeypatch: pytest.MonkeyPatch):
    """EXPLAIN of every statement of a list: products and their rows are reached by an index, never all of them."""
    generate(5_000)
    monkeypatch.setattr(selectors, "VENDORS_AMONG", 250)  # of these, as the usual number of a hundred thousand
    names = words(shelf_state(timezone.now()).classification)
    for query in QUERIES:
        memory.counts.clear()
        with CaptureQueriesContext(connection) as captured:
            listing(ListingFilters.parse(QueryDict(query), names)).cards  # noqa: B018
        assert len(captured) <= 7
        for statement in captured.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) {statement['sql']}")
                plan = json.dumps(cursor.fetchone()[0])
            for table in ("catalog_shelfentry", "catalog_product"):
                scans = re.findall(r'"Seq Scan"[^{}]*"Relation Name": "' + table + '"', plan)
                assert not scans, (query, statement["sql"][:300])


def test_counts_of_a_generated_market_are_true():
    generate(300)
    chance = random.Random(4)
    for _ in range(15):
        assert_counts_are_naive(a_question(chance))
