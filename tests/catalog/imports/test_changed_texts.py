"""Texts of many products at once: drafts in place, what the public sees apart, as when one listing is edited."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from catalog.editing.services import content_write, locked
from catalog.imports import services
from catalog.imports.services import products_import
from catalog.models import Offer, PriceWindow, Product, ProductPicture, ProductRevision, ProductStatus, RevisionState
from catalog.pricing.services import list_price_set
from catalog.stock.services import stock_receive, stock_unit
from tests.catalog.imports.rows import GOOD
from tests.factories.accounts import make_user
from tests.factories.catalog import make_offer, make_product
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user()


def pack(
    shop: Vendor, sku: str = "VT-5", *, status: ProductStatus = ProductStatus.PUBLISHED, **fields: object
) -> Offer:
    product = make_product(vendor=shop, name="Vải thiều 5 kg", status=status, **fields)
    offer = make_offer(product=product, sku=sku)
    list_price_set(offer=offer, price=125_000)
    stock_receive(unit=stock_unit(offer=offer), quantity=40)
    return offer


def test_what_is_on_the_shelf_waits_with_its_pictures(shop: Vendor, user: User, write: Callable[..., Path]):
    offer = pack(shop)
    picture = ProductPicture.objects.create(product=offer.product, drawing="vai", alt="Chùm vải", position=1)
    products_import(vendor=shop, path=write(GOOD | {"name": "Vải đổi tên"}), by=user, by_shop=True)
    revision = ProductRevision.objects.get()
    assert (revision.fields, revision.version, revision.by) == ({"name": "Vải đổi tên"}, 1, user)
    assert [(shot["pk"], shot["alt"]) for shot in revision.pictures] == [(picture.pk, "Chùm vải")]
    assert revision.base_version == offer.product.version
    offer.product.refresh_from_db()
    assert offer.product.name == "Vải thiều 5 kg"


def test_the_same_as_editing_one_listing(shop: Vendor, user: User, write: Callable[..., Path]):
    """Through the form and through a file: the revision says the same."""
    offer, other = pack(shop, description="Cũ"), pack(shop, "B", description="Cũ")
    row = GOOD | {"name": "Tên mới", "set_no": "14", "alcohol_percent": "29.5", "description": "Mới", "province": "24"}
    products_import(vendor=shop, path=write(row), by=user, by_shop=True)
    by_file = ProductRevision.objects.get(product=offer.product)
    set_pk = Product.objects.get(pk=offer.product_id).product_set.classification.sets.get(number=14).pk
    texts = {"name": "Tên mới", "product_set_id": set_pk, "alcohol_percent": "29.5", "description": "Mới"}
    content_write(locked(other.product), texts, None, by=user)
    by_form = ProductRevision.objects.get(product=other.product)
    assert (by_file.fields, by_file.version, by_file.state) == (by_form.fields, by_form.version, by_form.state)


def test_a_revision_that_waits_is_added_to(shop: Vendor, user: User, write: Callable[..., Path]):
    offer = pack(shop)
    content_write(locked(offer.product), {"description": "Đang chờ"}, None, by=None)
    ProductRevision.objects.update(state=RevisionState.SUBMITTED, submitted_at=timezone.now())
    products_import(vendor=shop, path=write(GOOD | {"name": "Vải đổi tên"}), by=user, by_shop=True)
    revision = ProductRevision.objects.get()
    assert revision.fields == {"description": "Đang chờ", "name": "Vải đổi tên"}
    assert (revision.version, revision.state, revision.by) == (2, RevisionState.SUBMITTED, user)


def test_an_approved_draft_has_to_be_read_again(shop: Vendor, user: User, write: Callable[..., Path]):
    offer = pack(shop, status=ProductStatus.DRAFT)
    Product.objects.update(approved_at=timezone.now())
    before = Product.objects.get().version
    products_import(vendor=shop, path=write(GOOD | {"name": "Vải đổi tên"}), by=user, by_shop=True)
    product = Product.objects.get()
    assert (product.name, product.approved_at, product.version) == ("Vải đổi tên", None, before + 1)
    assert product.submitted_at is not None
    assert (product.pk, product.slug, product.vendor) == (offer.product_id, offer.product.slug, shop)
    assert not ProductRevision.objects.exists()


@pytest.mark.parametrize("by_shop", [True, False])
def test_a_commune_of_another_province_goes(shop: Vendor, user: User, write: Callable[..., Path], by_shop: bool):
    pack(shop, status=ProductStatus.DRAFT, commune_id="07582")
    products_import(vendor=shop, path=write(GOOD | {"province": "Cao Bằng"}), by=user, by_shop=by_shop)
    product = Product.objects.get()
    assert (product.province.slug, product.commune) == ("cao-bang", None)


def test_packs_of_one_product_and_their_own_fields(shop: Vendor, user: User, write: Callable[..., Path]):
    offer = pack(shop, status=ProductStatus.DRAFT)
    second = make_offer(product=offer.product, sku="B", weight_g=100)
    list_price_set(offer=second, price=125_000)
    rows = [
        GOOD | {"name": "Tên mới", "weight_g": "5400", "gtin": ""},
        GOOD | {"sku": "B", "name": "Tên mới", "gtin": "12345678"},
    ]
    products_import(vendor=shop, path=write(*rows), by=user, by_shop=True)
    offer.refresh_from_db()
    second.refresh_from_db()
    assert (offer.weight_g, second.weight_g, second.gtin) == (5_400, 100, "12345678")
    assert (offer.product.name, offer.product.version) == ("Tên mới", 1)


def test_a_file_of_an_operator_writes_in_place(shop: Vendor, write: Callable[..., Path]):
    pack(shop)
    row = GOOD | {"name": "Rượu", "set_no": "14", "alcohol_percent": "30", "description": "Nấu"}
    products_import(vendor=shop, path=write(row))
    product = Product.objects.get()
    assert (product.name, product.product_set.number, product.alcohol_percent) == ("Rượu", 14, Decimal("30.0"))
    assert (product.status, product.is_alcohol, product.version) == (ProductStatus.PUBLISHED, True, 1)
    assert not ProductRevision.objects.exists()


def test_many_take_no_more_queries_than_one(shop: Vendor, user: User, write: Callable[..., Path]):
    for number in range(30):
        pack(shop, f"A-{number}")

    def asked(rows: list[dict[str, str]]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            products_import(vendor=shop, path=write(*rows), by=user, by_shop=True)
        return len(queries)

    changed = GOOD | {"name": "Tên mới", "price": "130000", "stock": "41", "weight_g": "90"}
    one = asked([changed | {"sku": "A-0"}])
    many = asked([changed | {"sku": f"A-{number}"} for number in range(1, 30)])
    assert many == one
    assert ProductRevision.objects.count() == 30


def test_what_changes_while_the_file_is_read_is_seen(
    shop: Vendor, user: User, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
):
    """The plan is made before anything is locked; a price set meanwhile makes it anew."""
    offer = pack(shop)
    plan_import, made = services.plan_import, []

    def planning(**kwargs: object) -> object:
        made.append(plan_import(**kwargs))  # type: ignore[arg-type]
        if len(made) == 1:
            list_price_set(offer=offer, price=140_000)
        return made[-1]

    monkeypatch.setattr(services, "plan_import", planning)
    report = products_import(vendor=shop, path=write(GOOD), by=user, by_shop=True)
    assert len(made) == 2
    assert len(report.plan.changed) == 1
    assert PriceWindow.objects.get(offer=offer, ends_at=None).price == 125_000
