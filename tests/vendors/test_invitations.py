"""Invitations by link: shown once, kept as a hash, opened once, and by nobody after that."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Message
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.models import AuditEntry, Invitation, Member, Role, VendorStatus
from vendors.people import invitations
from vendors.people.services import PeopleRefused

pytestmark = pytest.mark.django_db


def invite(owner: Member, role: Role = Role.PACKER) -> invitations.Made:
    return invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=role)


def link_in(page: str) -> str:
    found = re.search(r"/loi-moi/([\w-]+)/</code>", page)
    assert found
    return found.group(1)


def page_of(token: str) -> str:
    return reverse("vendors:invitation", args=[token])


def test_the_link_is_shown_once_and_kept_as_a_hash(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    answer = client.post(
        reverse("vendors:centre-invite", args=[owner.vendor.slug]), {"role": "packer", "name": "Cháu\u200b Hà"}
    )
    page = answer.content.decode()
    token = link_in(page)
    row = Invitation.objects.get()
    assert f"{settings.SITE_URL}/loi-moi/{token}/" in page
    assert "data:image/svg+xml" in page
    assert (row.name, row.role, row.invited_by) == ("Cháu Hà", "packer", owner.user)
    assert token not in row.token_hash
    assert row.expires_at - row.created_at == dt.timedelta(days=7)
    listing = client.get(reverse("vendors:centre-people", args=[owner.vendor.slug])).content.decode()
    assert "Cháu Hà" in listing
    assert token not in listing


@pytest.mark.parametrize("role", ["owner", "", "boss"])
def test_no_owner_is_invited(client: Client, role: str):
    owner = make_member()
    sign_in(client, owner.user)
    where = reverse("vendors:centre-invite", args=[owner.vendor.slug])
    answer = client.post(where, {"role": role, "name": "Bác Tư"})
    assert answer.status_code == 422
    assert "Bác Tư" in answer.content.decode()
    assert client.post(where, {"role": "packer", "name": "A" * 300}).status_code == 422
    with pytest.raises(PeopleRefused):
        invite(owner, Role.OWNER)
    assert not Invitation.objects.exists()


def test_a_stranger_sees_shop_and_role_and_signs_in_first(client: Client):
    owner = make_member(user=make_user(name="Cô Thắm"))
    made = invite(owner)
    page = client.get(page_of(made.token)).content.decode()
    assert owner.vendor.name in page
    assert "Đóng gói" in page
    assert "Cô Thắm" not in page
    assert f"next={page_of(made.token)}".replace("/", "%2F") in page or f"next={page_of(made.token)}" in page
    answer = client.post(page_of(made.token))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert Member.objects.count() == 1


def test_looking_accepts_nothing_and_the_button_does(client: Client):
    owner, guest = make_member(), make_user()
    made = invite(owner)
    sign_in(client, guest)
    assert client.get(page_of(made.token)).status_code == 200
    assert not Member.objects.filter(user=guest).exists()
    answer = client.post(page_of(made.token))
    assert answer["Location"] == reverse("vendors:centre-home", args=[owner.vendor.slug])
    assert Member.objects.get(user=guest).role == Role.PACKER
    entry = AuditEntry.objects.get(actor=guest)
    assert (entry.action, entry.role) == ("vendors:invitation", "packer")


def test_used_revoked_old_and_made_up_links_say_so(client: Client):
    owner = make_member()
    used, revoked, old = (invite(owner) for _number in range(3))
    invitations.invitation_accept(token=used.token, user=make_user())
    assert invitations.invitation_revoke(vendor=owner.vendor, pk=revoked.row.pk)
    past = timezone.now() - dt.timedelta(days=8)
    Invitation.objects.filter(pk=old.row.pk).update(created_at=past, expires_at=past + dt.timedelta(days=7))
    guest = make_user()
    sign_in(client, guest)
    for token, words in (
        (used.token, "đã có người nhận"),
        (revoked.token, "thu hồi"),
        (old.token, "quá 7 ngày"),
        ("khong-co-that", "chưa đúng"),
    ):
        for answer, status in ((client.get(page_of(token)), 410), (client.post(page_of(token)), 409)):
            assert answer.status_code == status
            assert words in answer.content.decode()
            assert owner.vendor.name not in answer.content.decode()
    assert not Member.objects.filter(user=guest).exists()


def test_a_member_does_not_use_up_an_invitation(client: Client):
    owner = make_member()
    made = invite(owner)
    sign_in(client, owner.user)
    assert client.post(page_of(made.token)).status_code == 302
    assert Member.objects.get(user=owner.user).role == Role.OWNER
    assert Invitation.objects.open().filter(pk=made.row.pk).exists()


def test_one_is_withdrawn_by_its_own_shop_only(client: Client):
    owner, other = make_member(), make_member()
    made = invite(owner)
    sign_in(client, other.user)
    wrong = reverse("vendors:centre-invite-revoke", args=[other.vendor.slug, made.row.pk])
    assert client.post(wrong).status_code == 404
    assert Invitation.objects.open().exists()
    sign_in(client, owner.user)
    assert (
        client.post(reverse("vendors:centre-invite-revoke", args=[owner.vendor.slug, made.row.pk])).status_code == 302
    )
    assert not Invitation.objects.open().exists()


def test_a_link_goes_to_a_telephone(client: Client):
    owner = make_member()
    made = invite(owner)
    sign_in(client, owner.user)
    where = reverse("vendors:centre-invite-send", args=[owner.vendor.slug, made.row.pk])
    assert client.post(where, {"token": made.token, "phone": "12"}).status_code == 422
    assert client.post(where, {"token": "khac", "phone": "0912345678"}).status_code == 404
    assert not Message.objects.exists()
    answer = client.post(where, {"token": made.token, "phone": "0912 345 678"})
    assert answer.status_code == 200
    assert link_in(answer.content.decode()) == made.token
    message = Message.objects.get()
    assert (message.kind, message.to, message.secret) == ("vendor-invitation", "+84912345678", True)
    assert made.token in message.body
    assert owner.vendor.name in message.body


def test_a_shop_nobody_has_verified_is_not_named_in_messages(client: Client):
    owner = make_member(vendor=make_vendor(name="Trúng thưởng 500 triệu", status=VendorStatus.DRAFT))
    made = invite(owner)
    sign_in(client, owner.user)
    where = reverse("vendors:centre-invite-send", args=[owner.vendor.slug, made.row.pk])
    assert client.post(where, {"token": made.token, "phone": "0912345678"}).status_code == 200
    assert "Trúng thưởng" not in Message.objects.get().body


def test_messages_to_one_number_are_limited(client: Client, settings):
    settings.RATE_LIMITS = True
    owner = make_member()
    made = invite(owner)
    sign_in(client, owner.user)
    where = reverse("vendors:centre-invite-send", args=[owner.vendor.slug, made.row.pk])
    answers = [client.post(where, {"token": made.token, "phone": "0912345678"}).status_code for _number in range(4)]
    assert answers == [200, 200, 200, 429]
    assert Message.objects.count() == 3


def test_a_shop_has_so_many_open_invitations():
    owner = make_member()
    for _number in range(invitations.MOST_OPEN):
        invite(owner)
    with pytest.raises(PeopleRefused):
        invite(owner)


def test_old_ones_are_deleted():
    owner = make_member()
    made = invite(owner)
    past = timezone.now() - dt.timedelta(days=100)
    Invitation.objects.filter(pk=made.row.pk).update(created_at=past, expires_at=past + dt.timedelta(days=7))
    kept = invite(owner)
    invitations.invitations_prune()
    assert list(Invitation.objects.all()) == [kept.row]
