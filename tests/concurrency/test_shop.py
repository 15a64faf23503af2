"""Two people, or one in two tabs, at one shop: a count holds, one paper stays, nobody gets an error of the database.

Runs on SQLite and on PostgreSQL.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from accounts.models import User
from catalog.editing import services as editing
from catalog.models import Offer, Producer, Product, ProductSet
from catalog.pricing.services import list_price_set
from tests.concurrency.race import race
from tests.factories.applications import make_application, make_paper
from tests.factories.catalog import make_listing, make_vendor
from tests.factories.vendors import make_member
from vendors.joining import documents
from vendors.joining.closing import Closing, shop_close
from vendors.joining.documents import PaperRefused
from vendors.joining.verification import StepRefused
from vendors.models import Invitation, Member, Paper, PaperState, Role, Vendor, VendorStatus
from vendors.people import invitations
from vendors.people import services as people
from vendors.people.privacy import erase

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def first_set() -> ProductSet:
    return ProductSet.objects.get(number=1)


def begins(vendors: list[Vendor], goods: ProductSet) -> Callable[[int], Product]:
    """Each shop begins a product."""
    return lambda number: editing.product_begin(vendor=vendors[number], name=f"m{number}", product_set=goods)


def test_first_products_at_once_have_one_maker():
    goods = first_set()
    for _round in range(3):
        vendor = make_vendor()
        made = race(4, begins([vendor] * 4, goods))
        assert all(isinstance(result, Product) for result in made), made
        assert Producer.objects.filter(vendor=vendor).count() == 1


def test_two_shops_of_one_name_begin_at_once():
    goods = first_set()
    for number in range(3):
        vendors = [make_vendor(name=f"HTX Trùng Tên {number}") for _shop in range(4)]
        made = race(4, begins(vendors, goods))
        assert all(isinstance(result, Product) for result in made), made
        assert Producer.objects.filter(vendor__in=vendors).count() == 4


def test_a_shop_being_opened_has_so_many_goods_however_fast():
    vendor, goods = make_vendor(status=VendorStatus.DRAFT), first_set()
    for number in range(editing.MAX_BEFORE - 2):
        editing.product_begin(vendor=vendor, name=f"s{number}", product_set=goods)
    made = race(6, begins([vendor] * 6, goods))
    assert sum(isinstance(result, editing.TooManyDrafts) for result in made) == 4, made
    assert Product.objects.for_vendor(vendor).count() == editing.MAX_BEFORE


def test_a_draft_is_not_thrown_away_under_its_first_product():
    goods = first_set()
    for _round in range(5):
        vendor = make_application()
        owner = vendor.members.get().user

        def run(number: int, pk: int = vendor.pk, owner: User = owner) -> Product | None:
            own = Vendor.objects.get(pk=pk)
            if number:
                shop_close(vendor=own, by=owner, meant=Closing.DISCARD)
                return None
            return editing.product_begin(vendor=own, name="m", product_set=goods)

        begun, discarded = race(2, run)
        if Vendor.objects.filter(pk=vendor.pk).exists():
            assert isinstance(begun, Product)
            assert isinstance(discarded, StepRefused)
        else:
            assert isinstance(begun, Vendor.DoesNotExist)
            assert discarded is None


def test_of_two_accepted_papers_one_stays():
    for _round in range(3):
        vendor = make_application()
        papers = [Paper.objects.for_vendor(vendor).get(), make_paper(vendor=vendor, by=vendor.members.get().user)]
        Paper.objects.for_vendor(vendor).update(state=PaperState.ACCEPTED)
        Vendor.objects.filter(pk=vendor.pk).update(status=VendorStatus.VERIFIED)

        def remove(number: int, vendor: Vendor = vendor, papers: list[Paper] = papers) -> None:
            documents.paper_remove(vendor=vendor, pk=papers[number].pk)

        results = race(2, remove)
        assert sum(isinstance(result, PaperRefused) for result in results) == 1, results
        assert Paper.objects.for_vendor(vendor).count() == 1


def test_so_many_invitations_are_open_however_fast():
    owner = make_member()
    for _number in range(invitations.MOST_OPEN - 2):
        invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=Role.PACKER)
    results = race(8, lambda n: invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=Role.PACKER))
    assert sum(isinstance(result, people.PeopleRefused) for result in results) == 6, results
    assert Invitation.objects.for_vendor(owner.vendor).open().count() == invitations.MOST_OPEN


def test_a_price_that_waited_for_another_comes_after_it():
    offer: Offer = make_listing().offers.get()
    held = threading.Event()

    def run(number: int) -> object:
        if number:
            held.wait(20)
            return list_price_set(offer=offer, price=95_000)
        with transaction.atomic():
            Offer.objects.select_for_update().get(pk=offer.pk)
            held.set()
            time.sleep(0.5)
            return list_price_set(offer=offer, price=90_000)

    first, second = race(2, run)
    assert (first.price, second.price) == (90_000, 95_000)
    assert first.starts_at < second.starts_at


def test_whoever_is_made_owner_while_leaving_leaves_no_open_shop_behind():
    for _round in range(8):
        owner = make_member()
        other = make_member(vendor=owner.vendor, role=Role.MANAGER)

        def run(number: int, owner: Member = owner, other: Member = other) -> None:
            if number:
                people.hand_over(vendor=owner.vendor, owner=owner.user, pk=other.pk)
            else:
                with transaction.atomic():
                    erase(other.user)

        erased, _handed = race(2, run)
        assert erased is None, erased
        owner.vendor.refresh_from_db()
        has_owner = Member.objects.filter(vendor=owner.vendor, role=Role.OWNER).exists()
        assert has_owner or owner.vendor.status == VendorStatus.SUSPENDED
