"""Staff act for a shop: for a reason, for an hour, under a banner, the owner told, everything on the record."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.vendors import make_member, make_officer
from vendors.access import access_to
from vendors.models import Acting, AuditEntry, Notice, Role

pytestmark = pytest.mark.django_db


def begin_page(slug: str) -> str:
    return reverse("vendors:acting-begin", args=[slug])


def test_for_an_hour_with_a_banner_and_a_word_to_the_owner(client: Client):
    owner, staff = make_member(), make_staff(name="Chị Lan")
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    vendor = owner.vendor
    sign_in(client, staff, "mfa")
    assert client.get(begin_page(vendor.slug)).status_code == 200
    assert client.post(begin_page(vendor.slug), {"reason": " "}).status_code == 422
    assert access_to(staff, vendor.slug) is None
    answer = client.post(begin_page(vendor.slug), {"reason": "Bác gọi nhờ sửa giá"})
    acting = Acting.objects.get()
    assert acting.ends_at - acting.started_at == dt.timedelta(minutes=60)
    assert "Bạn đang làm thay" in client.get(answer["Location"]).content.decode()
    for name in ("centre-people", "centre-hand-over", "centre-marks"):
        assert client.get(reverse(f"vendors:{name}", args=[vendor.slug])).status_code == 403
    notice = Notice.objects.get(kind="vendor-acting")
    assert notice.user == owner.user != manager.user
    assert notice.context == {"name": "Chị Lan", "reason": "Bác gọi nhờ sửa giá"}

    assert client.post(reverse("vendors:acting-end", args=[vendor.slug])).status_code == 302
    assert access_to(staff, vendor.slug) is None
    done = list(AuditEntry.objects.filter(as_kind="staff").order_by("pk").values_list("action", flat=True))
    assert done == ["vendors:acting-begin", "vendors:acting-end"]


def test_it_ends_by_itself():
    owner, staff = make_member(), make_staff()
    now = timezone.now()
    Acting.objects.create(
        vendor=owner.vendor, staff=staff, reason="x", started_at=now - dt.timedelta(hours=2),
        ends_at=now - dt.timedelta(hours=1),
    )  # fmt: skip
    assert access_to(staff, owner.vendor.slug) is None


def test_beginning_again_ends_the_one_before(client: Client):
    owner, staff = make_member(), make_staff()
    sign_in(client, staff, "mfa")
    for _twice in range(2):
        client.post(begin_page(owner.vendor.slug), {"reason": "Sửa giá giúp"})
    assert Acting.objects.count() == 2
    assert Acting.objects.running().count() == 1


def test_only_staff_with_the_permission_and_a_second_factor(client: Client):
    owner = make_member()
    where, data = begin_page(owner.vendor.slug), {"reason": "Sửa giá"}
    for user in (owner.user, make_user(), make_officer().user, make_staff(superuser=False)):
        sign_in(client, user, "mfa")
        assert client.get(where).status_code == 403
        assert client.post(where, data).status_code == 403
    sign_in(client, make_staff())
    assert client.post(where, data)["Location"].startswith(reverse("mfa_reauthenticate"))
    client.logout()
    assert client.post(where, data)["Location"].startswith(reverse("account_login"))
    assert not Acting.objects.exists()


def test_members_have_nothing_to_end(client: Client):
    owner = make_member()
    for user, status in ((owner.user, 404), (make_member().user, 404)):
        sign_in(client, user)
        assert client.post(reverse("vendors:acting-end", args=[owner.vendor.slug])).status_code == status
    assert not AuditEntry.objects.exists()
