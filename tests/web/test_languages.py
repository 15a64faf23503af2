"""The two languages stay apart, page by page and error by error, and each page leads to its other self."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import polib
import pytest
from django.conf import settings as conf
from django.test import Client, RequestFactory
from django.urls import path as route_to
from django.utils import timezone, translation

import config.urls
from accounts.models import User
from catalog import reviews
from catalog.certificates import certificate_revoke
from catalog.models import (
    GrowingArea,
    Lot,
    Mark,
    MarkKind,
    Product,
    ProductPicture,
    ProductQuality,
    ProductSeason,
    ProductSet,
    PurchaseProof,
    Quality,
    SaleMode,
    SeasonEntry,
    TraceEvent,
    TraceKind,
)
from catalog.pricing.services import list_price_set
from catalog.shelf.services import shelf_refresh
from catalog.stock.services import stock_receive, stock_unit
from core import messaging
from core.messaging.views import outbox
from core.translations import english_catalog
from places.models import Province
from tests.factories.accounts import PASSWORD, make_address, make_staff, make_user, new_phone, sign_in
from tests.factories.catalog import make_certificate, make_offer, make_producer, make_product, make_vendor
from tests.web.routes import Route, public_routes

# The outbox is an address of the demo only.
urlpatterns = [route_to("thu-nghiem/hop-thu/", outbox, name="outbox"), *config.urls.urlpatterns]

pytestmark = pytest.mark.django_db

# Words of the interface that cannot be in a name of a place or a product.
VIETNAMESE = ["Đăng nhập", "Tỉnh, thành", "Không tìm thấy", "Không thấy", "Mật khẩu", "Nhóm hàng", "Trang đầu", "Bạn "]
ENGLISH = [
    r"sign(?:ed)? (?:in|out)", r"passwords?", r"this field", r"is required", r"not valid", r"enter", r"please", r"must",
    r"cannot", r"address(?:es)?", r"codes?", r"your?", r"the", r"and", r"of", r"not found", r"forbidden", r"provinces?",
    r"communes?", r"wards?", r"phone", r"account", r"again", r"delete", r"change",
]  # fmt: skip
# English in Vietnamese pages that is meant: names of things and examples.
MEANT = ["Mã QR", "Google Authenticator", "Microsoft Authenticator", "English"]

PUBLIC = [
    "/", "/tinh/", "/tinh/gia-lai/", "/tinh/gia-lai/?xa=tan", "/tinh/gia-lai/?xa=zzz", "/tinh/khong-co/",
    "/nhom/", "/nhom/thuc-pham/", "/nhom/khong-co/", "/khong-co-trang-nay/",
    "/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/mat-khau/", "/tai-khoan/dang-ky/", "/tai-khoan/mat-khau/quen/",
]  # fmt: skip
TEXTS = ["/dieu-khoan/", "/quyen-rieng-tu/"]
# What make_goods() puts there, and what it does not.
GOODS = [
    "/", "/san-pham/", "/san-pham/?sao=4&tinh=bac-ninh&gia-tu=1000&dac-tinh=organic&gian-hang=quy-son",
    "/san-pham/?gia-den=900000&sap-xep=danh-gia", "/san-pham/?sao=3&tinh=zzz", "/san-pham/?trang=9",
    "/san-pham/vai-thieu/", "/san-pham/vai-thieu/danh-gia/", "/san-pham/vai-thieu/hoi-dap/", "/san-pham/vai-say/",
    "/san-pham/nha-vuon/", "/san-pham/ruou-nep/", "/san-pham/thuoc-nam/", "/gian-hang/quy-son/", "/mua-vu/",
    "/chung-nhan/", "/chung-nhan/?ma=@@", "/chung-nhan/VT-4/", "/chung-nhan/VT-CU/", "/chung-nhan/VT-THU/",
    "/chung-nhan/KHONG-CO/", "/truy-xuat/", "/truy-xuat/LO-1/", "/truy-xuat/LO-CU/", "/truy-xuat/KHONG-CO/",
]  # fmt: skip
ACCOUNT = [r for r in public_routes() if r.template.startswith("tai-khoan/") and set(r.arguments) <= {"pk"}]


@pytest.fixture(autouse=True)
def _unlimited(settings) -> Iterator[None]:
    settings.RATE_LIMITS = False
    settings.ACCOUNT_RATE_LIMITS = False
    with translation.override("vi"):
        yield


def somebody(who: str) -> User:
    """A member or somebody of the staff, with an address for letters and one for parcels."""
    user = make_staff(name="Minh Anh") if who == "staff" else make_user(phone=new_phone(), email=f"{who}@example.vn")
    user.set_password(PASSWORD)
    user.save()
    make_address(user)
    return user


def make_goods() -> None:
    """A shop with a product that has all that a page can show, and one of each other kind, in both languages."""
    today, day = timezone.localdate(), dt.timedelta(days=1)
    vendor = make_vendor(name="HTX Quý Sơn", slug="quy-son", founded=1987, story="Vải.", story_en="Lychees.")

    def put(slug: str, name_en: str, set_number: int = 1, **fields: object) -> Product:
        product = make_product(
            vendor=vendor, name=slug.replace("-", " "), name_en=name_en, slug=slug, description=f"Món {slug}.",
            description_en=f"About {name_en}.", product_set=ProductSet.objects.get(number=set_number), **fields,
        )  # fmt: skip
        for name, pack_en, price in (("Thùng 5 kg", "5 kg box", 265_000), ("Túi 1 kg", "1 kg bag", 55_000)):
            offer = make_offer(product=product, name=name, name_en=pack_en, gtin="8930000000017")
            list_price_set(offer=offer, price=price)
            stock_receive(unit=stock_unit(offer=offer), quantity=9)
        return product

    fresh = put(
        "vai-thieu", "Lychee", producer=make_producer(), ingredients="Vải", storage="Ngăn mát", warnings="Có hạt",
        shelf_life_days=5, needs_ice=True, needs_foam_box=True, max_transit_days=2, dispatch_weekdays=0b0010101,
        is_gift_box=True,
    )  # fmt: skip
    fresh.ships_to.set(Province.objects.all()[:3])
    ProductSeason.objects.create(product=fresh, opens=f"{today + 9 * day:%m-%d}", closes=f"{today + 40 * day:%m-%d}")
    for quality in Quality.values:
        ProductQuality.objects.create(product=fresh, quality=quality)
    for kind in MarkKind.values:
        Mark.objects.create(kind=kind, name="Vải thiều Lục Ngạn", number=kind).products.add(fresh)
    ProductPicture.objects.create(product=fresh, drawing="vai", alt="Chùm vải", alt_en="A bunch of lychees")
    make_certificate(product=fresh, code="VT-CU", issued_on=today - 1_200 * day)
    certificate_revoke(certificate=make_certificate(product=fresh, code="VT-THU"), reason="Xin thôi")
    make_certificate(product=fresh, code="VT-4", issued_on=today - 9 * day)
    area = GrowingArea.objects.create(
        code="MSVT-01", name="Vùng vải 1", crop="Vải", province=fresh.province, area_ha="42.5", markets=["Nhật Bản"],
        valid_until=today - day,
    )  # fmt: skip
    for code, made_on in (("LO-1", today), ("LO-CU", today - 30 * day)):
        lot = Lot.objects.create(code=code, product=fresh, made_on=made_on, use_by=made_on + 5 * day, growing_area=area)
        for kind in TraceKind.values if code == "LO-1" else ():
            TraceEvent.objects.create(lot=lot, kind=kind, at=timezone.now(), place="Vườn", text="Kho", text_en="Shed")
    buyer = make_user(phone=new_phone(), name="Lan")
    proof = PurchaseProof.objects.create(user=buyer, product=fresh, reference="1")
    review = reviews.review_write(proof=proof, rating=5, text="Ngọt.", author_name="Lan")
    reviews.review_reply(review=review, text="Cảm ơn.")
    reviews.question_ask(product=fresh, user=buyer, text="Còn không?")
    reviews.question_answer(question=reviews.question_ask(product=fresh, user=buyer, text="Ngọt không?"), text="Ngọt.")
    others = [
        put("vai-say", "Dried lychee", producer=make_producer(vendor=vendor), shelf_life_days=365),
        put("nha-vuon", "Orchard stay", 26, sale_mode=SaleMode.STAY),
        put("ruou-nep", "Rice wine", 12, alcohol_percent="29.5"),
        put("thuoc-nam", "Herbal medicine", 18, sale_mode=SaleMode.SHOWN),
    ]
    for months, name, name_en in ((1, "Tết", "New Year"), (6, "Mùa vải", "Lychees in season"), (4_095, "Chè", "Tea")):
        SeasonEntry.objects.create(
            slug=f"mua-{months}", name=name, name_en=name_en, months=months, text="Có.", text_en="There is some.",
            lunar="mồng một",
        ).products.add(fresh)  # fmt: skip
    shelf_refresh([product.pk for product in (fresh, *others)])


def visible(page: str, *, but: str) -> str:
    """What a person reads or hears, without what is marked as being in the language `but`."""
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(rf'<(\w+)\b[^>]*\blang="{but}"[^>]*>.*?</\1>', " ", page, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:alt|aria-label|title|placeholder|content|data-copied)="([^"]*)"', page)
    text = re.sub(r"<[^>]+>", " ", page)
    return " ".join(html.unescape(" ".join([text, *spoken])).split())


def english_words(text: str) -> list[str]:
    for meant in MEANT:
        text = text.replace(meant, " ")
    text = re.sub(r"[\w.+-]+@[\w.-]+|\S*[:/=]\S*", " ", text)  # addresses, descriptions for machines
    return re.findall(rf"(?<![\w-])(?:{'|'.join(ENGLISH)})(?![\w-])", text, re.IGNORECASE)


def interface_texts() -> list[str]:
    """What the catalog translates: two words or more, no values, not the same in both languages."""
    return [
        entry.msgid
        for entry in polib.pofile(str(english_catalog()))
        if " " in entry.msgid.strip() and not re.search(r"[%{<]", entry.msgid) and entry.msgstr != entry.msgid
    ]


def vietnamese_texts(text: str) -> list[str]:
    found = [words for words in VIETNAMESE if words in text]
    return found + [t for t in interface_texts() if re.search(rf"(?<!\w){re.escape(t)}(?!\w)", text)]


def answers(client: Client, path: str) -> Iterator[str]:
    """The page, then the page after an empty form and one full of nonsense; without those that answer with no page."""
    nonsense = dict.fromkeys(
        ["phone", "code", "recipient", "line", "name", "login", "email", "password", "oldpassword", "word"], "x"
    ) | {
        "password1": "abc",
        "password2": "abcd",
        "province": "99",
        "commune": "99999",
        "typed": "x" * 900,
        "agree": "x",
    }
    for ask in (
        lambda: client.get(path),
        lambda: client.post(path, {}),
        lambda: client.post(path, nonsense),
        lambda: client.post(path, {**nonsense, "password1": "12345678", "password2": "12345678"}),
        lambda: client.post(path, {**nonsense, "password1": "mot-cau-rat-dai", "password2": "mot-cau-khac-han"}),
    ):
        answer = ask()
        if answer["Content-Type"].startswith("text/") and not answer.streaming:
            yield answer.content.decode()


# ── One language a page ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", PUBLIC + TEXTS)
def test_english_pages_say_nothing_in_vietnamese(client: Client, path: str):
    page = client.get(f"/en{path}").content.decode()
    assert '<html lang="en">' in page
    assert not vietnamese_texts(visible(page, but="vi"))


@pytest.mark.parametrize("path", PUBLIC + TEXTS)
def test_vietnamese_pages_say_nothing_in_english(client: Client, path: str):
    page = client.get(path).content.decode()
    assert '<html lang="vi">' in page
    assert not english_words(visible(page, but="en"))


@pytest.mark.parametrize(("language", "foreign"), [("vi", english_words), ("en", vietnamese_texts)], ids=["vi", "en"])
def test_pages_of_goods_keep_to_one_language(client: Client, language: str, foreign: Callable[[str], list[str]]):
    make_goods()
    prefix, other = ("", "en") if language == "vi" else ("/en", "vi")
    found = {}
    for path in GOODS:
        page = client.get(f"{prefix}{path}", follow=True).content.decode()
        assert f'<html lang="{language}">' in page, path
        found[path] = foreign(visible(page, but=other))
    assert not {path: words for path, words in found.items() if words}


@pytest.mark.parametrize("route", ACCOUNT, ids=lambda route: "/" + route.template)
@pytest.mark.parametrize("who", ["stranger", "member", "staff"])
def test_account_pages_and_their_errors_keep_to_one_language(route: Route, who: str):
    for prefix, other, foreign in (("", "en", english_words), ("/en", "vi", vietnamese_texts)):
        client, user = Client(), somebody(f"{who}{prefix[1:]}" if who != "staff" else who)
        if who != "stranger":
            sign_in(client, user, "code", "password", *(["mfa"] if who == "staff" else []))
        values = [str(user.addresses.get().pk)] * len(route.arguments)
        for page in answers(client, prefix + route.path(*values)):
            assert not foreign(visible(page, but=other))


@pytest.mark.parametrize(("language", "foreign"), [("vi", english_words), ("en", vietnamese_texts)], ids=["vi", "en"])
@pytest.mark.parametrize("to", ["", "+84961234567", "+84960000000"])
def test_the_outbox_speaks_the_language_of_the_page(
    settings, rf: RequestFactory, language: str, foreign: Callable[[str], list[str]], to: str
):
    settings.DEMO, settings.ROOT_URLCONF = True, __name__
    messaging.send(
        kind="confirm_code", to="+84961234567", language=language, context={"code": "123456", "minutes": "5"}
    )
    with translation.override(language):
        page = outbox(rf.get("/thu-nghiem/hop-thu/", {"den": to} if to else {})).content.decode()
    assert f'<html lang="{language}">' in page
    assert not foreign(visible(page, but="vi" if language == "en" else "en"))


# ── From one language to the other ───────────────────────────────────────────────────────────────────────────────────
def alternates(page: str) -> dict[str, str]:
    """What the head tells search engines: language → path."""
    found = re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', page)
    return {language: urlsplit(html.unescape(url)).path for language, url in found}


def switches(page: str) -> list[str]:
    """Where the visible links to the other language lead."""
    tags = re.findall(r"<a\b[^>]*\bhreflang=[^>]*>", page)
    return [html.unescape(found.group(1)) for tag in tags if (found := re.search(r'href="([^"]*)"', tag))]


@pytest.mark.parametrize("path", ["/", "/tinh/", "/tinh/gia-lai/", "/nhom/thuc-pham/", *TEXTS])
def test_alternates_point_at_each_other(client: Client, path: str):
    pages = {"vi": client.get(path).content.decode(), "en": client.get(f"/en{path}").content.decode()}
    for page in pages.values():
        assert alternates(page) == {"vi": path, "en": f"/en{path}", "x-default": path}
    assert set(switches(pages["vi"])) == {f"/en{path}"}
    assert set(switches(pages["en"])) == {path}
    for language, page in pages.items():
        assert f'<link rel="canonical" href="{conf.SITE_URL}{alternates(page)[language]}">' in page


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/tinh/gia-lai/", "xa=tan"),
        ("/tinh/gia-lai/", "xa=Quy+Nh%C6%A1n&x=1"),
        ("/tai-khoan/dang-nhap/", "next=%2Ftai-khoan%2Fdia-chi%2F%3Fa%3D1%26b%3D2"),
    ],
)
def test_a_query_survives_switching_there_and_back(client: Client, path: str, query: str):
    there = set(switches(client.get(f"{path}?{query}").content.decode()))
    assert there == {f"/en{path}?{query}"}
    answer = client.get(there.pop())
    assert answer.status_code == 200
    assert set(switches(answer.content.decode())) == {f"{path}?{query}"}


def test_the_address_decides_the_language_not_the_browser(client: Client):
    client.cookies["django_language"] = "en"
    assert '<html lang="vi">' in client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="en">' in client.get("/en/", headers={"accept-language": "vi"}).content.decode()
