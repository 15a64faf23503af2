"""A person's own data as somebody who works in shops, and what stays when they are gone."""

import io
import json
import zipfile

import pytest

from accounts.privacy import erase_user, export_archive
from places.models import Commune
from tests.factories.accounts import make_user
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member, make_officer
from vendors.models import (
    Assistance,
    AuditEntry,
    ConfirmationLink,
    Invitation,
    MarksConsent,
    Member,
    Officer,
    Role,
    Vendor,
    VendorMarks,
    VendorStatus,
    VendorStatusChange,
)
from vendors.people import assistance, invitations, marks
from vendors.people import services as people

pytestmark = pytest.mark.django_db


def exported(user) -> dict:
    with zipfile.ZipFile(io.BytesIO(export_archive(user))) as archive:
        return json.loads(archive.read("vendors-people.json"))


def test_the_copy_holds_shops_invitations_marks_and_what_was_done():
    owner = make_member()
    made = invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=Role.HOST, name="Cháu Hà")
    marks.keep(vendor=owner.vendor, user=owner.user, chosen=frozenset({"women_led"}))
    people.written(vendor=owner.vendor, user=owner.user, action="vendors:x", as_kind="member", role="owner")
    make_officer(user=owner.user)
    data = exported(owner.user)
    assert data["memberships"][0]["role"] == "owner"
    assert data["invitations"][0]["name"] == "Cháu Hà"
    assert data["marks"][0]["women_led"] is True
    assert data["offices"][0]["province__name"] == "Bắc Ninh"
    assert data["done"][0]["action"] == "vendors:x"
    assert made.token not in json.dumps(data)
    assert exported(make_user())["memberships"] == []


def test_an_owner_who_leaves_for_good_closes_the_shop():
    owner = make_member()
    packer = make_member(vendor=owner.vendor, role=Role.PACKER)
    invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=Role.HOST)
    marks.keep(vendor=owner.vendor, user=owner.user, chosen=frozenset({"women_led"}))
    people.written(vendor=owner.vendor, user=owner.user, action="vendors:x", as_kind="member", role="owner")
    erase_user(user=owner.user)
    vendor = Vendor.objects.get()
    assert vendor.status == VendorStatus.SUSPENDED
    change = VendorStatusChange.objects.get()
    assert (change.source, change.by) == (VendorStatus.VERIFIED, None)
    assert list(Member.objects.all()) == [packer]
    assert not VendorMarks.objects.exists()
    assert not Invitation.objects.open().exists()
    assert not MarksConsent.objects.exclude(user=None).exists()
    assert AuditEntry.objects.get().actor is None


@pytest.mark.parametrize("before", [VendorStatus.APPLIED, VendorStatus.IN_REVIEW, VendorStatus.DRAFT])
def test_an_application_without_its_owner_rests(before: VendorStatus):
    owner = make_member(vendor=make_vendor(status=before))
    erase_user(user=owner.user)
    assert Vendor.objects.get().status == VendorStatus.DRAFT
    assert VendorStatusChange.objects.count() == (before != VendorStatus.DRAFT)


def test_who_only_worked_there_leaves_the_shop_open():
    owner = make_member()
    packer = make_member(vendor=owner.vendor, role=Role.PACKER)
    erase_user(user=packer.user)
    assert list(Member.objects.all()) == [owner]
    assert Vendor.objects.get().status == VendorStatus.VERIFIED


def test_an_officer_leaves_drafts_without_a_name_and_without_open_links():
    officer = make_officer()
    commune = Commune.objects.filter(province=officer.province)[0]
    draft = assistance.draft_begin(officer=officer.user, name="Tổ bà Sáu", kind="group", commune=commune)
    assistance.confirmation_create(assistance=draft)
    erase_user(user=officer.user)
    assert not Officer.objects.exists()
    assert Assistance.objects.get().officer is None
    assert not ConfirmationLink.objects.open().exists()
