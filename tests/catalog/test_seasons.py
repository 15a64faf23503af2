"""What the seasons bring: which months, which goods, and to whom."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from catalog.demo.files import entries
from catalog.demo.loading import load_products
from catalog.models import Product, SaleMode, SeasonEntry
from catalog.models.season import ALL_MONTHS, month_after, months_mask
from catalog.seasons import GOODS, this_month_and_next, year
from catalog.shelf.services import shelf_refresh
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_product, make_vendor
from vendors.models import CraftVillage, VendorStatus

pytestmark = pytest.mark.django_db

PAGE = "/mua-vu/"


def make_season(*months: int, products: tuple[Product, ...] = (), **fields: Any) -> SeasonEntry:
    number = SeasonEntry.objects.count() + 1
    defaults = {"name": f"Mùa {number}", "slug": f"mua-{number}", "text": f"Lời {number}.", "position": number}
    entry = SeasonEntry.objects.create(months=months_mask(months), **(defaults | fields))
    entry.products.add(*products)
    return entry


def names(shown: list[Any]) -> list[str]:
    return [each.entry.name for each in shown]


def part(page: str) -> str:
    """The section of the first page, or nothing."""
    found = re.search(r'<section[^>]*aria-labelledby="mua-nay".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


# ── months ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_months_are_bits_and_the_year_goes_round():
    assert months_mask([1, 12]) == 0b100000000001
    assert months_mask(range(1, 13)) == ALL_MONTHS
    assert [month_after(month) for month in (1, 11, 12)] == [2, 12, 1]
    for wrong in (0, 13, -1):
        with pytest.raises(ValueError, match="no month"):
            months_mask([wrong])


@pytest.mark.parametrize("mask", [0, ALL_MONTHS + 1])
def test_an_entry_has_at_least_one_month_and_no_thirteenth(mask: int):
    with pytest.raises(IntegrityError), transaction.atomic():
        SeasonEntry.objects.create(name="Sai", slug="sai", text="Sai.", months=mask)


@pytest.mark.parametrize(
    ("day", "now", "soon"),
    [
        ("2026-11-30", ["cam"], ["tết"]),
        ("2026-12-01", ["tết", "cam"], []),
        ("2026-12-31", ["tết", "cam"], []),
        ("2027-01-31", ["tết", "cam"], []),
        ("2027-02-01", ["tết"], []),
        ("2027-03-31", [], []),
        ("2027-04-30", [], ["vải"]),
        ("2027-05-01", ["vải"], []),
    ],
)
def test_this_month_and_the_next_over_the_new_year(day: str, now: list[str], soon: list[str]):
    make_season(12, 1, 2, name="tết")
    make_season(11, 12, 1, name="cam")
    make_season(5, 6, name="vải")
    found = this_month_and_next(dt.date.fromisoformat(day))
    assert tuple(map(names, found)) == (now, soon)


def test_december_looks_ahead_to_january():
    make_season(1, name="ông Táo")
    assert tuple(map(names, this_month_and_next(dt.date(2026, 12, 31)))) == ([], ["ông Táo"])


def test_the_year_begins_each_season_once():
    make_season(12, 1, 2, name="tết")
    make_season(1, name="ông Táo")
    make_season(3, 10, name="quà")
    make_season(*range(1, 13), name="bếp")
    months, all_year = year()
    assert [month.number for month in months] == list(range(1, 13))
    assert {month.number: names(month.begins) for month in months if month.begins} == {
        1: ["ông Táo"],
        3: ["quà"],
        10: ["quà"],
        12: ["tết"],
    }
    assert {month.number: names(month.goes_on) for month in months if month.goes_on} == {1: ["tết"], 2: ["tết"]}
    assert names(all_year) == ["bếp"]


# ── goods ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_only_goods_that_anybody_may_see():
    hidden = (
        make_product(status="draft"),
        make_product(status="suspended"),
        make_product(vendor=make_vendor(status=VendorStatus.SUSPENDED)),
        make_product(alcohol_percent="39"),
        make_product(sale_mode=SaleMode.SHOWN),
    )
    seen = make_product(alcohol_percent="0")
    make_season(6, products=(*hidden, seen))
    (shown,), _soon = this_month_and_next(dt.date(2026, 6, 1))
    assert [good.name for good in shown.goods] == [seen.name]


def test_a_shop_that_is_suspended_takes_its_goods_along(client: Client):
    product = make_product()
    make_season(*range(1, 13), products=(product,))
    link = f'href="/san-pham/{product.slug}/"'
    assert link in part(client.get("/").content.decode())
    product.vendor.status = VendorStatus.SUSPENDED
    product.vendor.save()
    assert link not in part(client.get("/").content.decode())
    page = client.get(PAGE).content.decode()
    assert link not in page
    assert "Lời 1." in page


def test_four_goods_in_the_order_in_which_they_were_added():
    products = [make_product() for _ in range(GOODS + 2)]
    entry = make_season(6)
    for product in reversed(products):
        entry.products.add(product)
    (shown,), _soon = this_month_and_next(dt.date(2026, 6, 1))
    assert [good.name for good in shown.goods] == [product.name for product in reversed(products)][:GOODS]


def test_neighbours_have_different_pictures():
    rice, tea = make_product(), make_product()
    for product, drawing in ((rice, "rice"), (tea, "tea")):
        product.pictures.create(drawing=drawing, alt="Tranh")
    shelf_refresh([rice.pk, tea.pk])
    make_season(6, products=(rice,))
    make_season(6, products=(rice, tea))
    make_season(6, products=(tea,))
    make_season(6)
    shown, _soon = this_month_and_next(dt.date(2026, 6, 1))
    assert [each.picture and each.picture.drawing for each in shown] == ["rice", "tea", "tea", None]


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@time_machine.travel(dt.datetime(2026, 5, 31, 17, 30, tzinfo=dt.UTC), tick=False)  # half past midnight in Vietnam
def test_the_first_page_tells_of_now_and_of_next_month(client: Client):
    product = make_product(name="Vải <u> hồng", name_en="Pink lychee")
    make_season(5, name="Mùa qua")
    make_season(6, 7, name="Mùa vải", name_en="Lychee", text="Vải & nhãn.", text_en="All ripe.", products=(product,))
    make_season(7, name="Mùa nhãn", lunar="rằm tháng Sáu")
    found = part(client.get("/").content.decode())
    assert found.index("Mùa vải") < found.index("Vải &amp; nhãn.") < found.index("Sắp tới") < found.index("Mùa nhãn")
    assert "Vải &lt;u&gt; hồng" in found
    assert "rằm tháng Sáu" in found
    assert 'href="/mua-vu/#thang-6"' in found
    assert "Mùa qua" not in found
    english = part(client.get("/en/").content.decode())
    for text in ("Lychee", "All ripe.", "Pink lychee", f'href="/en/san-pham/{product.slug}/"', "Mùa nhãn"):
        assert text in english
    assert "Mùa vải" not in english


@time_machine.travel(dt.datetime(2026, 9, 10, tzinfo=dt.UTC), tick=False)
def test_without_a_season_the_first_page_has_no_such_part(client: Client):
    make_season(8)
    assert part(client.get("/").content.decode()) == ""


@time_machine.travel(dt.datetime(2026, 12, 10, tzinfo=dt.UTC), tick=False)
def test_the_page_of_the_year(client: Client):
    product = make_product()
    make_season(12, 1, name="Tết", text="Gói bánh.", text_en="Cakes.", products=(product,))
    make_season(*range(1, 13), name="Bếp nhà")
    page = client.get(PAGE).content.decode()
    sections = dict(re.findall(r'aria-labelledby="(thang-[0-9]+|quanh-nam)">(.*?)</section>', page, re.DOTALL))
    assert list(sections) == [*(f"thang-{month}" for month in range(1, 13)), "quanh-nam"]
    for name, section in sections.items():
        assert ("Tết" in section) == (f"/san-pham/{product.slug}/" in section) == (name in {"thang-1", "thang-12"})
        assert ("Tháng này" in section) == (name == "thang-12")
    assert "Gói bánh." in sections["thang-12"]
    assert "Bếp nhà" in sections["quanh-nam"]
    assert 'href="#thang-12" aria-current="date"' in page
    english = client.get(f"/en{PAGE}").content.decode()
    assert "Cakes." in english
    assert "December" in english


def test_an_empty_year_says_so(client: Client):
    page = client.get(PAGE).content.decode()
    assert page.count("Chưa ghi mùa nào.") == 1
    assert "thang-1" not in page


def test_more_seasons_ask_no_more_questions(client: Client, django_assert_num_queries: Any):
    def fill(number: int) -> None:
        for _ in range(number):
            make_season(*range(1, 12), products=tuple(make_product() for _ in range(3)))

    fill(1)
    client.get("/")
    for _ in range(2):
        with django_assert_num_queries(2):  # seasons, their goods
            assert client.get(PAGE).status_code == 200
        with django_assert_num_queries(2):
            this_month_and_next()
        fill(6)


# ── staff, demo, and what else was told but not shown ────────────────────────────────────────────────────────────────
def test_staff_write_seasons(client: Client):
    sign_in(client, make_staff(), "password", "mfa")
    product = make_product()
    form = {"name": "Tết", "slug": "tet", "text": "Gói bánh.", "position": "3", "products": [product.pk]}
    url = "/admin/catalog/seasonentry/"
    assert client.post(f"{url}add/", form).status_code == 200  # no month
    assert client.post(f"{url}add/", {**form, "months": ["13"]}).status_code == 200
    assert not SeasonEntry.objects.exists()
    assert client.post(f"{url}add/", {**form, "months": ["12", "1"]}).status_code == 302
    entry = SeasonEntry.objects.get()
    assert entry.months == months_mask([1, 12])
    assert list(entry.products.all()) == [product]
    page = client.get(f"{url}{entry.pk}/change/").content.decode()
    assert re.findall(r'name="months" value="([0-9]+)"[^>]*checked', page) == ["1", "12"]
    assert "1, 12" in client.get(url).content.decode()
    client.post(f"{url}{entry.pk}/change/", {**form, "months": ["2"]})
    entry.refresh_from_db()
    assert entry.months == months_mask([2])


def test_the_demo_has_them_all_and_loads_them_once():
    load_products()
    rows = entries("seasons")
    loaded = {entry.slug: entry for entry in SeasonEntry.objects.prefetch_related("products")}
    assert len(loaded) == len(rows) == 20
    for row in rows:
        entry = loaded[row["slug"]]
        assert [month for month in range(1, 13) if entry.runs_in(month)] == sorted(row["months"])
        assert {product.slug for product in entry.products.all()} == set(row["products"])
    entry = loaded["trung-thu"]
    SeasonEntry.objects.filter(pk=entry.pk).update(text="sai")
    entry.products.clear()
    load_products()
    entry.refresh_from_db()
    assert entry.text == next(row["text"] for row in rows if row["slug"] == "trung-thu")
    assert not entry.products.exists(), "the choice of the staff stands"
    assert SeasonEntry.objects.count() == 20


def test_the_demo_keeps_what_it_tells_of_shops_villages_and_gifts():
    load_products()
    for row in entries("products"):
        assert Product.objects.get(slug=row["slug"]).is_gift_box == row["gift_box"]
    for row in entries("craft_villages"):
        village = CraftVillage.objects.get(slug=row["slug"])
        for field in ("founded", "founded_en", "story", "story_en"):
            assert getattr(village, field) == row[field]


def test_a_gift_box_says_so(client: Client):
    gift, plain = make_product(is_gift_box=True), make_product()
    shelf_refresh([gift.pk, plain.pk])
    assert "Hộp quà" in client.get(gift.get_absolute_url()).content.decode()
    assert "Hộp quà" not in client.get(plain.get_absolute_url()).content.decode()


def test_a_shop_tells_since_when_and_of_its_village(client: Client):
    village = CraftVillage.objects.create(
        name="Làng gốm Phù Lãng",
        slug="phu-lang",
        craft="Gốm",
        province=make_vendor().province,
        founded="thế kỷ XIII",
        founded_en="13th century",
        story="Lò <củi>.",
        story_en="Wood-fired.",
    )
    vendor = make_vendor(craft_village=village, founded=1996)
    page = client.get(vendor.get_absolute_url()).content.decode()
    for text in ("Làm nghề từ 1996", "thế kỷ XIII", "Lò &lt;củi&gt;."):
        assert text in page
    english = client.get(f"/en{vendor.get_absolute_url()}").content.decode()
    for text in ("1996", "13th century", "Wood-fired."):
        assert text in english
    plain = client.get(make_vendor().get_absolute_url()).content.decode()
    assert "Làm nghề từ" not in plain


@pytest.mark.parametrize("year_of", [999, 2101])
def test_a_shop_is_not_older_than_writing_nor_from_the_future(year_of: int):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_vendor(founded=year_of)
