"""Who makes what a shop sells: nobody renames the maker of somebody else's goods."""

import pytest
from django.db import transaction
from django.test import Client

from catalog.editing import producers, revisions
from catalog.editing import services as editing
from catalog.editing.producers import UNNAMED, names_in, producer_meant, producer_of, unnamed_producer
from catalog.editing.working import working
from catalog.models import Producer, Product, ProductSet
from core.events import publish
from tests.catalog.test_centre_editing import fresh
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_listing, make_vendor
from tests.factories.vendors import make_member
from vendors.events import VendorChanged
from vendors.models import SellerKind, Vendor, VendorStatus

pytestmark = pytest.mark.django_db
NAME = "HTX Chè Tân Cương"


def opening(name: str = NAME, **fields: object) -> Vendor:
    """A shop in draft that has begun a first listing."""
    vendor = make_vendor(name=name, **({"status": VendorStatus.DRAFT} | fields))
    editing.product_begin(vendor=vendor, name="Chè", product_set=ProductSet.objects.get(number=1))
    return vendor


def renamed(vendor: Vendor, name: str) -> None:
    Vendor.objects.filter(pk=vendor.pk).update(name=name)
    with transaction.atomic():
        publish(VendorChanged(vendor_id=vendor.pk))


def test_a_shop_being_opened_does_not_rename_the_maker_on_anothers_page(client: Client):
    draft = opening()
    owner = make_member(vendor=draft).user
    showroom = make_vendor(name="Điểm OCOP", kind=SellerKind.SHOWROOM)
    listing = make_listing(vendor=showroom, producer=producer_meant(NAME, showroom.province))
    revisions.submit(product=listing, by=None)
    revisions.approve(product=listing, token=working(fresh(listing)).token, by=make_staff())
    sign_in(client, owner)
    data = {"name": "LỪA ĐẢO gọi 0909", "takes_enquiries": "on"}
    assert client.post(f"/kenh-ban/{draft.slug}/gian-hang/", data).status_code == 302
    page = Client().get(listing.get_absolute_url()).content.decode()
    assert NAME in page
    assert "LỪA ĐẢO" not in page


@pytest.mark.parametrize("status", VendorStatus)
def test_only_names_that_were_read_are_meant_and_suggested(status: VendorStatus):
    shop = make_vendor(name=NAME)
    own = producer_of(shop)
    Vendor.objects.filter(pk=shop.pk).update(status=status)
    is_fixed = status in producers.FIXED
    assert (NAME in names_in(shop.province_id)) == is_fixed
    meant = producer_meant(NAME, shop.province)
    assert (meant.name, meant == own) == (NAME, is_fixed)
    assert producer_meant(NAME.lower(), shop.province) == meant
    own.refresh_from_db()
    assert own.vendor == shop


def test_the_name_of_nobody_is_no_shops():
    draft = opening(UNNAMED)
    nobody = unnamed_producer(draft.province)
    assert (nobody.name, nobody.vendor) == (UNNAMED, None)
    renamed(draft, "LỪA ĐẢO")
    nobody.refresh_from_db()
    assert nobody.name == UNNAMED
    assert producer_of(draft).name == "LỪA ĐẢO"


def test_what_another_shop_refers_to_already_is_left_to_the_staff():
    draft = opening()
    own = producer_of(draft)
    make_listing(producer=own)
    renamed(draft, "LỪA ĐẢO")
    own.refresh_from_db()
    assert own.name == NAME


@pytest.mark.parametrize("theirs", ["the same shop", "another by that name"])
def test_of_two_first_products_at_once_both_find_their_maker(monkeypatch: pytest.MonkeyPatch, theirs: str):
    """The other one's row is there as soon as this one has looked."""
    shop, other = make_vendor(name=NAME), make_vendor(name=NAME)
    look, rows = Producer.objects.select_for_update, []

    def looks_and_is_late() -> object:
        found = look().filter(pk__in=list(Producer.objects.values_list("pk", flat=True)))
        vendor = shop if theirs == "the same shop" else other
        fields = {"name": NAME, "kind": shop.kind, "province": shop.province, "vendor": vendor}
        rows.append(Producer.objects.create(**fields))
        return found

    monkeypatch.setattr(Producer.objects, "select_for_update", looks_and_is_late)
    found = producer_of(shop)
    assert found.vendor == shop
    assert found.name == (NAME if theirs == "the same shop" else f"{NAME} ({shop.slug})")
    assert Producer.objects.filter(vendor=shop).count() == len(rows) == 1
    assert not Product.objects.exists()
