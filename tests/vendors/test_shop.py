"""The public page of a shop."""

import datetime as dt
import json
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.text import Truncator

from catalog.models import ProductSet, RatingTally
from catalog.shelf import memory
from catalog.shelf.services import shelf_refresh
from catalog.shop_section import shop_totals
from core.pictures import picture_check
from places.models import Commune
from tests.factories.catalog import make_certificate, make_offer, make_product, make_vendor
from tests.factories.vendors import make_enquiry, make_profile
from tests.vendors.test_shop_edit import photograph, pictures_in_memory  # noqa: F401  a fixture
from vendors.models import CraftVillage, SellerKind, ShopProfile, VendorStatus
from vendors.shop.profile import shop_edit

pytestmark = pytest.mark.django_db


def page_of(client: Client, slug: str, language: str = "") -> str:
    answer = client.get(f"{language}/gian-hang/{slug}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_who_sells_and_where(client: Client):
    commune = Commune.objects.filter(province__slug="bac-ninh").first()
    assert commune
    village = CraftVillage.objects.create(
        name="Làng gốm Phù Lãng", slug="phu-lang", craft="Gốm", province_id=commune.province_id
    )
    vendor = make_vendor(commune=commune, craft_village=village, story="Lò <gốm> cũ.", story_en="An old kiln.")
    page = page_of(client, vendor.slug)
    for text in (vendor.name, "Hợp tác xã", commune.full_name, "Làng gốm Phù Lãng", "Lò &lt;gốm&gt; cũ."):
        assert text in page
    assert "An old kiln." in page_of(client, vendor.slug, "/en")


@pytest.mark.parametrize("status", [s for s in VendorStatus if s != VendorStatus.VERIFIED])
def test_a_shop_that_is_not_open_does_not_exist(client: Client, status: str):
    vendor = make_vendor(status=status)
    assert client.get(f"/gian-hang/{vendor.slug}/").status_code == 404


def test_a_bent_address_leads_to_the_right_one(client: Client):
    make_vendor(slug="gom-phu-lang")
    answer = client.get("/gian-hang/Gom_Phu-Lang/")
    assert (answer.status_code, answer["Location"]) == (301, "/gian-hang/gom-phu-lang/")


def test_its_goods_and_no_others(client: Client):
    vendor = make_vendor()
    own, draft, foreign = make_product(vendor=vendor), make_product(vendor=vendor, status="draft"), make_product()
    make_certificate(product=own)
    make_certificate(product=draft)
    make_certificate(product=foreign)
    shelf_refresh([own.pk, draft.pk, foreign.pk])
    page = page_of(client, vendor.slug)
    assert f'href="/san-pham/{own.slug}/"' in page
    assert f"/san-pham/{draft.slug}/" not in page
    assert f"/san-pham/{foreign.slug}/" not in page
    assert "1 món đang có sao OCOP" in page


def test_an_empty_shop_says_so(client: Client):
    page = page_of(client, make_vendor().slug)
    assert "Gian hàng chưa bày món nào." in page
    assert "0 món" not in page
    assert "đang có sao OCOP" not in page


def test_queries_do_not_grow_with_the_goods(client: Client, django_assert_max_num_queries):
    vendor = make_vendor()
    products = [
        make_product(vendor=vendor, product_set=ProductSet.objects.get(number=number % 6 + 1)) for number in range(30)
    ]
    shelf_refresh([product.pk for product in products])
    page_of(client, vendor.slug)
    with django_assert_max_num_queries(12):
        page_of(client, vendor.slug)


def test_a_long_name_is_whole_in_its_heading_and_short_on_the_way_to_it(client: Client):
    name = "Hợp tác xã Nông nghiệp, Dịch vụ tổng hợp và Du lịch cộng đồng thôn Thượng"
    page = page_of(client, make_vendor(name=name).slug)
    assert f'<h1 lang="vi">{name}</h1>' in page
    assert "shop-head-long" in page
    assert Truncator(name).chars(48) in page


def test_how_soon_it_answers_is_said_from_three_answers_on(client: Client):
    vendor = make_vendor()
    now = timezone.now()
    for number in range(3):
        assert "Thường trả lời" not in page_of(client, vendor.slug)
        make_enquiry(vendor=vendor, created_at=now - dt.timedelta(hours=2 + number), first_answered_at=now)
    assert "Thường trả lời trong 3 giờ" in page_of(client, vendor.slug)


# ── What the shop tells about itself ─────────────────────────────────────────────────────────────────────────────────
def test_the_legal_block(client: Client):
    profile = make_profile(registered_on=dt.date(2019, 5, 2))
    page = page_of(client, profile.vendor.slug)
    for text in ("Thông tin người bán", "Thôn Tiên Động", "số 2400123456", "cấp ngày 2/5/2019", "Sở Tài chính"):
        assert text in page


def test_a_persons_number_is_never_shown(client: Client):
    vendor = make_vendor(kind=SellerKind.HOUSEHOLD)
    make_profile(vendor=vendor, registration_number="001 086 012 345")
    page = page_of(client, vendor.slug)
    assert "001 086" not in page
    assert "Đăng ký kinh doanh" not in page


@pytest.mark.parametrize(("phone", "zalo"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_number_is_there_only_if_the_shop_wants_it(client: Client, phone: bool, zalo: bool):
    profile = make_profile(show_phone=phone, show_zalo=zalo)
    page = page_of(client, profile.vendor.slug)
    assert ('href="tel:+84961234567"' in page) is phone
    assert ('href="https://zalo.me/84961234567"' in page) is zalo
    assert ("1234567" in page.replace("2400123456", "").replace(" ", "")) is (phone or zalo)


def test_a_shop_that_rests_says_so_there_and_on_its_products(client: Client):
    today = timezone.localdate()
    profile = make_profile(closed_from=today, closed_until=today, closed_note="Nhà nghỉ Tết.")
    product = make_product(vendor=profile.vendor)
    make_offer(product=product)
    shelf_refresh([product.pk])
    tomorrow = today + dt.timedelta(days=1)
    for url in (f"/gian-hang/{profile.vendor.slug}/", f"/san-pham/{product.slug}/"):
        page = client.get(url).content.decode()
        assert f"mở lại ngày {tomorrow:%-d/%-m/%Y}" in page
        assert "Nhà nghỉ Tết." in page
    ShopProfile.objects.update(closed_from=tomorrow, closed_until=tomorrow)
    assert "Gian hàng nghỉ từ" in page_of(client, profile.vendor.slug)
    ShopProfile.objects.update(closed_from=today - dt.timedelta(2), closed_until=today - dt.timedelta(1))
    assert "Nhà nghỉ Tết." not in page_of(client, profile.vendor.slug)


def test_ratings_of_all_its_goods_together(client: Client):
    vendor = make_vendor()
    products = [make_product(vendor=vendor) for _number in range(2)]
    RatingTally.objects.create(product=products[0], fives=3)
    RatingTally.objects.create(product=products[1], threes=1)
    shelf_refresh([product.pk for product in products])
    assert shop_totals(vendor).rating == 4.5
    page = page_of(client, vendor.slug)
    assert "4,5" in page
    assert "Người mua chấm hàng của gian này" in page


def test_the_goods_are_narrowed_in_the_address(client: Client):
    vendor = make_vendor()
    by_set = [
        make_product(vendor=vendor, product_set=ProductSet.objects.get(number=number)) for number in (1, 1, 1, 14, 21)
    ]
    starred = by_set[0]
    make_certificate(product=starred)
    shelf_refresh([product.pk for product in by_set])
    url = f"/gian-hang/{vendor.slug}/"
    page = client.get(url, {"nhom": "thuc-pham"}).content.decode()
    assert page.count('href="/san-pham/vai-thieu') == 3
    assert '<meta name="robots" content="noindex, follow">' in page
    answer = client.get(url, {"sao": "4", "nhom": "", "sap-xep": ""})
    assert (answer.status_code, answer["Location"]) == (302, f"{url}?sao=4")
    page = client.get(url, {"sao": "4"}).content.decode()
    assert page.count('href="/san-pham/vai-thieu') == 1
    assert "1 món hợp" in page
    page = client.get(url, {"sao": "4", "nhom": "do-uong"}).content.decode()
    assert "Không món nào hợp với bộ lọc này." in page
    answer = client.get(url, {"sao": "4", "nhom": ""}, HTTP_HX_REQUEST="true")
    assert answer["HX-Push-Url"] == f"{url}?sao=4"
    fragment = answer.content.decode()
    assert 'id="hang"' in fragment
    assert "<html" not in fragment
    for rubbish in ({"sao": "9", "nhom": "x"}, {"trang": "999"}, {"trang": "-1"}, {"sap-xep": "'"}):
        assert client.get(url, rubbish).status_code == 200


def test_other_shops_goods_cannot_be_asked_for(client: Client):
    vendor, foreign = make_vendor(), make_product()
    shelf_refresh([foreign.pk])
    page = client.get(f"/gian-hang/{vendor.slug}/", {"gian-hang": foreign.vendor.slug}).content.decode()
    assert foreign.slug not in page


def test_pages_keep_the_filters(client: Client):
    vendor = make_vendor()
    products = [make_product(vendor=vendor) for _number in range(30)]
    shelf_refresh([product.pk for product in products])
    page = client.get(f"/gian-hang/{vendor.slug}/", {"nhom": "thuc-pham"}).content.decode()
    assert f'href="/gian-hang/{vendor.slug}/?nhom=thuc-pham&amp;trang=2#hang"' in page


def test_what_search_engines_and_shares_get(client: Client):
    profile = make_profile(show_phone=False, vendor=make_vendor(story="Vải chín sớm.", founded=1998))
    page = page_of(client, profile.vendor.slug)
    found = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    store = next(thing for thing in found if thing["@type"] == "Store")
    assert store["address"]["streetAddress"] == "Thôn Tiên Động"
    assert store["foundingDate"] == "1998"
    assert "telephone" not in store
    assert any(thing["@type"] == "BreadcrumbList" for thing in found)
    assert '<meta property="og:image" content="' in page
    assert f'data-share="{settings.SITE_URL}/gian-hang/{profile.vendor.slug}/"' in page


def test_a_shop_with_everything_takes_few_queries(client: Client, django_assert_max_num_queries):
    vendor = make_vendor(story="Chuyện")
    shop_edit(vendor=vendor, values={"phone": "+84961234567", "show_phone": True}, picture=picture_check(photograph()))
    products = [make_product(vendor=vendor) for _number in range(1_000)]
    for start in range(0, 1_000, 200):
        shelf_refresh([product.pk for product in products[start : start + 200]])
    page = page_of(client, vendor.slug)
    assert 'class="shop-cover"' in page
    memory.counts.clear()
    with django_assert_max_num_queries(12):
        page_of(client, vendor.slug)
