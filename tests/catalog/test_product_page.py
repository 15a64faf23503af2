"""The page of one product: what it says, to whom, and in how many queries."""

import datetime as dt
import io
import json
import re
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from catalog import reviews, wording
from catalog.models import (
    Lot,
    Mark,
    Offer,
    PriceSource,
    Product,
    ProductPicture,
    ProductQuality,
    ProductSeason,
    ProductSet,
    ProductStatus,
    PurchaseProof,
    StayRequest,
)
from catalog.pricing.services import list_price_set, promotion_open
from catalog.product_page import shares
from catalog.stock.services import stock_receive, stock_unit
from catalog.structured import share_image
from places.models import Province
from tests.factories.accounts import make_user
from tests.factories.catalog import make_certificate, make_offer, make_producer, make_product, make_vendor

pytestmark = pytest.mark.django_db


def pack(product: Product, *, price: int | None = 265_000, pieces: int = 50, **fields: Any) -> Offer:
    offer = make_offer(product=product, **fields)
    if price is not None:
        list_price_set(offer=offer, price=price)
    if pieces:
        stock_receive(unit=stock_unit(offer=offer), quantity=pieces)
    return offer


def page_of(client: Client, product: Product, query: str = "", language: str = "") -> str:
    answer = client.get(f"{language}/san-pham/{product.slug}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\N{NO-BREAK SPACE}", " ").split())


def data_of(page: str) -> list[dict[str, Any]]:
    return [json.loads(part) for part in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]


def set_number(number: int) -> ProductSet:
    return ProductSet.objects.get(number=number)


# ── Who may see it ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("status", [s for s in ProductStatus if s != ProductStatus.PUBLISHED])
def test_what_is_not_published_does_not_exist(client: Client, status: str):
    product = make_product(status=status)
    for part in ("", "danh-gia/", "hoi-dap/", "dat-cho/"):
        assert client.get(f"/san-pham/{product.slug}/{part}").status_code == 404


def test_a_shop_that_is_suspended_takes_its_goods_along(client: Client):
    product = make_product(vendor=make_vendor(status="suspended"))
    assert client.get(f"/san-pham/{product.slug}/").status_code == 404


@pytest.mark.parametrize("typed", ["Vai-Thieu", "vai_thieu", "vai--thieu", "VAI-THIEU-"])
def test_a_bent_address_leads_to_the_right_one(client: Client, typed: str):
    make_product(slug="vai-thieu")
    answer = client.get(f"/san-pham/{typed}/")
    assert (answer.status_code, answer["Location"]) == (301, "/san-pham/vai-thieu/")


# ── What it says ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_producer_and_seller_are_named_apart(client: Client):
    producer = make_producer(name="HTX vải Tân Mộc")
    product = make_product(producer=producer, vendor=make_vendor(name="Điểm bán OCOP Bờ Hồ", kind="showroom"))
    text = text_of(page_of(client, product))
    assert "Người làm ra HTX vải Tân Mộc" in text
    assert "Người bán Điểm bán OCOP Bờ Hồ" in text
    assert "Gian hàng bán món này" in text


def test_a_maker_who_sells_is_named_once_as_both(client: Client):
    vendor = make_vendor(story="Vườn ghi sổ từng lần phun.")
    product = make_product(vendor=vendor, producer=make_producer(vendor=vendor))
    text = text_of(page_of(client, product))
    assert "Gian hàng bán món này" not in text
    assert "Vườn ghi sổ từng lần phun." in text


def test_packs_are_links_with_their_prices(client: Client):
    product = make_product()
    small, large = pack(product, name="Chùm 1 kg", price=55_000), pack(product, name="Thùng 5 kg", price=265_000)
    first = page_of(client, product)
    assert re.search(r"<ins>55\.000\s₫</ins>", first)
    assert f'href="?goi={large.pk}#mua"' in first
    chosen = page_of(client, product, f"?goi={large.pk}")
    assert re.search(r"<ins>265\.000\s₫</ins>", chosen)
    assert re.search(rf'goi={large.pk}#mua"[^>]*aria-current="true"', chosen)
    assert not re.search(rf'goi={small.pk}#mua"[^>]*aria-current', chosen)
    assert f'<link rel="canonical" href="{settings.SITE_URL}/san-pham/{product.slug}/">' in chosen


@pytest.mark.parametrize("asked", ["abc", "-1", "9" * 40, "0", "", "1e3", "%00x", "²"])
def test_a_pack_there_is_none_of_shows_the_first(client: Client, asked: str):
    product = make_product()
    pack(product, price=55_000)
    answer = client.get(f"/san-pham/{product.slug}/?goi={asked}")
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        assert "55.000" in answer.content.decode()


def test_the_pack_of_another_product_is_not_shown(client: Client):
    product, other = make_product(), make_product()
    pack(product, price=55_000)
    foreign = pack(other, price=99_000)
    page = page_of(client, product, f"?goi={foreign.pk}")
    assert "55.000" in page
    assert "99.000" not in page


def test_a_promotion_strikes_the_price_before_and_says_until_when(client: Client):
    product = make_product()
    offer = pack(product, price=265_000)
    now = dt.datetime(2027, 6, 14, 3, tzinfo=dt.UTC)
    promotion_open(
        offer=offer,
        price=199_000,
        source=PriceSource.FLASH,
        starts_at=now,
        ends_at=now + dt.timedelta(hours=3),
        quota=8,
    )
    with time_machine.travel(now + dt.timedelta(hours=1), tick=False):
        text = text_of(page_of(client, product))
    assert "199.000 ₫ , giá trước 265.000 ₫" in text
    assert "Giá này đến 13:00 14/6, còn 8 suất" in text
    with time_machine.travel(now + dt.timedelta(hours=3), tick=False):
        assert "199.000" not in text_of(page_of(client, product))


@pytest.mark.parametrize(
    ("pieces", "words"), [(0, "Hết hàng"), (1, "Còn 1"), (5, "Còn 5"), (20, "Còn 20"), (21, "Còn hàng")]
)
def test_stock_in_words(client: Client, pieces: int, words: str):
    product = make_product()
    pack(product, pieces=pieces)
    match = re.search(r'<p class="stock[^>]*>([^<]+)</p>', page_of(client, product))
    assert match
    assert match[1] == words


@pytest.mark.parametrize(
    ("day", "pieces", "words"),
    [
        ("2026-06-01", 5, "Còn 5"),
        ("2026-05-20", 5, "Đặt trước, giao từ 25/5"),
        ("2026-05-20", 0, "Hết mùa, có lại từ 25/5"),
        ("2026-07-15", 0, "Hết hàng"),
        ("2026-07-16", 0, "Hết mùa, có lại từ 25/5"),
    ],
)
def test_before_and_after_the_season(day: str, pieces: int, words: str):
    season = ProductSeason(opens="05-25", closes="07-15")
    assert wording.stock_words(pieces, season, on=dt.date.fromisoformat(day)).text == words


def test_delivery_in_words(client: Client):
    product = make_product(max_transit_days=2, needs_ice=True, needs_foam_box=True, dispatch_weekdays=0b0011111)
    product.ships_to.set(Province.objects.filter(slug__in=["bac-ninh", "hung-yen"]))
    text = text_of(page_of(client, product))
    assert "Gửi từ Bắc Ninh" in text
    assert "Chỉ giao đến Bắc Ninh và Hưng Yên." in text
    assert "Gửi hàng từ thứ hai đến thứ sáu." in text
    assert "Đóng thùng xốp, ướp đá giữ lạnh." in text
    assert "trong 2 ngày" in text


@pytest.mark.parametrize(
    ("bits", "words"),
    [
        (0b1111111, "Ngày nào cũng gửi hàng"),
        (0b0000001, "Gửi hàng vào thứ hai"),
        (0b1000001, "Gửi hàng vào thứ hai và chủ nhật"),
        (0b0010101, "Gửi hàng vào thứ hai, thứ tư và thứ sáu"),
        (0b1110000, "Gửi hàng từ thứ sáu đến chủ nhật"),
    ],
)
def test_weekdays_in_words(bits: int, words: str):
    assert wording.dispatch_words(bits) == words


@pytest.mark.parametrize(
    ("days", "words"), [(5, "5 ngày"), (60, "60 ngày"), (180, "6 tháng"), (365, "12 tháng"), (1_095, "3 năm")]
)
def test_shelf_life_in_words(days: int, words: str):
    assert wording.shelf_life_words(days) == words


def test_only_marks_in_force_are_named(client: Client):
    product = make_product()
    ProductQuality.objects.create(product=product, quality="vietgap")
    ProductQuality.objects.create(product=product, quality="geographical-indication")
    for name, number, until in (("CDĐL Lục Ngạn", "N1", None), ("Nhãn hiệu cũ", "N2", dt.date(2020, 1, 1))):
        kind = "geographical-indication" if until is None else "trademark"
        Mark.objects.create(kind=kind, name=name, number=number, valid_until=until).products.add(product)
    text = text_of(page_of(client, product))
    assert "VietGAP" in text
    assert "CDĐL Lục Ngạn Chỉ dẫn địa lý, số N1" in text
    assert "Nhãn hiệu cũ" not in text


def test_a_lot_leads_to_its_trace(client: Client):
    product = make_product()
    Lot.objects.create(code="LO-1", product=product, made_on=dt.date(2026, 6, 12), use_by=dt.date(2099, 1, 1))
    page = page_of(client, product)
    assert 'href="/truy-xuat/LO-1/"' in page
    assert 'src="/truy-xuat/LO-1/ma-qr.svg"' in page


def test_stars_come_with_decision_and_expiry_and_apart_from_ratings(client: Client):
    product = make_product()
    make_certificate(product=product, code="C-1", stars=5, score=95, issued_on=dt.date(2026, 1, 15))
    proof = PurchaseProof.objects.create(product=product, user=make_user(), reference="DH-1")
    reviews.review_write(proof=proof, rating=4, text="Ngon")
    with time_machine.travel("2026-11-24 12:00", tick=False):
        page = page_of(client, product)
    text = text_of(page)
    assert "Đạt hạng 5 sao OCOP" in text
    assert "Quyết định số 12/QĐ-UBND" in text
    assert "hiệu lực đến 14/1/2029" in text
    assert 'href="/chung-nhan/C-1/"' in page
    assert 'aria-label="4,0 trên 5 sao"' in page


def test_user_text_is_escaped_everywhere(client: Client):
    bad = '</script><script>alert("x")</script>'
    product = make_product(name=f"Vải {bad}"[:120], description=bad, ingredients=bad, warnings=bad, storage=bad)
    pack(product, name=bad[:80])
    proof = PurchaseProof.objects.create(product=product, user=make_user(), reference="DH-1")
    review = reviews.review_write(proof=proof, rating=4, text=bad, author_name=bad)
    reviews.review_reply(review=review, text=bad)
    question = reviews.question_ask(product=product, user=make_user(), text=bad)
    reviews.question_answer(question=question, text=bad)
    page = page_of(client, product)
    assert "<script>alert" not in page
    assert data_of(page)[0]["description"] == bad


def test_the_page_does_not_know_who_is_looking(client: Client):
    product = make_product()
    pack(product)
    before = page_of(client, product)
    client.force_login(make_user(name="Người Đang Xem"))
    assert page_of(client, product) == before
    assert "csrfmiddlewaretoken" not in before


def test_english(client: Client):
    product = make_product(name_en="Lục Ngạn lychee", description_en="Thin skin, small stone.")
    page = page_of(client, product, language="/en")
    assert "Lục Ngạn lychee" in text_of(page)
    assert "Thin skin, small stone." in text_of(page)
    assert f'hreflang="vi" href="{settings.SITE_URL}/san-pham/{product.slug}/"' in page


# ── Kinds of goods ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("percent", ["0.5", "4", "39"])
def test_nothing_of_alcohol_is_in_the_page_before_the_answer(client: Client, percent: str):
    product = make_product(product_set=set_number(14), alcohol_percent=percent, name="Rượu Làng Vân")
    pack(product, price=120_000)
    for part in ("", "danh-gia/", "hoi-dap/"):
        answer = client.get(f"/san-pham/{product.slug}/{part}")
        page = answer.content.decode()
        assert "18 tuổi" in page
        assert "Làng Vân" not in page
        assert "120.000" not in page
        assert "no-store" in answer["Cache-Control"]
    said = client.post("/du-18-tuoi/", {"next": f"/san-pham/{product.slug}/"})
    assert said["Location"] == f"/san-pham/{product.slug}/"
    assert said.cookies["adult"]["httponly"]
    answer = client.get(f"/san-pham/{product.slug}/")
    text = text_of(answer.content.decode())
    assert "Rượu Làng Vân" in text
    assert "Không bán cho người dưới 18 tuổi." in text
    assert "private" in answer["Cache-Control"]


def test_an_answer_is_not_forged_and_leads_nowhere_else(client: Client):
    product = make_product(product_set=set_number(14), alcohol_percent="30", name="Rượu Làng Vân")
    client.cookies["adult"] = "1"
    assert "Làng Vân" not in page_of(client, product)
    assert client.post("/du-18-tuoi/", {"next": "https://evil.example/"})["Location"] == "/"
    assert client.get("/du-18-tuoi/").status_code == 405


def test_zero_per_cent_is_no_alcohol(client: Client):
    product = make_product(alcohol_percent="0", name="Nước ép sim")
    assert "Nước ép sim" in page_of(client, product)


def test_a_supplement_bears_its_warning_and_a_medicine_is_not_sold(client: Client):
    warning = "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh."
    supplement = make_product(product_set=set_number(18))
    pack(supplement)
    assert warning in text_of(page_of(client, supplement))
    medicine = make_product(product_set=set_number(18), sale_mode="shown")
    pack(medicine, price=88_000)
    page = page_of(client, medicine)
    assert "88.000" not in page
    assert "không bán qua mạng" in text_of(page)
    assert "offers" not in data_of(page)[0]
    assert warning not in text_of(page)


# ── Stays ────────────────────────────────────────────────────────────────────────────────────────────────────────────
STAY = {"arrives": "2026-12-05", "leaves": "2026-12-07", "guests": "4", "name": "Trần Thị Lan", "phone": "0901 234 567"}


@pytest.fixture
def stay() -> Product:
    product = make_product(product_set=set_number(26), sale_mode="stay", name="Ngủ nhà sàn")
    pack(product, price=380_000, pieces=0)
    return product


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_a_stay_is_asked_for_not_bought(client: Client, stay: Product):
    page = page_of(client, stay)
    assert f'href="/san-pham/{stay.slug}/dat-cho/"' in page
    assert "Hết hàng" not in page
    address = f"/san-pham/{stay.slug}/dat-cho/"
    sent = client.post(address, {**STAY, "message": "Có trẻ nhỏ"})
    assert sent["Location"] == address
    assert "Đã gửi yêu cầu" in client.get(address).content.decode()
    assert "Đã gửi yêu cầu" not in client.get(address).content.decode(), "said once"
    request = StayRequest.objects.get()
    assert (request.phone, request.guests, request.user) == ("+84901234567", 4, None)
    assert (request.arrives, request.leaves) == (dt.date(2026, 12, 5), dt.date(2026, 12, 7))


@time_machine.travel("2026-11-24 12:00", tick=False)
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"arrives": "2026-11-23"}, "Ngày đến tính từ hôm nay"),
        ({"arrives": "2028-01-01", "leaves": "2028-01-02"}, "Ngày đến tính từ hôm nay"),
        ({"leaves": "2026-12-04"}, "Ngày về phải sau ngày đến."),
        ({"leaves": "2027-06-01"}, "hơn 60 đêm"),
        ({"arrives": "hôm nay"}, "arrives_error"),
        ({"guests": "0"}, "guests_error"),
        ({"guests": "9" * 30}, "guests_error"),
        ({"phone": "12"}, "phone_error"),
        ({"name": "\u200b"}, "Bạn cho biết tên"),
    ],
)
def test_what_is_wrong_with_a_request_is_said(client: Client, stay: Product, wrong: dict[str, str], told: str):
    page = client.post(f"/san-pham/{stay.slug}/dat-cho/", STAY | wrong)
    assert page.status_code == 200
    assert told in page.content.decode()
    assert not StayRequest.objects.exists()


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_dates_are_read_as_vietnamese_people_write_them(client: Client, stay: Product):
    client.post(f"/san-pham/{stay.slug}/dat-cho/", STAY | {"arrives": "05/12/2026", "leaves": "05/12/2026"})
    assert StayRequest.objects.get().leaves == dt.date(2026, 12, 5)


@time_machine.travel("2026-11-24 12:00", tick=False)
def test_one_number_asks_so_often(client: Client, stay: Product):
    address = f"/san-pham/{stay.slug}/dat-cho/"
    assert [client.post(address, STAY).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert StayRequest.objects.count() == 3


def test_goods_have_no_such_form(client: Client):
    assert client.get(f"/san-pham/{make_product().slug}/dat-cho/").status_code == 404


# ── For machines ─────────────────────────────────────────────────────────────────────────────────────────────────────
@time_machine.travel("2026-11-24 12:00", tick=False)
def test_structured_data_is_true(client: Client):
    product = make_product(description="Vải <chính vụ> & ngon")
    small, large = pack(product, price=55_000, pieces=3), pack(product, price=265_000, pieces=0)
    make_certificate(product=product, code="C-1", stars=4)
    proof = PurchaseProof.objects.create(product=product, user=make_user(), reference="DH-1")
    reviews.review_write(proof=proof, rating=4)
    page = page_of(client, product)
    goods, crumbs = data_of(page)
    assert goods["@type"] == "Product"
    assert [(o["sku"], o["price"], o["priceCurrency"]) for o in goods["offers"]] == [
        (small.sku, 55_000, "VND"),
        (large.sku, 265_000, "VND"),
    ]
    assert goods["offers"][0]["availability"].endswith("LimitedAvailability")
    assert goods["offers"][1]["availability"].endswith("OutOfStock")
    assert goods["aggregateRating"]["ratingValue"] == 4
    assert goods["aggregateRating"]["reviewCount"] == 1
    assert goods["hasCertification"]["certificationIdentification"] == "C-1"
    assert goods["description"] == "Vải <chính vụ> & ngon"
    assert [step["position"] for step in crumbs["itemListElement"]] == [1, 2, 3, 4]
    assert crumbs["itemListElement"][-1]["item"] == f"{settings.SITE_URL}/san-pham/{product.slug}/"
    for name in ("og:title", "og:image", "og:url"):
        assert f'property="{name}"' in page


def test_without_reviews_and_stars_nothing_is_claimed(client: Client):
    goods = data_of(page_of(client, make_product()))[0]
    assert not {"aggregateRating", "hasCertification", "offers"} & goods.keys()


def test_shares_sum_to_a_hundred():
    assert shares({5: 1, 4: 1, 3: 1, 2: 0, 1: 0}) == [(5, 34), (4, 33), (3, 33), (2, 0), (1, 0)]
    assert sum(share for _rating, share in shares({5: 7, 4: 3, 3: 3, 2: 1, 1: 2})) == 100


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_print_says_that_it_is_one(client: Client):
    assert "Tranh minh họa" not in page_of(client, make_product())
    product = make_product()
    ProductPicture.objects.create(product=product, drawing="lychee", paper=2, alt="Chùm vải")
    page = page_of(client, product)
    assert "img/prints/lychee.svg" in page
    assert 'alt="Chùm vải"' in page
    assert "Tranh minh họa" in page


def photograph(width: int = 1_300, height: int = 1_300) -> Any:
    out = io.BytesIO()
    PillowImage.new("RGB", (width, height), "#884422").save(out, "JPEG")
    return get_image_model().objects.create(title="Vải", file=ContentFile(out.getvalue(), "vai.jpg"))


@pytest.fixture
def _no_spooled_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves the temporary file of a rendition to the garbage collector, which warns."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


@pytest.mark.usefixtures("_no_spooled_files")
def test_a_photograph_comes_in_modern_formats_and_widths(client: Client):
    product = make_product()
    ProductPicture.objects.create(product=product, image=photograph(), alt="Vải trong thùng")
    page = page_of(client, product)
    for kind in ("avif", "webp"):
        sources = re.search(rf'<source[^>]*type="image/{kind}"[^>]*>|<source[^>]*\.{kind}[^>]*>', page)
        assert sources
        assert sources[0].count(f".{kind} ") == 3, "three widths"
    assert 'alt="Vải trong thùng"' in page


def shared(page: str) -> dict[str, str]:
    """What a sharing service reads of the picture."""
    return dict(re.findall(r'<meta (?:property|name)="((?:og:image|twitter:)[^"]*)" content="([^"]*)">', page))


def test_a_print_is_shared_as_pixels(client: Client):
    product = make_product()
    ProductPicture.objects.create(product=product, drawing="tea-2", paper=2, alt="Hộp chè")
    page = page_of(client, product)
    url = f"{settings.SITE_URL}/static/img/share/tea-2.png"
    assert shared(page) == {
        "og:image": url,
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Hộp chè",
        "twitter:card": "summary_large_image",
    }
    assert data_of(page)[0]["image"] == [url]


def test_without_a_picture_the_sites_own_is_shared(client: Client):
    page = page_of(client, make_product())
    url = f"{settings.SITE_URL}/static/img/share.png"
    assert shared(page)["og:image"] == url
    assert shared(page)["og:image:alt"] == "Chợ Làng: hàng làng, rõ người làm"
    assert data_of(page)[0]["image"] == [url]


@pytest.mark.usefixtures("_no_spooled_files")
@pytest.mark.parametrize(
    ("size", "wide", "square"), [((1_300, 1_300), (1_200, 630), (1_200, 1_200)), ((400, 900), (400, 210), (400, 400))]
)
def test_a_photograph_is_shared_in_the_cut_of_the_services(
    client: Client, size: tuple[int, int], wide: tuple[int, int], square: tuple[int, int]
):
    product = make_product()
    ProductPicture.objects.create(product=product, drawing="tea", alt="Ấm chè")
    ProductPicture.objects.create(product=product, image=photograph(*size), alt='Chè "đinh"', position=1)
    page = page_of(client, product)
    told = shared(page)
    assert (int(told["og:image:width"]), int(told["og:image:height"])) == wide
    assert told["og:image:alt"] == "Chè &quot;đinh&quot;"
    assert told["og:image:type"] == "image/jpeg"
    assert told["twitter:card"] == "summary_large_image"
    urls = data_of(page)[0]["image"]
    assert urls[1] == told["og:image"]
    for url, pixels in zip(urls, (square, wide), strict=True):
        assert url.startswith(f"{settings.SITE_URL}/media/")
        with default_storage.open(url.removeprefix(f"{settings.SITE_URL}/media/")) as file:
            picture = PillowImage.open(file)
            assert (picture.format, picture.size) == ("JPEG", pixels)


@pytest.mark.usefixtures("_no_spooled_files")
def test_a_picture_to_share_costs_no_query_and_no_file_of_its_own(client: Client, django_assert_num_queries):
    product = make_product()
    image = photograph()
    ProductPicture.objects.create(product=product, image=image, alt="Vải trong thùng")
    page_of(client, product)
    assert image.renditions.count() == 10, "three widths in three formats for the gallery, and one to share"
    pictures = list(product.pictures.select_related("image").prefetch_related("image__renditions"))
    with django_assert_num_queries(0):
        assert share_image(pictures).width == 1_200


# ── Speed ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.usefixtures("_no_spooled_files")
def test_twelve_queries_whatever_there_is(client: Client, django_assert_max_num_queries):
    product = make_product()
    ProductSeason.objects.create(product=product, opens="01-01", closes="12-31")
    make_certificate(product=product)
    product.ships_to.set(Province.objects.all()[:20])
    ProductQuality.objects.create(product=product, quality="vietgap")
    Mark.objects.create(kind="trademark", name="Vải", number="1").products.add(product)
    for number in range(8):
        pack(product, price=50_000 + number)
        Lot.objects.create(code=f"LO-{number}", product=product, made_on=dt.date(2026, 6, 12))
        ProductPicture.objects.create(product=product, image=photograph(), alt=f"Ảnh {number}", position=number)
        proof = PurchaseProof.objects.create(product=product, user=make_user(), reference=f"DH-{number}")
        reviews.review_write(proof=proof, rating=5, text="Ngon")
        reviews.question_ask(product=product, user=proof.user, text="Còn không?")
    page_of(client, product)  # makes the renditions, once
    with django_assert_max_num_queries(12):
        page_of(client, product)
    client.force_login(make_user())
    with django_assert_max_num_queries(12):
        page_of(client, product)
