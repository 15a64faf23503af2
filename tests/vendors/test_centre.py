"""The frame of the centre: who gets through which door, and what is written down."""

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.access import access_to
from vendors.models import Acting, Assistance, AuditEntry, Notice, Officer, Role
from vendors.policies import ALLOWED, OFFICER, STAFF, Action

pytestmark = pytest.mark.django_db


def acting_for(vendor, staff, **fields) -> Acting:
    fields = {"reason": "Gọi điện nhờ giúp", "ends_at": timezone.now() + dt.timedelta(hours=1)} | fields
    return Acting.objects.create(vendor=vendor, staff=staff, **fields)


def test_every_role_has_its_rights_and_only_the_owner_all():
    assert set(ALLOWED) == set(Role)
    assert ALLOWED[Role.OWNER] == set(Action)
    for role in Role:
        assert Action.LOOK in ALLOWED[role]
        assert (Action.MEMBERS in ALLOWED[role]) == (role == Role.OWNER)
    for kind in (OFFICER, STAFF):
        assert not kind & {Action.MEMBERS, Action.BANK}


def test_who_belongs_to_the_shop_gets_in_and_nobody_else(client: Client):
    member = make_member()
    path = f"/kenh-ban/{member.vendor.slug}/thong-bao/"
    assert client.get(path).status_code == 302  # sign in first
    for user in (make_user(), make_member().user, make_staff()):
        client.force_login(user)
        assert client.get(path).status_code == 404
    client.force_login(member.user)
    assert client.get(path).status_code == 200
    assert client.get("/kenh-ban/khong-co/thong-bao/").status_code == 404


def helper_staff() -> User:
    """Of the staff, with the right to act for shops and no other."""
    staff = make_staff(superuser=False)
    staff.user_permissions.add(Permission.objects.get(codename="act_as_vendor"))
    return staff


def test_staff_come_in_only_while_they_act(client: Client):
    vendor, staff = make_vendor(), helper_staff()
    sign_in(client, staff, "mfa")
    path = f"/kenh-ban/{vendor.slug}/thong-bao/"
    acting = acting_for(vendor, staff, ends_at=timezone.now() + dt.timedelta(seconds=1), started_at=timezone.now())
    page = client.get(path)
    assert "Bạn đang làm thay" in page.content.decode()
    Acting.objects.filter(pk=acting.pk).update(ended_at=timezone.now())
    assert client.get(path).status_code == 404
    past = timezone.now() - dt.timedelta(hours=1)
    acting_for(vendor, staff, started_at=past - dt.timedelta(hours=1), ends_at=past)
    assert access_to(staff, vendor.slug) is None
    other = helper_staff()
    acting_for(vendor, other)
    assert access_to(staff, vendor.slug) is None


@pytest.mark.parametrize("lost", ["permission", "staff", "account"])
def test_acting_ends_with_the_right_to_it(client: Client, lost: str):
    """Asked again at every request, not when the acting began."""
    vendor, staff = make_vendor(), helper_staff()
    sign_in(client, staff, "mfa")
    acting_for(vendor, staff)
    path = f"/kenh-ban/{vendor.slug}/thong-bao/"
    assert client.get(path).status_code == 200
    assert vendor.name in client.get("/kenh-ban/chon-gian-hang/").content.decode()
    if lost == "permission":
        staff.user_permissions.clear()
    else:
        User.objects.filter(pk=staff.pk).update(**{"is_staff" if lost == "staff" else "is_active": False})
    expected = 302 if lost == "account" else 404  # to the sign-in
    assert client.get(path).status_code == client.post(path).status_code == expected
    assert vendor.name not in client.get("/kenh-ban/chon-gian-hang/").content.decode()
    assert not AuditEntry.objects.exists()


def test_acting_needs_the_second_factor_of_this_session(client: Client):
    vendor, staff = make_vendor(), helper_staff()
    acting_for(vendor, staff)
    path = f"/kenh-ban/{vendor.slug}/thong-bao/"
    stale = settings.STAFF_MFA_MAX_AGE.total_seconds() + 60
    for proofs, age in (((), 0), (("code", "password"), 0), (("mfa",), stale)):
        sign_in(client, staff, *proofs, age=age)
        answer = client.get(path)
        assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
        assert "thong-bao" in answer["Location"]
        assert client.post(path)["Location"] == reverse("mfa_reauthenticate")
    bare = make_staff(second_factor=False)
    acting_for(vendor, bare)
    sign_in(client, bare)
    assert client.get(path)["Location"].startswith(reverse("mfa_activate_totp"))
    assert not AuditEntry.objects.exists()


def test_staff_who_own_a_shop_need_no_second_factor_in_it(client: Client):
    member = make_member(user=helper_staff())
    sign_in(client, member.user)
    assert client.get(f"/kenh-ban/{member.vendor.slug}/thong-bao/").status_code == 200


def test_an_officer_comes_in_until_the_producer_has_confirmed():
    vendor, officer = make_vendor(), make_user()
    draft = Assistance.objects.create(vendor=vendor, officer=officer)
    assert access_to(officer, vendor.slug) is None  # no office
    Officer.objects.create(user=officer, province=vendor.province)
    access = access_to(officer, vendor.slug)
    assert access is not None
    assert access.can(Action.PRODUCTS)
    assert not access.can(Action.BANK)
    draft.confirmed_at = timezone.now()
    draft.save()
    assert access_to(officer, vendor.slug) is None


def test_what_is_written_is_on_the_record(client: Client):
    member = make_member(role=Role.MANAGER)
    client.force_login(member.user)
    path = f"/kenh-ban/{member.vendor.slug}/thong-bao/"
    client.get(path)
    client.post(path)  # there was nothing to read
    client.post(f"{path}999/")  # 404
    assert not AuditEntry.objects.exists()
    Notice.objects.create(vendor=member.vendor, user=member.user, kind="enquiry")
    client.post(path)
    entry = AuditEntry.objects.get()
    assert (entry.vendor, entry.actor, entry.as_kind) == (member.vendor, member.user, "member")
    assert (entry.role, entry.action) == ("manager", "vendors:centre-notices")


def test_the_way_in(client: Client):
    user = make_user()
    client.force_login(user)
    assert "Mở gian hàng" in client.get("/kenh-ban/").content.decode()
    first = make_member(user=user)
    assert client.get("/kenh-ban/")["Location"] == f"/kenh-ban/{first.vendor.slug}/"
    second = make_member(user=user, role=Role.PACKER)
    page = client.get("/kenh-ban/").content.decode()
    assert first.vendor.name in page
    assert second.vendor.name in page
    assert "Mở thêm gian hàng" in page
