"""Who signs for a shop once its owner has gone: a hand-over, and an owner whom the staff name."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.privacy import erase_user
from core.models import Message
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member, make_officer
from vendors.joining import contract, verification
from vendors.joining.entries import contract_unsigned
from vendors.joining.verification import StepRefused
from vendors.models import (
    Assistance,
    AuditEntry,
    ContractAcceptance,
    Invitation,
    Member,
    Notice,
    OwnerNaming,
    Role,
    Vendor,
    VendorStatus,
)
from vendors.people import invitations, succession
from vendors.people import services as people
from vendors.people.record import words_of

pytestmark = pytest.mark.django_db


def url(name: str, vendor: Vendor) -> str:
    return reverse(f"vendors:{name}", args=[vendor.slug])


def signed(member: Member) -> ContractAcceptance:
    return contract.accept(vendor=member.vendor, user=member.user, language="vi", ip="203.0.113.7")


def sign(client: Client, vendor: Vendor) -> Any:
    return client.post(url("centre-papers-contract", vendor), {"version": contract.VERSION, "agree": "on"})


def namer(client: Client, *permissions: str, proofs: tuple[str, ...] = ("mfa",)) -> User:
    """Signed in, of the staff, with the right to name owners, and `permissions` besides."""
    staff = make_staff(superuser=False)
    staff.user_permissions.set(Permission.objects.filter(codename__in=("name_owner", *permissions)))
    sign_in(client, staff, *proofs)
    return staff


def orphan() -> Vendor:
    """A shop that closed when its owner erased their account; a manager works there still."""
    owner = make_member()
    signed(owner)
    make_member(vendor=owner.vendor, role=Role.MANAGER)
    erase_user(user=owner.user)
    owner.vendor.refresh_from_db()
    return owner.vendor


# ── The contract ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_acceptance_names_the_person_the_version_and_the_time(client: Client):
    owner = make_member(user=make_user(name="Nguyễn Thị Hạnh"))
    sign_in(client, owner.user)
    assert sign(client, owner.vendor).status_code == 302
    kept = ContractAcceptance.objects.get()
    assert (kept.user, kept.signer, kept.version) == (owner.user, "Nguyễn Thị Hạnh", contract.VERSION)
    for name in ("centre-papers-contract", "centre-papers"):
        shown = client.get(url(name, owner.vendor)).content.decode()
        assert "Nguyễn Thị Hạnh" in shown
        assert contract.VERSION in shown
    nameless = make_member()
    assert nameless.user.phone
    assert signed(nameless).signer not in ("", nameless.user.phone), "a number that is masked"


def test_a_new_owner_signs_anew_and_money_waits_until_then(client: Client):
    owner = make_member()
    new = make_member(vendor=owner.vendor, role=Role.MANAGER)
    vendor = owner.vendor
    signed(owner)
    home, bank = url("centre-home", vendor), url("centre-papers-account", vendor)
    sign_in(client, owner.user, "code")
    assert client.get(bank).status_code == 200
    people.hand_over(vendor=vendor, owner=owner.user, pk=new.pk)
    assert contract.accepted(vendor) is None

    sign_in(client, new.user, "code")
    assert url("centre-papers-contract", vendor) in client.get(home).content.decode()
    data = {"bank_bin": "970405", "account": "1234567890", "holder": "TRAN VAN AN"}
    for answer in (client.get(bank), client.post(bank, data)):
        assert answer["Location"] == url("centre-papers-contract", vendor)
    assert not AuditEntry.objects.exists()
    assert sign(client, vendor).status_code == 302
    assert url("centre-papers-contract", vendor) not in client.get(home).content.decode()
    assert client.get(bank).status_code == 200
    assert client.post(bank, data).status_code == 302
    vendor.dossier.refresh_from_db()
    assert vendor.dossier.holder == "TRAN VAN AN"
    sign_in(client, owner.user)  # a manager now
    assert client.get(bank).status_code == 403


def test_the_task_is_the_owners_and_of_shops_that_were_handed_in(client: Client):
    owner = make_member()
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    assert contract_unsigned(owner.vendor) is not None
    sign_in(client, manager.user)
    assert (
        url("centre-papers-contract", owner.vendor) not in client.get(url("centre-home", owner.vendor)).content.decode()
    )
    assert contract_unsigned(make_vendor(status=VendorStatus.DRAFT)) is None


def test_what_one_owner_signed_and_proved_is_not_in_the_next_ones_copy():
    from vendors.joining.privacy import export

    owner = make_member(user=make_user(name="Chủ cũ"))
    new = make_member(vendor=owner.vendor, role=Role.MANAGER)
    signed(owner)
    people.hand_over(vendor=owner.vendor, owner=owner.user, pk=new.pk)
    assert export(new.user)[0]["contracts"] == []
    signed(new)
    assert [row["signer"] for row in export(new.user)[0]["contracts"]] != ["Chủ cũ"]


# ── A shop without an owner ──────────────────────────────────────────────────────────────────────────────────────────
def test_from_no_owner_to_an_open_shop(client: Client):
    vendor = orphan()
    staff = namer(client, "review_vendor")
    invitations.invitation_create(vendor=vendor, by=staff, role=Role.HOST)
    assert url("review", vendor) in client.get(reverse("vendors:review-queue")).content.decode()
    assert url("owner-name", vendor) in client.get(url("review", vendor)).content.decode()
    with pytest.raises(StepRefused, match="chủ"):
        verification.restore(vendor=vendor, by=staff)
    new = make_user(name="Trần Văn An")
    reason = "Biên bản họp hợp tác xã ngày 20/11."
    answer = client.post(url("owner-name", vendor), {"person": new.phone_display, "reason": reason})
    assert (answer.status_code, answer["Location"]) == (302, url("review", vendor))
    assert Member.objects.get(vendor=vendor, role=Role.OWNER).user == new
    naming = OwnerNaming.objects.get()
    assert (naming.owner, naming.by, naming.reason) == (new, staff, reason)
    entry = AuditEntry.objects.get(action="vendors:owner-name")
    assert (entry.actor, entry.as_kind) == (staff, "staff")
    assert words_of(entry.action)
    assert not Invitation.objects.open().exists()
    assert Notice.objects.get(user=new, kind="vendor-owner-named").context["reason"].startswith("Biên bản")
    assert "Biên bản họp" in Message.objects.to_any(new.phone).filter(kind="vendor-owner-named").get().body
    assert reason in client.get(url("owner-name", vendor)).content.decode()

    with pytest.raises(StepRefused, match="hợp đồng"):
        verification.restore(vendor=vendor, by=staff)
    sign_in(client, new)
    assert url("centre-papers-contract", vendor) in client.get(url("centre-home", vendor)).content.decode()
    assert sign(client, vendor).status_code == 302
    verification.restore(vendor=vendor, by=staff)
    vendor.refresh_from_db()
    assert vendor.status == VendorStatus.VERIFIED


def test_somebody_who_works_there_becomes_the_owner_found_by_address(client: Client):
    vendor = orphan()
    manager = vendor.members.get().user
    User.objects.filter(pk=manager.pk).update(phone=None, phone_verified=False, phone_since=None, email="an@example.vn")
    EmailAddress.objects.create(user=manager, email="an@example.vn", verified=True, primary=True)
    namer(client)
    answer = client.post(url("owner-name", vendor), {"person": "An@example.vn", "reason": "Quản lý nhận làm chủ"})
    assert answer["Location"] == url("owner-name", vendor), "who names owners need not be who reviews"
    assert vendor.members.get().role == Role.OWNER
    assert Message.objects.to_any("an@example.vn").filter(kind="vendor-owner-named").exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"person": ""}, "person"),
        ({"person": "0961111111"}, "person"),
        ({"person": "khong-co@example.vn"}, "person"),
        ({"person": "12"}, "person"),
    ],
)
def test_what_is_lacking_is_said_at_the_field(client: Client, data: dict[str, str], field: str):
    vendor, new = orphan(), make_user()
    namer(client)
    answer = client.post(url("owner-name", vendor), {"person": new.phone, "reason": "Vì sao"} | data)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not OwnerNaming.objects.exists()


def test_not_where_somebody_owns_it_or_an_officer_drafts_it(client: Client):
    new, owner = make_user(), make_member()
    drafted = make_vendor(status=VendorStatus.DRAFT)
    Assistance.objects.create(vendor=drafted, officer=make_officer().user)
    namer(client)
    for vendor in (owner.vendor, drafted):
        assert 'name="person"' not in client.get(url("owner-name", vendor)).content.decode()
        answer = client.post(url("owner-name", vendor), {"person": new.phone, "reason": "Vì sao"})
        assert answer.status_code == 409
    assert Member.objects.get() == owner
    assert owner.vendor not in succession.ownerless()


def test_nobody_names_themselves(client: Client):
    vendor = orphan()
    staff = namer(client)
    answer = client.post(url("owner-name", vendor), {"person": staff.phone, "reason": "Tôi nhận"})
    assert answer.status_code == 409
    assert not vendor.members.filter(role=Role.OWNER).exists()


def test_only_staff_with_the_right_and_a_second_factor(client: Client):
    vendor, new = orphan(), make_user()
    where, data = url("owner-name", vendor), {"person": new.phone, "reason": "Vì sao"}
    manager = vendor.members.get().user
    reviewer = make_staff(superuser=False)
    reviewer.user_permissions.add(Permission.objects.get(codename="review_vendor"))
    for user in (manager, new, make_member().user, reviewer):
        sign_in(client, user, "mfa")
        assert client.get(where).status_code == 403
        assert client.post(where, data).status_code == 403
    assert where not in client.get(url("review", vendor)).content.decode()
    namer(client, proofs=("code",))
    assert client.post(where, data)["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not OwnerNaming.objects.exists()
