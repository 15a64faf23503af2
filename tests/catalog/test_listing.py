"""A listing's way to the shelf, and what keeps it off."""

import pytest

from catalog import listing
from catalog.claims import claims_in
from catalog.events import ProductChanged
from catalog.listing import ListingIncomplete, StepRefused
from catalog.models import BannedClaim, PriceWindow, Product, ProductSet, ProductStatus, SaleMode
from core.events import subscribe, unsubscribe
from tests.factories.catalog import make_listing, make_product, make_vendor
from vendors.models import VendorStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Product:
    return make_listing()


def test_the_way_to_the_shelf_and_back_is_kept_as_history(draft: Product):
    listing.product_submit(product=draft, by=None)
    listing.product_publish(product=draft, by=None)
    first = draft.published_at
    listing.product_suspend(product=draft, by=None, reason="Nhãn thiếu hạn dùng")
    listing.product_submit(product=draft, by=None)
    listing.product_publish(product=draft, by=None)
    assert draft.published_at == first
    steps = draft.status_changes.values_list("source", "target")
    assert list(steps) == [
        ("draft", "in_review"),
        ("in_review", "published"),
        ("published", "suspended"),
        ("suspended", "in_review"),
        ("in_review", "published"),
    ]
    assert draft.status_changes.get(target="suspended").reason == "Nhãn thiếu hạn dùng"


@pytest.mark.parametrize("status", [ProductStatus.DRAFT, ProductStatus.PUBLISHED, ProductStatus.SUSPENDED])
def test_nothing_reaches_the_shelf_without_a_review(draft: Product, status: ProductStatus):
    Product.objects.filter(pk=draft.pk).update(status=status, published_at=draft.created_at)
    with pytest.raises(StepRefused) as refused:
        listing.product_publish(product=draft, by=None)
    assert refused.value.status == status
    draft.refresh_from_db()
    assert draft.status == status
    assert not draft.status_changes.exists()


def test_an_incomplete_listing_says_what_lacks(draft: Product):
    draft.storage, draft.shelf_life_days, draft.description = " ", None, ""
    with pytest.raises(ListingIncomplete) as refused:
        listing.product_submit(product=draft, by=None)
    assert refused.value.missing == ["description", "storage", "shelf_life_days"]


def test_a_pot_needs_no_food_label_and_rice_wine_its_strength(draft: Product):
    draft.product_set = ProductSet.objects.get(number=21)
    draft.ingredients = draft.storage = ""
    assert listing.listing_problems(draft) == ([], [])
    draft.product_set = ProductSet.objects.get(number=14)
    draft.ingredients = draft.storage = "x"
    assert listing.listing_problems(draft) == (["label_picture", "alcohol_percent"], [])
    draft.pictures.update(shows_label=True)
    assert listing.listing_problems(draft) == (["alcohol_percent"], [])


def test_supplements_warn_medicines_are_only_shown_and_cosmetics_say_what_is_in_them(draft: Product):
    draft.pictures.update(shows_label=True)
    draft.product_set = ProductSet.objects.get(number=18)
    assert listing.listing_problems(draft) == (["warnings"], [])
    draft.sale_mode, draft.ingredients, draft.storage, draft.shelf_life_days = SaleMode.SHOWN, "", "", None
    draft.offers.update(is_active=False)
    assert listing.listing_problems(draft) == ([], [])
    draft.sale_mode, draft.product_set = SaleMode.GOODS, ProductSet.objects.get(number=19)
    assert listing.listing_problems(draft)[0] == ["ingredients", "shelf_life_days", "offers"]


def test_a_listing_has_a_picture_and_a_price(draft: Product):
    PriceWindow.objects.all().delete()
    assert listing.listing_problems(draft) == (["price"], [])
    draft.pictures.all().delete()
    assert listing.listing_problems(draft) == (["pictures", "price"], [])


def test_a_listing_without_a_pack_is_incomplete_unless_it_is_a_stay(draft: Product):
    draft.offers.update(is_active=False)
    assert listing.listing_problems(draft) == (["offers"], [])
    draft.sale_mode, draft.product_set = SaleMode.STAY, ProductSet.objects.get(number=26)
    assert listing.listing_problems(draft) == ([], [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mật ong trị dứt điểm ho khan", ["trị dứt điểm"]),
        ("Mật ong TRỊ  DỨT ĐIỂM ho khan", ["trị dứt điểm"]),
        ("Mat ong tri dut diem ho khan", ["trị dứt điểm"]),
        ("Nước mắm số 1 Việt Nam", ["số 1"]),
        ("Nước mắm số 15 phố Hàng Bè", []),
        ("Đọ so 1 với 2, bản này ngọt hơn", []),
        ("Kể số một chuyện làng", []),
        ("", []),
    ],
)
def test_banned_claims_are_found_as_people_write_them(text: str, found: list[str]):
    claims = [BannedClaim(phrase="trị dứt điểm", reason="thực phẩm không chữa bệnh"), BannedClaim(phrase="số 1")]
    assert [finding.phrase for finding in claims_in(text, claims)] == found


def test_a_banned_claim_in_any_text_keeps_a_listing_from_review(draft: Product):
    BannedClaim.objects.create(phrase="số 1", reason="so sánh nhất không có bằng chứng")
    draft.name_en = "Lychee số 1"
    with pytest.raises(ListingIncomplete) as refused:
        listing.product_submit(product=draft, by=None)
    assert refused.value.claims == ["số 1"]
    BannedClaim.objects.update(is_active=False)
    listing.product_submit(product=draft, by=None)
    assert draft.status == ProductStatus.IN_REVIEW


def test_every_step_is_told(draft: Product):
    told: list[ProductChanged] = []
    subscribe(ProductChanged, told.append, durable=True)
    try:
        listing.product_submit(product=draft, by=None)
    finally:
        unsubscribe(ProductChanged, told.append)
    assert told == [ProductChanged(product_id=draft.pk)]


def test_the_public_sees_published_products_of_open_shops():
    shown = make_product()
    make_product(status=ProductStatus.SUSPENDED)
    make_product(vendor=make_vendor(status=VendorStatus.SUSPENDED))
    assert list(Product.objects.public()) == [shown]


def test_a_shop_owns_its_products_and_no_others():
    mine, other = make_product(), make_product()
    assert list(Product.objects.for_vendor(mine.vendor)) == [mine]
    assert list(Product.objects.for_vendor(other.vendor)) == [other]
