"""The centre's product pages: whose they are, what they keep, what they say about what is wrong."""

import datetime as dt
import html
import io
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.centre.products import products_of
from catalog.editing.services import base_of
from catalog.editing.working import working
from catalog.models import BannedClaim, Offer, Producer, Product, ProductRevision, ProductSet, ProductStatus, SaleMode
from catalog.pricing.selectors import quotes
from catalog.pricing.typed import PriceUnreadable, read_price
from tests.catalog.test_centre_editing import fresh, save
from tests.catalog.test_pictures import encoded
from tests.factories.accounts import make_user
from tests.factories.catalog import (
    make_certificate,
    make_listing,
    make_offer,
    make_picture,
    make_product,
    make_vendor,
)
from tests.factories.vendors import make_member
from vendors.models import AuditEntry, Member, Role, SellerKind, VendorStatus

pytestmark = pytest.mark.django_db

WHOLE = {"whole": "1", "dispatch_weekdays": list("0123456")}  # all boxes came along, and these are ticked


@pytest.fixture(autouse=True)
def _closed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves its temporary files to the collector."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


@pytest.fixture
def owner() -> Member:
    return make_member()


@pytest.fixture
def signed_in(client: Client, owner: Member) -> Client:
    client.force_login(owner.user)
    return client


def path(product: Product, rest: str = "") -> str:
    return f"/kenh-ban/{product.vendor.slug}/san-pham/{product.pk}/{rest}"


def typed(product: Product, **fields: Any) -> dict[str, Any]:
    """A post of some fields with the marks of the page as it is now."""
    return {"base": json.dumps(base_of(working(fresh(product)))), "do": "save", **fields}


def page_fields(client: Client, product: Product) -> dict[str, Any]:
    """All that a browser without JavaScript would send back from the page as it was drawn."""
    page = client.get(path(product)).context
    form = page["form"]
    data: dict[str, Any] = {"base": page["base"], "do": "save", "whole": "1"}
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, bool):
            data |= {name: "on"} if value else {}
        elif isinstance(value, dt.datetime):
            data[name] = f"{value:%Y-%m-%dT%H:%M}"
        elif value is not None:
            data[name] = value
    return data


# ── Whose it is ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_others_find_nothing_and_change_nothing(client: Client):
    product = make_listing()
    make_member(vendor=product.vendor)
    packer = make_member(vendor=product.vendor, role=Role.PACKER)
    stranger = make_member()
    pages = [path(product), path(product, "xem-thu/"), path(product).rsplit(f"{product.pk}/", 1)[0]]
    changes = typed(product, name="Của kẻ khác")
    for user, status in ((make_user(), 404), (stranger.user, 404), (packer.user, 403)):
        client.force_login(user)
        assert {client.get(page).status_code for page in [*pages, pages[2] + "moi/"]} == {status}
        assert client.post(pages[0], changes).status_code == status
        for do in ("pause", "duplicate", "submit", f"stop:{product.offers.get().pk}"):
            assert client.post(pages[0], {**changes, "do": do}).status_code == status
    assert fresh(product).name == product.name
    assert Product.objects.count() == 1
    # through the own shop's address, too
    client.force_login(stranger.user)
    assert client.get(f"/kenh-ban/{stranger.vendor.slug}/san-pham/{product.pk}/").status_code == 404
    assert client.get(f"/kenh-ban/{stranger.vendor.slug}/san-pham/{2**70}/").status_code == 404


def test_a_pack_and_a_picture_of_another_shop_stay(signed_in: Client, owner: Member):
    mine, other = make_listing(vendor=owner.vendor), make_listing()
    offer, picture = other.offers.get(), other.pictures.get()
    signed_in.post(path(mine), typed(mine, do=f"stop:{offer.pk}"))
    signed_in.post(path(mine), typed(mine, do=f"remove:p{picture.pk}"))
    signed_in.post(path(mine), typed(mine, **{f"pack-{offer.pk}-name": "x", f"alt-p{picture.pk}": "x"}))
    offer.refresh_from_db()
    assert offer.is_active
    assert other.pictures.get().alt == picture.alt


# ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_list_says_how_each_stands_and_what_is_missing(signed_in: Client, owner: Member):
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/"
    assert "Chưa có món hàng nào" in signed_in.get(address).content.decode()
    make_listing(vendor=owner.vendor, name="Bản nháp thiếu lời", description="")
    selling = make_listing(vendor=owner.vendor, name="Vải đang bán", status="published", published_at=timezone.now())
    make_product(name="Của người khác")
    save(selling, description="Mới")
    page = signed_in.get(address).content.decode()
    assert "Còn thiếu mô tả" in page
    assert "Có bản sửa chưa gửi" in page
    assert "85.000" in page
    assert "hết hàng" in page
    assert "Của người khác" not in page
    drafts = signed_in.get(address, {"loc": "ban-nhap"}).content.decode()
    assert "Bản nháp thiếu lời" in drafts
    assert "Vải đang bán" not in drafts
    assert "Vải đang bán" in signed_in.get(address, {"tim": "VAI dang"}).content.decode()
    assert "Không có món nào như vậy" in signed_in.get(address, {"tim": "mít"}).content.decode()
    for odd in ({"loc": "x"}, {"trang": "999999999"}, {"trang": "-1"}, {"tim": "x" * 400}, {"trang": "²"}):
        assert signed_in.get(address, odd).status_code == 200


@pytest.mark.parametrize("name", ["", "dang-ban", "ban-nhap", "cho-duyet", "tam-nghi", "bi-go"])
def test_every_filter_answers(owner: Member, name: str):
    states: dict[str, dict[str, Any]] = {
        "ban-nhap": {"status": "draft", "published_at": None},
        "cho-duyet": {"status": "in_review"},
        "dang-ban": {},
        "tam-nghi": {"is_paused": True},
        "bi-go": {"status": "suspended"},
    }
    made = {key: make_product(vendor=owner.vendor, **fields) for key, fields in states.items()}
    found = list(products_of(owner.vendor, chosen=name))
    assert found == ([made[name]] if name else list(reversed(made.values())))


def test_the_list_of_a_large_shop_takes_few_queries(
    signed_in: Client, owner: Member, django_assert_max_num_queries: Any
):
    base = make_product(vendor=owner.vendor)
    Product.objects.bulk_create(
        Product(
            vendor=owner.vendor,
            producer=base.producer,
            product_set=base.product_set,
            province=base.province,
            name=f"Vải số {number}",
            slug=f"vai-{number}",
        )
        for number in range(1_000)
    )
    for product in Product.objects.order_by("-pk")[:30]:
        make_offer(product=product)
        make_picture(product=product)
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/"
    for query in ({}, {"tim": "vai so"}, {"loc": "ban-nhap", "trang": "7"}):
        with django_assert_max_num_queries(15):
            assert signed_in.get(address, query).status_code == 200


# ── A new one ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_name_and_a_kind_begin_a_draft(signed_in: Client, owner: Member):
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/"
    honey = ProductSet.objects.get(number=4)
    answer = signed_in.post(address, {"name": "Mật ong\u200b hoa nhãn", "product_set": honey.pk})
    made = Product.objects.get()
    assert answer["Location"] == path(made)
    assert (made.name, made.product_set, made.status) == ("Mật ong hoa nhãn", honey, ProductStatus.DRAFT)
    assert AuditEntry.objects.filter(vendor=owner.vendor, action="catalog:centre-product-new").exists()


@pytest.mark.parametrize("name", ["", " \u200b\u200b ", "!!!", "V" * 300])
def test_a_name_of_nothing_and_one_of_300_characters_are_refused(signed_in: Client, owner: Member, name: str):
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/"
    page = signed_in.post(address, {"name": name, "product_set": ProductSet.objects.get(number=4).pk})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"name"}
    assert name.strip("\u200b ") in html.unescape(page.content.decode())
    bad = signed_in.post(address, {"name": "Mật ong", "product_set": "99999"})
    assert bad.context["form"].errors.keys() == {"product_set"}
    assert not Product.objects.exists()


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_page_sent_back_as_it_is_changes_nothing(signed_in: Client, owner: Member):
    product = make_listing(
        vendor=owner.vendor,
        alcohol_percent="29.5",
        shelf_life_days=365,
        max_transit_days=3,
        publish_at=(timezone.now() + dt.timedelta(days=2)).replace(second=0, microsecond=0),
        commune_id="07612",
    )
    save(fresh(product), season=["05-25", "07-15", "x"], dispatch_weekdays=31, ships_to=["01"])
    offer = product.offers.get()
    save(fresh(product), **{f"pack-{offer.pk}-box": [305, 200, 150], f"pack-{offer.pk}-weight_g": 1250})
    before = base_of(working(fresh(product)))
    answer = signed_in.post(path(product), page_fields(signed_in, product))
    assert answer.status_code == 302, answer.context["form"].errors
    assert base_of(working(fresh(product))) == before


def test_everything_is_saved_with_one_button(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {
        "name": "Vải sớm",
        "shelf_life_days": "2 tuần",
        "season_opens": "25/5",
        "season_closes": "15/7",
        "needs_ice": "on",
        "dispatch_weekdays": ["0", "1"],
        "pack-new-name": "Hộp 1 kg",
        "pack-new-price": "1tr2",
        "pack-new-stock": "20",
        "pack-new-weight_g": "1,1 kg",
        "pack-new-box": "30 x 20,5 x 15",
        "pack-new-gtin": "8938505974194",
    }
    assert signed_in.post(path(product), fields).status_code == 302
    after = fresh(product)
    offer = Offer.objects.get(name="Hộp 1 kg")
    assert (after.name, after.shelf_life_days, after.needs_ice, after.dispatch_weekdays) == ("Vải sớm", 14, True, 3)
    assert (after.season.opens, after.season.closes) == ("05-25", "07-15")
    assert (offer.weight_g, offer.width_mm, offer.gtin) == (1_100, 205, "8938505974194")
    assert (quotes([offer.pk])[offer.pk].price, offer.stock_units.get().available) == (1_200_000, 20)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "V" * 300, "tối đa 120"),
        ("name", "\u200b", "đặt tên"),
        ("storage", "x" * 300, "tối đa 200"),
        ("product_set_id", "99999", "chọn một loại"),
        ("shelf_life_days", "lâu lắm", "12 tháng"),
        ("shelf_life_days", "30", "ngày, tháng hay năm"),
        ("max_transit_days", "-3", "không được âm"),
        ("max_transit_days", "99", "từ 1 đến 30"),
        ("season_opens", "31/2", "25/5"),
        ("season_opens", "1/6", ""),
        ("commune_id", "xã Không Có Đâu", "không có xã"),
        ("ships_to", ["zz"], "danh sách"),
        ("dispatch_weekdays", [], "ít nhất một ngày"),
        ("publish_at", "hôm qua", "giờ hẹn"),
        ("publish_at", "2020-01-01T08:00", "đã qua"),
        ("pack-new-price", "-5000", "âm"),
        ("pack-new-price", "1.2", "Chưa đọc được giá"),
        ("pack-new-stock", "-1", "không được âm"),
        ("pack-new-gtin", "8938505974195", "số kiểm tra"),
        ("pack-new-gtin", "12", "chữ số"),
        ("pack-new-box", "30 x 20", "ba số đo"),
        ("pack-new-weight_g", "nặng", "số cân"),
        ("pack-new-name", "P" * 81, "tối đa 80"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_the_rest_is_saved(
    signed_in: Client, owner: Member, field: str, value: Any, words: str
):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {"description": "Lời mới viết", field: value}
    page = signed_in.post(path(product), fields)
    assert page.status_code == 200
    form = page.context["form"]
    wrong = "season_closes" if (field, words) == ("season_opens", "") else field
    assert words in str(form.errors[wrong])
    assert fresh(product).description == "Lời mới viết"
    assert fresh(product).name == product.name
    assert Offer.objects.count() == 1
    if isinstance(value, str):
        assert form[field].value() == value


def test_a_pack_that_went_in_is_not_added_again_after_another_mistake(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {
        "shelf_life_days": "lâu lắm",
        "pack-new-name": "Hộp 1 kg",
        "pack-new-price": "85k",
    }
    page = signed_in.post(path(product), fields)
    again = {**fields, "base": page.context["base"], "shelf_life_days": "5 ngày"}
    for name in list(again):
        if name.startswith("pack-new-"):
            again[name] = page.context["form"][name].value() or ""
    assert signed_in.post(path(product), again).status_code == 302
    assert product.offers.filter(name="Hộp 1 kg").count() == 1


def test_a_sku_that_is_taken_is_said_at_its_field(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    make_offer(product=make_product(vendor=owner.vendor), sku="A-1")
    offer = product.offers.get()
    fields = page_fields(signed_in, product) | {f"pack-{offer.pk}-sku": "A-1"}
    page = signed_in.post(path(product), fields)
    assert "đã dùng cho gói khác" in str(page.context["form"].errors[f"pack-{offer.pk}-sku"])


def test_a_pack_may_not_promise_what_a_text_may_not(signed_in: Client, owner: Member):
    BannedClaim.objects.create(phrase="số 1", reason="so sánh nhất")
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    fields = page_fields(signed_in, product) | {"pack-new-name": "Hộp số 1", "pack-new-price": "85k"}
    page = signed_in.post(path(product), fields)
    assert "so sánh nhất" in str(page.context["form"].errors["pack-new-name"])
    assert product.offers.count() == 1


def test_the_form_asks_what_the_law_asks_for_the_set(signed_in: Client, owner: Member):
    def asked(number: int, **fields: Any) -> set[str]:
        product = make_listing(vendor=owner.vendor, product_set=ProductSet.objects.get(number=number), **fields)
        form = signed_in.get(path(product)).context["form"]
        return {name for name in form.label_names if getattr(form.fields[name], "needed", False)}

    assert asked(9) == {"ingredients", "storage", "shelf_life_days"}
    assert asked(14) == {"alcohol_percent", "ingredients", "storage", "shelf_life_days"}
    assert asked(18) == {"ingredients", "storage", "shelf_life_days", "warnings"}
    assert asked(18, sale_mode=SaleMode.SHOWN) == set()
    assert asked(21) == set()
    stay = make_listing(vendor=owner.vendor, product_set=ProductSet.objects.get(number=26), sale_mode=SaleMode.STAY)
    form = signed_in.get(path(stay)).context["form"]
    assert form.label_names == ["warnings"]
    assert not {"needs_ice", "pack-new-stock"} & form.fields.keys()


def test_goods_do_not_become_a_stay(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    stay = ProductSet.objects.get(number=26)
    page = signed_in.post(path(product), typed(product, product_set_id=stay.pk, name=product.name))
    assert "chỗ nghỉ" in str(page.context["form"].errors["product_set_id"])


def test_a_showroom_names_who_made_it(client: Client):
    member = make_member(vendor=make_vendor(kind=SellerKind.SHOWROOM))
    client.force_login(member.user)
    product = make_listing(vendor=member.vendor)
    before = Producer.objects.count()
    client.post(path(product), typed(product, producer_id="Hộ bà Tư", autosave="1", name=product.name))
    assert Producer.objects.count() == before  # half a name would be one, too
    client.post(path(product), page_fields(client, product) | {"producer_id": "Hộ bà Tư"})
    assert fresh(product).producer.name == "Hộ bà Tư"


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_photographs_come_in_and_a_wrong_file_keeps_what_was_typed(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    product.pictures.all().delete()
    good = SimpleUploadedFile("vai.jpg", encoded("JPEG"))
    bad = SimpleUploadedFile("giay.pdf", b"%PDF-1.7 x")
    fields = page_fields(signed_in, product) | {"name": "Tên vừa gõ", "pictures": [good, bad]}
    page = signed_in.post(path(product), fields)
    assert "giay.pdf" in page.content.decode()
    assert page.context["form"]["name"].value() == "Tên vừa gõ"
    assert fresh(product).name == "Tên vừa gõ"
    [picture] = product.pictures.all()
    fields = page_fields(signed_in, product) | {f"alt-p{picture.pk}": "Tem nhãn", f"label-p{picture.pk}": "on"}
    assert signed_in.post(path(product), fields).status_code == 302
    picture.refresh_from_db()
    assert (picture.alt, picture.shows_label) == ("Tem nhãn", True)
    many = [SimpleUploadedFile(f"{n}.jpg", encoded("JPEG", (60, 60 + n))) for n in range(6)]
    assert "tối đa 5" in signed_in.post(path(product), typed(product, pictures=many)).content.decode()
    signed_in.post(path(product), typed(product, do=f"remove:p{picture.pk}"))
    assert not product.pictures.exists()


# ── Saving while one types ───────────────────────────────────────────────────────────────────────────────────────────
def autosave(client: Client, product: Product, base: Any = None, **fields: Any) -> dict[str, Any]:
    data = typed(product, **fields) | {"autosave": "1"}
    answer = client.post(path(product), data | ({"base": base} if base is not None else {}))
    assert answer["Content-Type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def test_texts_are_saved_while_one_types_and_prices_are_not(signed_in: Client, owner: Member):
    BannedClaim.objects.create(phrase="số 1", reason="So sánh nhất.")
    product = make_listing(vendor=owner.vendor)
    offer = product.offers.get()
    price = f"pack-{offer.pk}-price"
    result = autosave(signed_in, product, name="Vải số 1", storage="x" * 300, **{price: "1.000", "pack-new-name": "H"})
    assert fresh(product).name == "Vải số 1"
    assert fresh(product).storage == product.storage
    assert quotes([offer.pk])[offer.pk].price == 85_000
    assert Offer.objects.count() == 1
    assert re.fullmatch(r"\d\d:\d\d", result["saved"])
    assert result["errors"].keys() == {"storage"}
    assert "So sánh nhất." in result["claims"]["name"][0]
    assert "name" in result["handled"]
    assert not {"storage", price} & set(result["handled"])


def test_on_the_shelf_nothing_holds_at_once_while_one_types(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    result = autosave(signed_in, product, description="Mới", needs_ice="on", max_transit_days="3", **WHOLE)
    after = fresh(product)
    assert (after.description, after.needs_ice, after.max_transit_days) == (product.description, False, None)
    assert ProductRevision.objects.get().fields == {"description": "Mới"}
    assert not {"needs_ice", "max_transit_days"} & set(result["handled"])


def test_the_marks_after_autosave_are_those_of_what_the_page_shows(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    base = json.dumps(base_of(working(product)))
    save(product, description="Của chị", storage="Của chị", needs_ice=True)
    result = autosave(signed_in, product, base, name="Của anh", description=product.description, storage="Của anh")
    assert result["taken"] == {"description": "Của chị"}
    assert result["clashes"] == ["storage"]
    assert "storage" not in result["handled"]
    assert (fresh(product).name, fresh(product).storage) == ("Của anh", "Của chị")
    page = signed_in.post(
        path(product),
        {"base": result["base"], "name": "Của anh", "storage": "Của anh"} | WHOLE,
    )
    [row] = page.context["clashes"]
    assert (row["mine"], row["theirs"]) == ("Của anh", "Của chị")
    assert fresh(product).needs_ice  # the page did not know of it and did not take it back
    answer = {
        "base": page.context["base"],
        "name": "Của anh",
        "storage": "Của anh",
        "keep-storage": "mine",
        "seen-storage": row["seen"],
        **WHOLE,
    }
    assert signed_in.post(path(product), answer).status_code == 302
    assert fresh(product).storage == "Của anh"


@pytest.mark.parametrize("base", ["", "x", "[]", "{", '{"name": 1}'])
def test_marks_of_nonsense_ask_instead_of_overwriting(signed_in: Client, owner: Member, base: str):
    product = make_listing(vendor=owner.vendor)
    page = signed_in.post(path(product), {"base": base, "name": "Đè lên", "do": "save"})
    assert page.status_code == 200
    assert "name" in [row["name"] for row in page.context["clashes"]]
    assert fresh(product).name == product.name


# ── Preview, and what is pressed ─────────────────────────────────────────────────────────────────────────────────────
def test_the_preview_is_the_public_page_of_what_is_edited(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    make_certificate(product=product)
    save(product, description="Lời chưa ai duyệt")
    answer = signed_in.get(path(product, "xem-thu/"))
    page = answer.content.decode()
    assert "Lời chưa ai duyệt" in page
    assert "85.000" in page
    assert "Xem thử" in page
    assert 'content="noindex' in page
    assert "ld+json" not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-cache" in answer["Cache-Control"]
    assert "Lời chưa ai duyệt" not in signed_in.get(product.get_absolute_url()).content.decode()
    draft = make_listing(vendor=owner.vendor, product_set=ProductSet.objects.get(number=14), alcohol_percent="30")
    assert draft.name in signed_in.get(path(draft, "xem-thu/")).content.decode()


def test_what_is_pressed_is_done_after_the_texts_are_saved(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    signed_in.post(path(product), typed(product, do="pause", description="Đổi"))
    assert fresh(product).is_paused
    assert working(product).shown.description == "Đổi"
    signed_in.post(path(product), typed(product, do="resume"))
    assert not fresh(product).is_paused
    answer = signed_in.post(path(product), typed(product, do="duplicate"))
    copy = Product.objects.order_by("-pk")[0]
    assert answer["Location"] == path(copy)
    signed_in.post(path(product), typed(product, do="submit"))
    assert working(product).waits
    signed_in.post(path(product), typed(product, do="take-back"))
    signed_in.post(path(product), typed(product, do="discard"))
    assert working(product).revision is None
    offer = product.offers.get()
    signed_in.post(path(product), typed(product, do=f"stop:{offer.pk}"))
    offer.refresh_from_db()
    assert not offer.is_active
    for odd in ("nonsense", "up:p99", "stop:²", "stop:" + "9" * 30, "up:", ""):
        assert signed_in.post(path(product), typed(product, do=odd)).status_code == 302


def test_handing_in_says_plainly_what_is_missing(signed_in: Client, owner: Member):
    fish_sauce = ProductSet.objects.get(number=9)
    product = make_listing(vendor=owner.vendor, product_set=fish_sauce)
    page = signed_in.post(path(product), typed(product, do="submit"), follow=True).content.decode()
    assert "Cô chú ơi, còn thiếu ảnh tem nhãn." in page
    product.pictures.update(shows_label=True)
    page = signed_in.post(path(product), typed(product, do="submit"), follow=True).content.decode()
    assert "Trong 24 giờ có người xem" in page
    assert fresh(product).status == ProductStatus.IN_REVIEW


def test_a_shop_that_is_not_verified_is_told_so(client: Client):
    member = make_member(vendor=make_vendor(status=VendorStatus.APPLIED))
    client.force_login(member.user)
    product = make_listing(vendor=member.vendor)
    page = client.post(path(product), typed(product, do="submit"), follow=True).content.decode()
    assert "chưa xác minh" in page
    assert fresh(product).status == ProductStatus.DRAFT


def test_the_page_names_the_receipt_it_answers(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    page = signed_in.post(path(product), typed(product, receipt="abc-1", name="Mới"), follow=True)
    assert 'data-received="abc-1"' in page.content.decode()


def test_the_page_of_a_large_product_takes_few_queries(
    signed_in: Client, owner: Member, django_assert_max_num_queries: Any
):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    for number in range(6):
        make_offer(product=product, name=f"Gói {number}")
        make_picture(product=product)
    make_certificate(product=product)
    save(product, description="Mới")
    with django_assert_max_num_queries(15):
        signed_in.get(path(product))
    with django_assert_max_num_queries(25):
        signed_in.get(path(product, "xem-thu/"))


# ── Prices as they are typed ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("85000", 85_000),
        ("85.000đ", 85_000),
        ("85,000 VND", 85_000),
        ("1.000.000đ", 1_000_000),
        ("1 250 000", 1_250_000),
        ("85k", 85_000),
        ("85 nghìn", 85_000),
        ("99 ngàn đồng", 99_000),
        ("85k5", 85_500),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1,2 triệu", 1_200_000),
        ("2 trieu", 2_000_000),
    ],
)
def test_prices_are_understood_as_people_write_them(text: str, price: int):
    assert read_price(text) == price


@pytest.mark.parametrize(
    "text",
    ["", "abc", "-5000", "−5000", "0", "85", "1.2", "85.00", "1.000k", "1.000,50", "1.00.000", "1tr2k", "1e9", "²"],
)
def test_what_could_be_misread_is_refused(text: str):
    with pytest.raises(PriceUnreadable):
        read_price(text)


@pytest.mark.parametrize("text", ["2 triệu rưỡi", "9" * 11, "9" * 300, "1.000.000.001"])
def test_what_is_longer_than_a_price_is_refused(text: str):
    with pytest.raises(PriceUnreadable):
        read_price(text)
