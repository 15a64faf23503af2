"""What goes wrong in a kitchen: a thumb that presses twice, an answer that is lost, odd letters, odd photographs."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from catalog.models import Offer, Product, ProductStatus
from catalog.pricing.selectors import quotes
from core.pictures import MAX_BYTES
from tests.catalog.centre_products.pages import page_fields, path, typed
from tests.catalog.test_centre_editing import fresh, save
from tests.catalog.test_pictures import encoded
from tests.factories.catalog import make_listing
from vendors.models import Member

pytestmark = pytest.mark.django_db

PACK = {"pack-new-name": "Hộp 1 kg", "pack-new-price": "85k", "pack-new-stock": "12"}


def send(client: Client, product: Product, *files: SimpleUploadedFile, **fields: Any) -> str:
    answer = client.post(path(product), typed(product, pictures=list(files), **fields), follow=True)
    return str(answer.content.decode())


# ── Twice ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_handing_in_twice_is_handing_in_once(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {"do": "submit"}
    assert "Trong 24 giờ có người xem" in signed_in.post(path(product), fields, follow=True).content.decode()
    again = signed_in.post(path(product), fields, follow=True).content.decode()
    assert "đang chờ duyệt" in again
    assert "Không có gì mới" not in again
    assert product.status_changes.filter(target=ProductStatus.IN_REVIEW).count() == 1
    shelved = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    save(shelved, description="Mới")
    for words in ("Trong 24 giờ có người xem", "đang chờ duyệt"):
        assert words in signed_in.post(path(shelved), typed(shelved, do="submit"), follow=True).content.decode()
    assert shelved.revisions.count() == 1


def test_a_pack_whose_answer_was_lost_is_added_once(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    once = signed_in.get(path(product)).context["once"]
    fields = page_fields(signed_in, product) | PACK | {"once": once}
    for _time in range(2):
        assert signed_in.post(path(product), fields).status_code == 302
    assert product.offers.filter(name="Hộp 1 kg").count() == 1
    assert Offer.objects.get(name="Hộp 1 kg").stock_units.get().available == 12
    # From the same page something else is something new.
    signed_in.post(path(product), fields | {"pack-new-name": "Hộp 2 kg"})
    assert product.offers.filter(name="Hộp 2 kg").count() == 1


def test_a_pack_that_was_refused_may_come_again_from_the_same_page(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    sku = product.offers.get().sku
    once = {"once": signed_in.get(path(product)).context["once"]}
    fields = page_fields(signed_in, product) | PACK | once
    signed_in.post(path(product), fields | {"pack-new-sku": sku})
    assert product.offers.count() == 1
    signed_in.post(path(product), fields | {"pack-new-sku": "MOI-1"})
    assert product.offers.count() == 2


def test_pressing_back_after_saving_and_saving_again_overwrites_nobody(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    old_page = page_fields(signed_in, product) | {"description": "Bản đầu"}
    signed_in.post(path(product), old_page)
    save(fresh(product), description="Người khác sửa")
    answer = signed_in.post(path(product), old_page)
    assert answer.status_code == 200
    assert [row["name"] for row in answer.context["clashes"]] == ["description"]
    assert fresh(product).description == "Người khác sửa"


# ── Odd letters and prices ───────────────────────────────────────────────────────────────────────────────────────────
def test_emoji_stay_and_what_cannot_be_seen_goes(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    fields = {"name": "🍯 Mật\u200b ong\u202e rừng\ufeff", "description": "Ngọt 🍯\u2060, thơm\x07"}
    signed_in.post(path(product), typed(product, **fields))
    assert (fresh(product).name, fresh(product).description) == ("🍯 Mật ong rừng", "Ngọt 🍯, thơm")
    page = signed_in.post(path(product), typed(product, name="🍯🍯"))
    assert page.context["form"].errors.keys() == {"name"}
    assert fresh(product).name == "🍯 Mật ong rừng"


@pytest.mark.parametrize(
    ("typed_as", "price"), [("1.250.000 đ", 1_250_000), ("45k", 45_000), ("45.5k", 45_500), (" 45 000 ₫", 45_000)]
)
def test_prices_as_people_write_them_reach_the_shelf(signed_in: Client, owner: Member, typed_as: str, price: int):
    product = make_listing(vendor=owner.vendor)
    offer = product.offers.get()
    assert signed_in.post(path(product), typed(product, **{f"pack-{offer.pk}-price": typed_as})).status_code == 302
    assert quotes([offer.pk])[offer.pk].price == price


@pytest.mark.parametrize("typed_as", ["-45k", "−1.250.000", "45.5", "0,5", "45 đô", "1.250.00", "0"])
def test_a_price_that_is_none_stays_in_its_field(signed_in: Client, owner: Member, typed_as: str):
    product = make_listing(vendor=owner.vendor)
    name = f"pack-{product.offers.get().pk}-price"
    page = signed_in.post(path(product), typed(product, **{name: typed_as}))
    assert page.context["form"].errors.keys() == {name}
    assert page.context["form"][name].value() == typed_as
    assert quotes([product.offers.get().pk])[product.offers.get().pk].price == 85_000


# ── Odd photographs ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "trống"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 200, "HEIC"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "ảnh"),
        (b"\0" * (MAX_BYTES + 1), "nặng quá"),
    ],
    ids=["empty", "heic", "heif", "cut off", "too heavy"],
)
def test_a_photograph_that_cannot_be_taken_is_named_and_costs_no_word(
    signed_in: Client, owner: Member, content: bytes, words: str
):
    product = make_listing(vendor=owner.vendor)
    file = SimpleUploadedFile("IMG_0001.HEIC", content, content_type="image/heic")
    page = signed_in.post(path(product), typed(product, pictures=file, description="Lời vừa gõ"))
    assert page.status_code == 200
    [error] = page.context["picture_errors"]
    assert words in error
    assert "IMG_0001.HEIC" in error or not content
    assert fresh(product).description == "Lời vừa gõ"
    assert product.pictures.count() == 1


def test_a_photograph_lying_on_its_side_is_put_upright_without_its_place(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6  # to be turned by a quarter
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (120, 80), "#a33").save(out, "JPEG", exif=exif)
    send(signed_in, product, SimpleUploadedFile("nghieng.jpg", out.getvalue()))
    image = product.pictures.exclude(image=None).get().image
    assert image is not None
    assert (image.width, image.height) == (80, 120)
    with image.file.open() as file, Image.open(file) as stored:
        assert not stored.getexif()


def test_the_good_ones_of_several_photographs_are_kept(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    good, empty = SimpleUploadedFile("vai.jpg", encoded("JPEG")), SimpleUploadedFile("trong.jpg", b"")
    page = send(signed_in, product, good, empty)
    assert "trống" in page
    assert product.pictures.exclude(image=None).count() == 1
