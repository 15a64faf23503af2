"""The demo's market: complete, truthful, and the same after a second load."""

import datetime as dt
import itertools
from collections import Counter

import pytest
from django.contrib.staticfiles import finders
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from catalog import demo
from catalog.claims import claims_in
from catalog.demo.files import entries
from catalog.demo.loading import load_products
from catalog.demo.prints import BY_PRODUCT, arrangements, drawn, paper_for, prints_for
from catalog.models import (
    BannedClaim,
    Certificate,
    Lot,
    Offer,
    PriceSource,
    PriceWindow,
    Product,
    ProductPicture,
    ProductSet,
    ProductStatus,
    Question,
    RatingTally,
    Review,
    ShelfEntry,
    SoldTally,
    StockMovement,
    StockUnit,
)
from catalog.models.picture import PAPERS
from catalog.pricing.services import list_price_set
from catalog.services import banned_claims_load
from places.models import Province
from vendors.models import CraftVillage, Vendor

pytestmark = pytest.mark.django_db


def _everything() -> dict[str, list[dict[str, object]]]:
    """Every row of the catalog and of the sellers, except what the shelf makes of them."""
    from django.apps import apps

    found = {}
    for label in ("catalog", "vendors"):
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if not model.__name__.startswith("Shelf"):
                found[model.__name__] = list(model._default_manager.order_by("pk").values())
    return found


def test_the_market_is_complete():
    assert load_products() == "140 products of 90 shops"
    assert Product.objects.public().count() == 140
    assert Vendor.objects.open().count() == 90
    assert Province.objects.filter(products__isnull=False).distinct().count() == 34
    assert ProductSet.objects.filter(products__isnull=False).distinct().count() == 26
    assert CraftVillage.objects.count() == 16
    assert Lot.objects.filter(events__isnull=False).distinct().count() == Lot.objects.count() == 57
    assert Question.objects.count() == 60
    assert ShelfEntry.objects.count() == 140
    assert not Product.objects.filter(pictures=None).exists()
    assert not Product.objects.filter(offers=None).exists()
    assert not Offer.objects.exclude(price_windows__source=PriceSource.LIST, price_windows__ends_at=None).exists()


def test_a_second_load_changes_nothing():
    load_products()
    before = _everything()
    assert sum(map(len, before.values())) > 2_000
    load_products()
    assert _everything() == before


def test_it_takes_few_queries():
    with CaptureQueriesContext(connection) as first:
        load_products()
    with CaptureQueriesContext(connection) as second:
        load_products()
    for queries in (first, second):
        assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) < 150


def test_what_was_done_in_the_demo_stays():
    load_products()
    product = Product.objects.get(slug="vai-thieu-luc-ngan")
    offer = product.offers.get(position=0)
    list_price_set(offer=offer, price=123_000)
    Product.objects.filter(pk=product.pk).update(status=ProductStatus.SUSPENDED)
    SoldTally.objects.filter(pk=product.pk).update(pieces=9_999)
    Certificate.objects.filter(product=product).update(revoked_on=dt.date(2026, 1, 1), revoked_reason="Thử")
    load_products()
    product.refresh_from_db()
    assert product.status == ProductStatus.SUSPENDED
    assert offer.price_windows.get(ends_at=None).price == 123_000
    assert SoldTally.objects.get(pk=product.pk).pieces == 9_999
    assert product.certificates.get().revoked_reason == "Thử"


def test_texts_are_corrected_in_place():
    load_products()
    product = Product.objects.get(slug="vai-thieu-luc-ngan")
    Product.objects.filter(pk=product.pk).update(description="sai")
    load_products()
    after = Product.objects.get(slug="vai-thieu-luc-ngan")
    assert after.pk == product.pk
    assert after.description == product.description


def test_a_lowered_price_has_its_history():
    load_products()
    told = {pack["sku"]: pack for row in entries("products") for pack in row["offers"]}
    lowered = {sku: pack for sku, pack in told.items() if pack["list_before"]}
    assert len(lowered) > 20
    for offer in Offer.objects.prefetch_related("price_windows"):
        windows = sorted(offer.price_windows.all(), key=lambda w: w.starts_at)
        assert windows[-1].price == told[offer.sku]["price"]
        assert [w.price for w in windows[:-1]] == ([told[offer.sku]["list_before"]] if offer.sku in lowered else [])
        for earlier, later in itertools.pairwise(windows):
            assert earlier.ends_at == later.starts_at
            assert earlier.ends_at - earlier.starts_at >= dt.timedelta(days=30)


def test_stock_is_what_was_received_and_stays_have_none():
    load_products()
    told = {pack["sku"]: pack["stock"] for row in entries("products") for pack in row["offers"]}
    for unit in StockUnit.objects.select_related("offer").annotate(moved=models.Sum("movements__on_hand_delta")):
        assert unit.on_hand == unit.available == told[unit.offer.sku] == (unit.moved or 0)
    assert {offer.sku for offer in Offer.objects.filter(stock_units=None)} == {k for k, v in told.items() if v is None}
    assert StockMovement.objects.count() == sum(1 for stock in told.values() if stock)


def test_certificates_are_those_of_the_files():
    load_products()
    papers = {row["certificate"]["code"]: row for row in entries("products") if row["certificate"]}
    stored = {c.code: c for c in Certificate.objects.select_related("product")}
    assert set(stored) == set(papers)
    for code, row in papers.items():
        assert code.startswith("DEMO-")
        assert stored[code].product.slug == row["slug"]
        assert stored[code].expires_on > stored[code].issued_on
    day = dt.date(2026, 11, 24)
    gone = [c for c in stored.values() if not c.is_valid(day)]
    assert len([c for c in gone if c.revoked_on]) == 1
    assert len(gone) == 3


def test_ratings_add_up():
    load_products()
    assert Review.objects.filter(proof=None).count() == len(entries("reviews")) == 296
    for tally in RatingTally.objects.all():
        ratings = list(Review.objects.filter(product_id=tally.pk).values_list("rating", flat=True))
        assert tally.histogram == {n: ratings.count(n) for n in (5, 4, 3, 2, 1)}
    assert sum(tally.count for tally in RatingTally.objects.all()) == 296


def test_nothing_is_said_before_the_listing_was_there():
    load_products()
    for model in (Review, Question):
        assert not model._default_manager.filter(created_at__lt=models.F("product__published_at")).exists()
    assert not Review.objects.filter(replied_at__lt=models.F("created_at")).exists()
    assert not Question.objects.filter(answered_at__lt=models.F("created_at")).exists()
    assert not PriceWindow.objects.filter(starts_at__lt=models.F("offer__product__published_at")).exists()


def test_every_picture_is_there_and_says_that_it_is_drawn():
    load_products()
    for picture in ProductPicture.objects.select_related("product"):
        assert finders.find(f"img/prints/{picture.drawing}.svg"), picture.drawing
        assert picture.alt == f"Tranh minh họa: {picture.product.name}"
    assert set(ProductPicture.objects.values_list("paper", flat=True)) == set(range(1, PAPERS + 1))


def test_prints_and_papers_are_the_same_on_every_machine():
    assert prints_for({"banh-chung-bo-dau": "sticky-rice"}) == {"banh-chung-bo-dau": "banh-chung"}
    told = {"che-dinh-tan-cuong": "tea", "che-tan-cuong-moc-cau": "tea"}
    assert prints_for(told) == prints_for(dict(reversed(told.items())))
    assert paper_for("vai-thieu-luc-ngan") == paper_for("vai-thieu-luc-ngan")
    with pytest.raises(ValueError):
        prints_for({"khong-co": "unicorn"})


def test_products_of_one_motif_share_its_arrangements_evenly():
    told = {row["slug"]: row["motif"] for row in entries("products")}
    chosen = prints_for(told)
    assert chosen.keys() == told.keys()
    shown = Counter(chosen.values())
    twofold = {name for name in shown if drawn(f"{name}-2")} | {name[:-2] for name in shown if name.endswith("-2")}
    assert len(twofold) > 20
    for name in twofold:
        free = [slug for slug in told if arrangements(slug, told[slug]) == [name, f"{name}-2"]]
        assert len(free) < 2 or abs(shown[name] - shown[f"{name}-2"]) <= 1, name


def test_a_print_that_is_named_by_product_is_of_a_product_and_drawn():
    assert BY_PRODUCT.keys() <= {row["slug"] for row in entries("products")}
    assert [name for name in BY_PRODUCT.values() if not drawn(name)] == []


def test_what_the_demo_sells_says_nothing_forbidden():
    banned_claims_load()
    claims = list(BannedClaim.objects.all())
    for row in entries("products"):
        for field in ("name", "name_en", "description", "description_en"):
            assert not claims_in(row[field], claims), row["slug"]


def test_the_list_of_forbidden_phrases_is_a_start():
    added, known = banned_claims_load()
    assert added == known >= 25
    assert not BannedClaim.objects.filter(reason="").exists()
    first = BannedClaim.objects.order_by("pk")[0]
    BannedClaim.objects.filter(pk=first.pk).update(is_active=False, reason="Đã bàn")
    BannedClaim.objects.create(phrase="thêm sau", reason="Thử")
    assert banned_claims_load() == (0, known + 1)
    first.refresh_from_db()
    assert (first.is_active, first.reason) == (False, "Đã bàn")


def test_the_first_step_loads_what_every_deployment_has():
    assert "26 product sets" in demo.load()
    assert BannedClaim.objects.exists()
