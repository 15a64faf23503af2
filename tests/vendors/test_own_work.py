"""Nobody reads what they wrote themselves, and what is read is what is decided on."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.editing import revisions
from catalog.editing.working import working
from catalog.models import Product, ProductStatus
from tests.factories.accounts import make_staff, sign_in
from tests.factories.applications import make_application
from tests.factories.catalog import make_listing, make_vendor
from tests.factories.vendors import make_member, make_officer
from vendors.access import OWN_WORK
from vendors.joining import documents, verification
from vendors.joining import services as joining
from vendors.joining.services import dossier_of
from vendors.joining.verification import StepRefused
from vendors.models import Acting, Assistance, AuditEntry, Paper, SellerKind, Vendor, VendorStatus
from vendors.people import acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def applied() -> Vendor:
    vendor = make_application()
    verification.submit(vendor=vendor, by=vendor.members.get().user)
    return vendor


def accept_papers(vendor: Vendor, by) -> None:
    for paper in Paper.objects.for_vendor(vendor):
        documents.paper_accept(vendor=vendor, pk=paper.pk, by=by)


def test_who_acted_for_a_shop_does_not_approve_its_listing_for_a_month():
    vendor, staff = make_vendor(), make_staff()
    make_member(vendor=vendor)
    acting.acting_begin(vendor=vendor, staff=staff, reason="giúp")
    product = make_listing(vendor=vendor)
    revisions.submit(product=product, by=staff)
    Acting.objects.update(ended_at=timezone.now())
    token = working(Product.objects.select_related("vendor", "product_set", "producer").get(pk=product.pk)).token
    with pytest.raises(revisions.OwnListing):
        revisions.approve(product=product, token=token, by=staff)
    Acting.objects.update(started_at=timezone.now() - OWN_WORK, ends_at=timezone.now())
    revisions.approve(product=product, token=token, by=staff)
    product.refresh_from_db()
    assert product.status == ProductStatus.PUBLISHED


def test_who_drafted_a_shop_does_not_verify_it():
    staff, colleague = make_staff(), make_staff()
    make_officer(user=staff)
    vendor = applied()
    Assistance.objects.create(vendor=vendor, officer=staff, confirmed_at=timezone.now())
    verification.take(vendor=vendor, by=colleague)
    accept_papers(vendor, colleague)
    seen = verification.seen_of(dossier_of(vendor))
    with pytest.raises(StepRefused):
        verification.verify(vendor=vendor, by=staff, seen=seen)
    vendor.refresh_from_db()
    assert vendor.status != VendorStatus.VERIFIED


def test_an_old_page_does_not_verify_what_was_handed_in_anew():
    vendor = applied()
    owner, first, second = vendor.members.get().user, make_staff(), make_staff()
    verification.take(vendor=vendor, by=first)
    accept_papers(vendor, first)
    seen = verification.seen_of(dossier_of(vendor))
    verification.withdraw(vendor=vendor, by=owner)
    joining.account_save(vendor=vendor, bank_bin="970405", account="999999999", holder="KE KHAC")
    vendor.refresh_from_db()
    verification.submit(vendor=vendor, by=owner)
    verification.take(vendor=vendor, by=second)
    with pytest.raises(StepRefused):
        verification.verify(vendor=vendor, by=first, seen=seen)
    vendor.refresh_from_db()
    assert vendor.status == VendorStatus.IN_REVIEW
    verification.verify(vendor=vendor, by=first, seen=verification.seen_of(dossier_of(vendor)))


def test_a_personal_number_stays_masked_when_the_kind_is_another_now(client: Client):
    vendor = make_application(kind=SellerKind.HOUSEHOLD)
    number = dossier_of(vendor).tax_code
    joining.shop_rename(vendor=vendor, name=vendor.name, kind=SellerKind.COOP, province=vendor.province)
    sign_in(client, make_staff(), "mfa")
    assert number not in client.get(reverse("vendors:review", args=[vendor.slug])).content.decode()


def test_the_session_holds_neither_account_nor_holder(client: Client):
    vendor = make_application()
    Vendor.objects.filter(pk=vendor.pk).update(status=VendorStatus.VERIFIED)
    sign_in(client, vendor.members.get().user)
    form = {"bank_bin": "970405", "account": "1112223334", "holder": "TRAN BI MAT"}
    client.post(reverse("vendors:centre-papers-account", args=[vendor.slug]), form)
    kept = str(dict(client.session.items()))
    assert "970405" in kept  # the rest of the form is
    assert "1112223334" not in kept
    assert "BI+MAT" not in kept


def test_who_acts_for_a_shop_reads_its_papers_on_the_record(client: Client):
    vendor, staff = make_application(), make_staff(superuser=False)
    staff.user_permissions.add(Permission.objects.get(codename="act_as_vendor"))
    sign_in(client, staff, "mfa")
    acting.acting_begin(vendor=vendor, staff=staff, reason="giúp")
    paper = Paper.objects.for_vendor(vendor)[0]
    assert client.get(reverse("vendors:centre-paper-file", args=[vendor.slug, paper.pk])).status_code == 200
    assert AuditEntry.objects.filter(vendor=vendor, actor=staff, target=str(paper.pk)).count() == 1
