"""The shelf: its rows are always what the sources say, its counts what a count would say."""

import datetime as dt
import random
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone

from catalog.certificates import certificate_issue, certificate_revoke
from catalog.events import ProductChanged
from catalog.listing import product_suspend
from catalog.models import (
    Offer,
    PriceSource,
    Product,
    ProductQuality,
    ProductSet,
    ProductStatus,
    Quality,
    SaleMode,
    ShelfChange,
    ShelfCount,
    ShelfEntry,
    ShelfMark,
)
from catalog.pricing.services import list_price_set, promotion_close, promotion_open
from catalog.shelf import selectors
from catalog.shelf.bands import BANDS, band_of, split
from catalog.shelf.facets import Facets, facets
from catalog.shelf.filters import STARS, ListingFilters
from catalog.shelf.qualities import GIFT_BOX, QUALITIES, QUALITY_BITS
from catalog.shelf.ranking import Order
from catalog.shelf.selectors import cards_of, listing, matching, top_entries
from catalog.shelf.services import (
    computed,
    shelf_fold,
    shelf_rebuild,
    shelf_refresh,
    shelf_refresh_due,
    sold_add,
)
from catalog.shelf.state import shelf_state
from catalog.shelf.words import Words, words
from catalog.stock.services import Take, stock_count, stock_receive, stock_release, stock_reserve, stock_unit
from core.events import publish
from places.models import Province
from tests.factories.catalog import make_certificate, make_offer, make_product, make_vendor
from vendors.events import VendorChanged
from vendors.models import VendorStatus

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 20, 5, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def changed(product: Product) -> None:
    with transaction.atomic():
        publish(ProductChanged(product_id=product.pk))


def shelved(*, price: int | None = 100_000, pieces: int = 10, **fields) -> Product:
    product = make_product(**fields)
    offer = make_offer(product=product)
    if price is not None:
        list_price_set(offer=offer, price=price, at=NOON - 30 * DAY)
    if pieces:
        stock_receive(unit=stock_unit(offer=offer), quantity=pieces)
    changed(product)
    return product


def entry_of(product: Product) -> ShelfEntry:
    return ShelfEntry.objects.get(pk=product.pk)


def the_words() -> Words:
    return words(shelf_state(timezone.now()).classification)


def asked(query: str = "") -> ListingFilters:
    return ListingFilters.parse(QueryDict(query), the_words())


def row(entry: ShelfEntry) -> dict:
    return {f.attname: getattr(entry, f.attname) for f in ShelfEntry._meta.concrete_fields if f.name != "stamp"}


def assert_true_to_sources(now: dt.datetime) -> None:
    """Every row, and the counts, are what they would be if all was computed anew."""
    expected = {entry.pk: row(entry) for entry in computed(Product.objects.values_list("pk", flat=True), now)}
    assert {entry.pk: row(entry) for entry in ShelfEntry.objects.all()} == expected


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_row_says_what_the_sources_say():
    product = shelved(price=120_000)
    ProductQuality.objects.create(product=product, quality=Quality.VIETGAP)
    make_certificate(product=product, stars=4, issued_on=dt.date(2026, 1, 15))
    sold_add(product_id=product.pk, pieces=7)
    entry = entry_of(product)
    assert (entry.price, entry.is_priced, entry.band, entry.in_stock) == (120_000, True, band_of(120_000), True)
    assert (entry.stars, entry.stars_until, entry.sold) == (4, dt.date(2029, 1, 14), 7)
    assert entry.qualities == QUALITY_BITS[Quality.VIETGAP]
    assert (entry.set_number, entry.group, entry.province_code) == (1, 1, product.province_id)


def test_a_gift_box_is_found_by_its_bit_beside_qualities():
    gift, both, plain = shelved(is_gift_box=True), shelved(is_gift_box=True), shelved()
    for product in (both, plain):
        ProductQuality.objects.create(product=product, quality=Quality.ORGANIC)
        changed(product)
    assert entry_of(gift).qualities == QUALITY_BITS[GIFT_BOX]
    assert entry_of(both).qualities == QUALITY_BITS[GIFT_BOX] | QUALITY_BITS[Quality.ORGANIC]
    found = listing(asked("dac-tinh=hop-qua"))
    assert {entry.pk for entry in found.entries} == {gift.pk, both.pk}
    assert found.facets.quality == {GIFT_BOX: 2, Quality.ORGANIC: 2}
    assert listing(asked("dac-tinh=hop-qua&dac-tinh=organic")).total == 3
    Product.objects.filter(pk=gift.pk).update(is_gift_box=False)
    changed(gift)
    assert listing(asked("dac-tinh=hop-qua")).total == 1


def test_gift_boxes_that_stood_on_the_shelf_before_are_computed_anew():
    gift, plain = shelved(is_gift_box=True), shelved()
    ShelfEntry.objects.update(qualities=0)
    import_module("catalog.migrations.0004_gift_boxes_on_the_shelf").mark_gift_boxes(apps, connection.schema_editor())
    assert list(ShelfMark.objects.values_list("product_id", flat=True)) == [gift.pk]
    assert [entry.pk for entry in listing(asked("dac-tinh=hop-qua")).entries] == [gift.pk]
    assert entry_of(plain).qualities == 0
    assert not ShelfMark.objects.exists()


def test_only_what_is_public_is_on_the_shelf():
    draft = shelved(status=ProductStatus.DRAFT, published_at=None)
    product = shelved()
    assert list(ShelfEntry.objects.values_list("pk", flat=True)) == [product.pk]
    product_suspend(product=product, by=None, reason="thiếu giấy")
    assert not ShelfEntry.objects.exists()
    assert listing(asked()).total == 0
    assert draft.status == ProductStatus.DRAFT


def test_closing_a_shop_clears_its_shelf_and_opening_fills_it_again():
    vendor = make_vendor()
    shelved(vendor=vendor), shelved(vendor=vendor), shelved()
    for status, left in ((VendorStatus.SUSPENDED, 1), (VendorStatus.VERIFIED, 3)):
        type(vendor).objects.filter(pk=vendor.pk).update(status=status)
        with transaction.atomic():
            publish(VendorChanged(vendor_id=vendor.pk))
        assert listing(asked()).total == ShelfEntry.objects.count() == left


def test_the_price_is_the_lowest_over_the_active_packs():
    product = shelved(price=100_000)
    dear = make_offer(product=product)
    list_price_set(offer=dear, price=90_000, at=NOON)
    assert entry_of(product).price == 90_000
    Offer.objects.filter(pk=dear.pk).update(is_active=False)
    changed(product)
    assert entry_of(product).price == 100_000


def test_a_promotion_comes_and_goes_by_the_clock_without_a_job():
    product = shelved(price=100_000)
    offer = product.offers.get()
    promotion_open(offer=offer, source=PriceSource.FLASH, price=80_000, starts_at=NOON, ends_at=NOON + HOUR)
    shelf_refresh([product.pk], now=NOON - HOUR)
    for at, price, compare_at in (
        (NOON - HOUR, 100_000, None),
        (NOON, 80_000, 100_000),
        (NOON + HOUR, 100_000, None),
    ):
        found = listing(asked(), now=at)
        assert (found.entries[0].price, found.entries[0].compare_at) == (price, compare_at), at


def test_stars_end_at_midnight_in_viet_nam():
    product = shelved()
    make_certificate(product=product, stars=5, score=95, issued_on=dt.date(2023, 11, 21))  # through 20 November 2026
    shelf_refresh([product.pk], now=NOON)
    midnight = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
    assert entry_of(product).due_at == midnight
    assert listing(asked("sao=5"), now=midnight - dt.timedelta(seconds=1)).total == 1
    assert listing(asked("sao=5"), now=midnight).total == 0
    assert listing(asked(), now=midnight).entries[0].stars == 0


def test_a_revoked_certificate_takes_the_stars_off_at_once():
    product = shelved()
    certificate = certificate_issue(
        product=product, code="TEST-R", stars=3, score=60, decision="1", issuer="UBND", issued_on=dt.date(2026, 1, 1)
    )
    assert listing(asked("sao=3")).total == 1
    certificate_revoke(certificate=certificate, reason="hồ sơ không đúng")
    assert listing(asked("sao=3")).total == 0
    assert entry_of(product).stars == 0


def test_the_last_piece_and_its_return_show_at_once():
    product = shelved(pieces=1)
    unit = stock_unit(offer=product.offers.get())
    held = stock_reserve(takes=[Take(unit_id=unit.pk, quantity=1)], reference="t", expires_at=None)
    assert not entry_of(product).in_stock
    stock_release(reservations=held)
    assert entry_of(product).in_stock
    stock_count(unit=unit, counted=0)
    assert not entry_of(product).in_stock


def test_the_last_piece_at_a_price_ends_it():
    product = shelved(price=100_000)
    offer = product.offers.get()
    now = timezone.now()
    window = promotion_open(
        offer=offer, source=PriceSource.FLASH, price=70_000, starts_at=now - HOUR, ends_at=now + HOUR, quota=1
    )
    assert entry_of(product).price == 70_000
    unit = stock_unit(offer=offer)
    take = Take(unit_id=unit.pk, quantity=1, window_id=window.pk, price=70_000)
    held = stock_reserve(takes=[take], reference="t", expires_at=None)
    assert entry_of(product).price == 100_000
    stock_release(reservations=held)
    assert entry_of(product).price == 70_000


def test_medicine_has_no_price_and_a_stay_is_always_to_be_had():
    medicine = shelved(sale_mode=SaleMode.SHOWN)
    stay = shelved(sale_mode=SaleMode.STAY, pieces=0)
    assert (entry_of(medicine).is_priced, entry_of(medicine).in_stock) == (False, False)
    assert entry_of(stay).in_stock
    assert [card.price for card in listing(asked("sap-xep=gia-giam")).cards] == [100_000, None]
    assert [card.price for card in listing(asked("sap-xep=gia-tang")).cards] == [100_000, None]


def test_alcohol_has_no_struck_price_and_is_not_put_forward():
    product = shelved(price=100_000, product_set=ProductSet.objects.get(number=14), alcohol_percent=38)
    promotion_open(
        offer=product.offers.get(),
        source=PriceSource.FLASH,
        price=80_000,
        starts_at=timezone.now() - HOUR,
        ends_at=timezone.now() + HOUR,
    )
    (card,) = cards_of([entry_of(product)])
    assert (card.price, card.compare_at, card.is_alcohol) == (80_000, None, True)
    assert top_entries(limit=5) == []


def test_a_mark_is_worked_off_before_the_next_list():
    product = shelved(price=100_000)
    product.offers.get().price_windows.update(price=60_000)  # as a transaction does that could not lock the product
    ShelfMark.objects.create(product_id=product.pk)
    assert listing(asked()).entries[0].price == 60_000
    assert not ShelfMark.objects.exists()


def test_refreshing_many_takes_as_many_queries_as_one(django_assert_num_queries, django_assert_max_num_queries):
    ids = [shelved(price=50_000 + n).pk for n in range(8)]
    ShelfEntry.objects.all().delete()
    with django_assert_max_num_queries(20) as one:
        shelf_refresh(ids[:1])
    with django_assert_num_queries(len(one)):
        shelf_refresh(ids[1:])


def test_nothing_due_costs_one_query(django_assert_num_queries):
    shelved()
    with django_assert_num_queries(1):
        shelf_refresh_due()


def test_the_version_changes_with_every_change_and_with_nothing_else():
    product = shelved()
    seen = set()
    for change in (
        lambda: list_price_set(offer=product.offers.get(), price=101_000),
        lambda: list_price_set(offer=product.offers.get(), price=501_000),
        lambda: sold_add(product_id=product.pk, pieces=1),
    ):
        change()
        version = shelf_state(timezone.now()).version
        assert version not in seen
        seen.add(version)
        shelf_fold()
        assert shelf_state(timezone.now()).version == version
    assert not ShelfChange.objects.exists()
    shelf_refresh([product.pk])  # of something that only the product's own page shows
    assert shelf_state(timezone.now()).version not in seen


# ── Whatever happens, in whatever order ──────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("seed", range(4))
def test_rows_and_counts_stay_true_through_any_sequence(seed: int):
    chance = random.Random(seed)
    now = timezone.now()
    provinces = list(Province.objects.filter(slug__in=["bac-ninh", "ca-mau", "hue"]))
    sets = list(ProductSet.objects.filter(number__in=[1, 11, 14, 21, 26]))
    products = [
        shelved(price=chance.choice([None, 30_000, 75_000, 2_000_000]), pieces=chance.choice([0, 2])) for _ in range(3)
    ]
    number = 0
    for _ in range(40):
        product = chance.choice(products)
        offer = product.offers.get()
        unit = stock_unit(offer=offer)
        match chance.randrange(10):
            case 0:
                fields: dict[str, Any] = {"province": chance.choice(provinces), "product_set": chance.choice(sets)}
                products.append(shelved(price=chance.choice([49_999, 50_000, 99_999, 1_000_000]), **fields))
            case 1:
                list_price_set(offer=offer, price=chance.choice([40_000, 60_000, 150_000, 700_000]), at=now)
            case 2:
                start = now + chance.randrange(-3, 3) * HOUR
                promotion_open(
                    offer=offer, source=PriceSource.FLASH, price=20_000, starts_at=start, ends_at=start + 2 * HOUR
                )
            case 3:
                for window in offer.price_windows.exclude(source=PriceSource.LIST):
                    promotion_close(window=window, at=now)
            case 4:
                stock_receive(unit=unit, quantity=3)
            case 5:
                stock_count(unit=unit, counted=0)
            case 6:
                number += 1
                certificate_issue(
                    product=product,
                    code=f"S{seed}-{number}",
                    stars=(stars := chance.choice([3, 4, 5])),
                    score={3: 55, 4: 75, 5: 95}[stars],
                    decision="1",
                    issuer="UBND",
                    issued_on=timezone.localdate(now) - chance.choice([0, 1, 1_000, 1_095]) * DAY,
                )
            case 7:
                Product.objects.filter(pk=product.pk).update(
                    status=chance.choice([ProductStatus.PUBLISHED, ProductStatus.SUSPENDED])
                )
                changed(product)
            case 8:
                sold_add(product_id=product.pk, pieces=chance.choice([1, 5, -2]))
            case 9:
                now += chance.choice([HOUR, 12 * HOUR, 2 * DAY])
                chance.choice([shelf_fold, lambda: None])()
        if chance.random() < 0.2:
            shelf_refresh_due(now=now)
    # Handlers computed at the present moment; what the walk's own clock has passed since has come due.
    shelf_refresh_due(now=now)
    assert_true_to_sources(now)
    assert_counts_are_naive(asked())


# ── Counts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def assert_counts_are_naive(filters: ListingFilters, vendor_id: int | None = None) -> None:
    """The facets of these filters beside counts of the rows, one facet after the other without its own selection."""
    found = facets(filters, the_words(), vendor_id=vendor_id)
    rows = [entry for entry in ShelfEntry.objects.all() if vendor_id is None or entry.vendor_id == vendor_id]

    def matches(entry: ShelfEntry, leave: str = "") -> bool:
        bits = sum(QUALITY_BITS[quality] for quality in filters.qualities)
        tests = {
            "province": not filters.provinces or entry.province_code in filters.provinces,
            "group": not filters.groups or entry.group in filters.groups,
            "set": not filters.sets or entry.set_number in filters.sets,
            "stars": not filters.stars or entry.stars in filters.stars,
            "band": not filters.has_price
            or (
                entry.is_priced
                and (filters.price_from or 0) <= entry.price
                and (filters.price_to is None or entry.price <= filters.price_to)
            ),
            "quality": not bits or bool(entry.qualities & bits),
        }
        return all(value for name, value in tests.items() if name != leave)

    def count(facet: str, values) -> dict:
        kept = [entry for entry in rows if matches(entry, facet)]
        counts: dict = {}
        for entry in kept:
            for value in values(entry):
                counts[value] = counts.get(value, 0) + 1
        return counts

    assert found.total == sum(matches(entry) for entry in rows)
    assert found.total == matching(filters, found, vendor_id=vendor_id).count()
    expected = {
        "province": count("province", lambda e: [e.province_code]),
        "group": count("group", lambda e: [e.group]),
        "set": count("set", lambda e: [e.set_number]),
        "stars": count("stars", lambda e: [e.stars]),
        "band": count("band", lambda e: [e.band]),
        "quality": count("quality", lambda e: [q for q, bit in QUALITY_BITS.items() if e.qualities & bit]),
    }
    for name, counts in expected.items():
        assert dict(getattr(found, name)) == counts, name


def a_varied_shelf(chance: random.Random, size: int) -> None:
    provinces = list(Province.objects.order_by("code")[:6])
    sets = list(ProductSet.objects.filter(number__in=[1, 2, 11, 14, 21, 22, 26]))
    vendors = [make_vendor() for _ in range(4)]
    for _ in range(size):
        product = make_product(
            vendor=chance.choice(vendors),
            province=chance.choice(provinces),
            product_set=chance.choice(sets),
            is_gift_box=chance.random() < 0.2,
        )
        offer = make_offer(product=product)
        if chance.random() < 0.9:
            price = chance.choice([*(band.low for band in BANDS[1:]), chance.randrange(1_000, 2_000_000)])
            list_price_set(offer=offer, price=price - chance.choice([0, 1]))
        for quality in chance.sample(Quality.values, chance.choice([0, 0, 1, 2, 3])):
            ProductQuality.objects.create(product=product, quality=quality)
        if chance.random() < 0.7:
            stars = chance.choice(STARS)
            make_certificate(product=product, stars=stars, score={3: 60, 4: 80, 5: 95}[stars])
    shelf_refresh(Product.objects.values_list("pk", flat=True))


def a_question(chance: random.Random) -> ListingFilters:
    names = the_words()
    slugs = [p.slug for p in Province.objects.order_by("code")[:7]]
    parts = []
    for name, values in (
        ("tinh", slugs),
        ("nhom", [group.slug for group in names.groups.values()]),
        ("bo", ["1", "2", "11", "14", "21", "3"]),
        ("sao", ["3", "4", "5"]),
        ("dac-tinh", QUALITIES),
    ):
        if chance.random() < 0.4:
            parts += [f"{name}={value}" for value in chance.sample(values, chance.choice([1, 2]))]
    if chance.random() < 0.5:
        ends = sorted(chance.choice([0, 30_000, 50_000, 99_999, 100_000, 150_000, 1_000_000, 3_000_000]) for _ in "ab")
        low, high = (str(end) if chance.random() < 0.8 else "" for end in ends)
        parts.append(f"gia={low}-{high}")
    return asked("&".join(parts))


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_a_plain_count_for_any_filters(seed: int):
    chance = random.Random(seed)
    a_varied_shelf(chance, 60)
    for round_ in range(25):
        if round_ == 10:
            shelf_fold()  # from counts and open changes, from counts alone, and with new changes on top
        if round_ == 15:
            a_varied_shelf(chance, 5)
        assert_counts_are_naive(a_question(chance))
    vendor_id = ShelfEntry.objects.values_list("vendor_id", flat=True)[0]
    for _ in range(5):
        assert_counts_are_naive(a_question(chance), vendor_id)


def test_rebuilding_gives_the_same_rows_and_counts():
    a_varied_shelf(random.Random(9), 20)
    shelf_fold()
    rows = {entry.pk: row(entry) for entry in ShelfEntry.objects.all()}
    counts = set(ShelfCount.objects.values_list("qualities", "province_code", "set_number", "stars", "band", "count"))
    ShelfCount.objects.all().delete()
    ShelfEntry.objects.all().delete()
    assert shelf_rebuild() == len(rows)
    assert {entry.pk: row(entry) for entry in ShelfEntry.objects.all()} == rows
    again = set(ShelfCount.objects.values_list("qualities", "province_code", "set_number", "stars", "band", "count"))
    assert again == counts


@pytest.mark.parametrize(
    ("low", "high", "whole", "rest"),
    [
        (None, None, [1, 2, 3, 4, 5, 6], []),
        (50_000, 99_999, [2], []),
        (50_000, 100_000, [2], [(100_000, 100_000)]),
        (30_000, 120_000, [2], [(30_000, 49_999), (100_000, 120_000)]),
        (60_000, 70_000, [], [(60_000, 70_000)]),
        (2_000_000, None, [], [(2_000_000, 2_147_483_647)]),
    ],
)
def test_a_range_is_whole_bands_and_the_rest(low, high, whole, rest):
    assert split(low, high) == (whole, rest)


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("order", list(Order))
def test_pages_hold_every_product_once_in_every_order(order: Order, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(selectors, "PER_PAGE", 6)
    size = 2 * 6 + 3
    a_varied_shelf(random.Random(5), size)
    seen = []
    for page in (1, 2, 3):
        found = listing(asked(f"sap-xep={order.value}&trang={page}"))
        assert (found.total, found.pages) == (size, 3)
        seen += found.entries
    assert len({entry.pk for entry in seen}) == len(seen) == size
    keys = {
        Order.SUITED: lambda e: -e.score,
        Order.NEWEST: lambda e: -e.published_at.timestamp(),
        Order.PRICE_UP: lambda e: (not e.is_priced, e.price),
        Order.PRICE_DOWN: lambda e: (not e.is_priced, -e.price),
        Order.RATED: lambda e: -e.rating_rank,
        Order.SOLD: lambda e: -e.sold,
    }
    assert [keys[order](entry) for entry in seen] == sorted(keys[order](entry) for entry in seen)


def test_a_list_takes_few_queries_whatever_is_asked(django_assert_max_num_queries):
    a_varied_shelf(random.Random(3), 30)
    names = the_words()
    assert names.sets
    for query in ("", "tinh=ha-noi&sao=4&gia=30000-120000&dac-tinh=vietgap", "nhom=do-uong&sap-xep=gia-tang"):
        with django_assert_max_num_queries(7):
            listing(asked(query)).cards  # noqa: B018


def test_an_empty_shelf_is_an_empty_list():
    found = listing(asked())
    assert (found.total, found.pages, found.entries, found.facets) == (0, 1, [], Facets())
