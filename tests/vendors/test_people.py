"""Members of a shop: seen and changed by its owner only, one owner always, and all of it on the record."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member, make_officer
from vendors.access import access_to
from vendors.models import AuditEntry, Invitation, Member, Notice, Role, Vendor
from vendors.people import services as people

pytestmark = pytest.mark.django_db


def url(name: str, vendor: Vendor, *args: object) -> str:
    return reverse(f"vendors:{name}", args=[vendor.slug, *args])


def roles(vendor: Vendor) -> dict[int, str]:
    return dict(Member.objects.filter(vendor=vendor).values_list("user_id", "role"))


def test_the_owner_sees_everybody_and_what_each_may_do(client: Client, django_assert_max_num_queries):
    owner = make_member()
    for number in range(12):
        make_member(vendor=owner.vendor, role=Role.PACKER, user=make_user(name=f"Chị Hà {number}"))
    sign_in(client, owner.user)
    with django_assert_max_num_queries(15):
        page = client.get(url("centre-people", owner.vendor)).content.decode()
    assert "Chị Hà 7" in page
    assert str(people.ROLE_WORDS[Role.PACKER]) in page
    assert reverse("vendors:centre-invite", args=[owner.vendor.slug]) in page


def test_someone_without_a_name_is_shown_by_a_masked_number(client: Client):
    owner = make_member()
    other = make_member(vendor=owner.vendor, role=Role.HOST)
    sign_in(client, owner.user)
    page = client.get(url("centre-people", owner.vendor)).content.decode()
    assert str(other.user.phone) not in page
    assert people.name_of(other.user) in page


def test_a_role_is_changed_and_written_down(client: Client):
    owner = make_member()
    other = make_member(vendor=owner.vendor, role=Role.PACKER)
    sign_in(client, owner.user)
    answer = client.post(url("centre-member", owner.vendor, other.pk), {"role": "host"})
    assert answer.status_code == 302
    assert roles(owner.vendor)[other.user_id] == Role.HOST
    entry = AuditEntry.objects.get(vendor=owner.vendor)
    assert (entry.action, entry.target, entry.actor) == ("vendors:centre-member", str(other.pk), owner.user)


@pytest.mark.parametrize("role", ["owner", "boss", ""])
def test_nobody_is_made_owner_by_the_form(client: Client, role: str):
    owner = make_member()
    other = make_member(vendor=owner.vendor, role=Role.PACKER)
    sign_in(client, owner.user)
    assert client.post(url("centre-member", owner.vendor, other.pk), {"role": role}).status_code == 422
    assert roles(owner.vendor) == {owner.user_id: "owner", other.user_id: "packer"}
    assert not AuditEntry.objects.exists()


def test_the_owner_is_neither_changed_nor_removed(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    assert client.post(url("centre-member", owner.vendor, owner.pk), {"role": "packer"}).status_code == 404
    assert client.post(url("centre-member-remove", owner.vendor, owner.pk)).status_code == 404
    assert client.post(url("centre-leave", owner.vendor)).status_code == 422
    for call in (
        lambda: people.member_remove(vendor=owner.vendor, pk=owner.pk),
        lambda: people.role_change(vendor=owner.vendor, pk=owner.pk, role=Role.PACKER),
    ):
        with pytest.raises(people.PeopleRefused):
            call()
    assert roles(owner.vendor) == {owner.user_id: "owner"}


def test_somebody_is_let_go_and_somebody_leaves(client: Client):
    owner = make_member()
    gone, leaving = (make_member(vendor=owner.vendor, role=Role.PACKER) for _number in range(2))
    sign_in(client, owner.user)
    assert client.get(url("centre-member-remove", owner.vendor, gone.pk)).status_code == 200
    assert client.post(url("centre-member-remove", owner.vendor, gone.pk)).status_code == 302
    sign_in(client, leaving.user)
    assert client.get(url("centre-leave", owner.vendor)).status_code == 200
    assert client.post(url("centre-leave", owner.vendor)).status_code == 302
    assert roles(owner.vendor) == {owner.user_id: "owner"}
    assert client.get(url("centre-home", owner.vendor)).status_code == 404


PAGES = [
    ("centre-people", ()),
    ("centre-invite", ()),
    ("centre-invite-send", (1,)),
    ("centre-invite-revoke", (1,)),
    ("centre-member", (1,)),
    ("centre-member-remove", (1,)),
    ("centre-hand-over", ()),
    ("centre-marks", ()),
    ("centre-marks-withdraw", ()),
]


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("packer", 403), ("rival", 404), ("nobody", 404)])
def test_people_are_the_owners_business(client: Client, name: str, args: tuple[int, ...], who: str, status: int):
    owner = make_member()
    target = make_member(vendor=owner.vendor, role=Role.BOOKKEEPER)
    others = {
        "manager": lambda: make_member(vendor=owner.vendor, role=Role.MANAGER).user,
        "packer": lambda: make_member(vendor=owner.vendor, role=Role.PACKER).user,
        "rival": lambda: make_member().user,
        "nobody": make_user,
    }
    sign_in(client, others[who](), "code")
    before = roles(owner.vendor)
    where = url(name, owner.vendor, *(target.pk for _arg in args))
    data = {"role": "manager", "member": target.pk, "sure": "on", "women_led": "on", "agree": "on"}
    assert client.get(where).status_code == status
    assert client.post(where, data).status_code == status
    assert roles(owner.vendor) == before
    assert not AuditEntry.objects.exists()


def test_a_member_of_another_shop_is_no_page_here(client: Client):
    owner, stranger = make_member(), make_member(role=Role.PACKER)
    sign_in(client, owner.user)
    for name in ("centre-member", "centre-member-remove"):
        assert client.post(url(name, owner.vendor, stranger.pk), {"role": "host"}).status_code == 404
    assert roles(stranger.vendor) == {stranger.user_id: "packer"}


# ── Handing over ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_shop_is_handed_over_after_a_code(client: Client):
    owner = make_member()
    new = make_member(vendor=owner.vendor, role=Role.PACKER)
    where, data = url("centre-hand-over", owner.vendor), {"member": new.pk, "sure": "on"}
    sign_in(client, owner.user)
    for answer in (client.get(where), client.post(where, data)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("accounts:stepup"))
    assert roles(owner.vendor)[owner.user_id] == Role.OWNER
    assert not AuditEntry.objects.exists(), "being asked for a code is no change"

    sign_in(client, owner.user, "code")
    assert client.post(where, data | {"sure": ""}).status_code == 422
    assert client.post(where, data).status_code == 302
    assert roles(owner.vendor) == {owner.user_id: "manager", new.user_id: "owner"}
    assert AuditEntry.objects.get().action == "vendors:centre-hand-over"
    told = set(Notice.objects.filter(vendor=owner.vendor, kind="vendor-owner").values_list("user_id", flat=True))
    assert told == {owner.user_id, new.user_id}


def test_only_to_somebody_who_works_here(client: Client):
    owner, stranger = make_member(), make_member()
    erased = make_member(vendor=owner.vendor, role=Role.MANAGER, user=make_user(is_active=False))
    sign_in(client, owner.user, "code")
    answer = client.post(url("centre-hand-over", owner.vendor), {"member": stranger.pk, "sure": "on"})
    assert answer.status_code == 422
    for pk in (stranger.pk, erased.pk, owner.pk):
        with pytest.raises(people.PeopleRefused):
            people.hand_over(vendor=owner.vendor, owner=owner.user, pk=pk)
    assert roles(owner.vendor)[owner.user_id] == Role.OWNER


def test_the_database_knows_one_owner_only():
    owner = make_member()
    with pytest.raises(IntegrityError):
        make_member(vendor=owner.vendor)


# ── The record ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_record_reads_in_words_and_in_pages(client: Client, django_assert_max_num_queries):
    owner = make_member(user=make_user(name="Cô Thắm"))
    officer = make_user(name="Anh Huy")
    own = {"vendor": owner.vendor, "actor": owner.user, "as_kind": "member", "role": "owner"}
    AuditEntry.objects.bulk_create([AuditEntry(**own, action="vendors:centre-invite") for _number in range(60)])
    rows = [
        AuditEntry(vendor=owner.vendor, actor=officer, as_kind="officer", action="vendors:officer-draft"),
        AuditEntry(vendor=owner.vendor, actor=None, as_kind="staff", action="somewhere:unknown", target="12"),
        AuditEntry(vendor=owner.vendor, actor=officer, as_kind="staff", action="vendors:centre-shop"),
        AuditEntry(vendor=owner.vendor, actor=officer, as_kind="staff", action="vendors:review-verify"),
    ]
    AuditEntry.objects.bulk_create(rows)
    sign_in(client, owner.user)
    with django_assert_max_num_queries(15):
        page = client.get(url("centre-audit", owner.vendor)).content.decode()
    for words in ("Tạo lời mời", "Cô Thắm", "Soạn giúp gian hàng", "Anh Huy", "Cán bộ soạn giúp", "Chợ Làng làm thay"):
        assert words in page
    assert page.count("Chợ Làng làm thay") == 1, "reviewing is done in the marketplace's own name"
    assert "somewhere:unknown 12" in page
    assert "Người đã xoá tài khoản" in page
    assert "trang=2" in page
    assert client.get(url("centre-audit", owner.vendor), {"trang": "999"}).status_code == 200


def test_the_record_is_not_for_packers_nor_for_others(client: Client):
    owner = make_member()
    for user, status in ((make_member(vendor=owner.vendor, role=Role.PACKER).user, 403), (make_member().user, 404)):
        sign_in(client, user)
        assert client.get(url("centre-audit", owner.vendor)).status_code == status


def test_every_role_is_explained():
    assert set(people.ROLE_WORDS) == set(Role)


# ── Several shops ────────────────────────────────────────────────────────────────────────────────────────────────────
def test_one_person_switches_between_shops(client: Client):
    first = make_member()
    second = make_member(user=first.user, vendor=make_vendor(), role=Role.PACKER)
    sign_in(client, first.user)
    page = client.get(reverse("vendors:centre-switch")).content.decode()
    assert first.vendor.name in page
    assert second.vendor.name in page
    assert reverse("vendors:officer-home") not in page
    make_officer(user=first.user)
    assert reverse("vendors:officer-home") in client.get(reverse("vendors:centre-switch")).content.decode()
    access = access_to(first.user, second.vendor.slug)
    assert access is not None
    assert access.role == Role.PACKER


def test_that_there_are_marks_is_read_by_the_owner_only(client: Client):
    owner = make_member()
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    people.written(vendor=owner.vendor, user=owner.user, action="vendors:centre-marks", as_kind="member", role="owner")
    for user, seen in ((owner.user, True), (manager.user, False)):
        sign_in(client, user)
        page = client.get(url("centre-audit", owner.vendor)).content.decode()
        assert ("Ghi đặc điểm chủ gian hàng" in page) is seen


def test_links_of_the_old_owner_end_with_the_hand_over():
    owner = make_member()
    heir = make_member(vendor=owner.vendor, role=Role.MANAGER)
    made = Invitation.objects.create(
        vendor=owner.vendor,
        role=Role.MANAGER,
        token_hash="x" * 64,
        invited_by=owner.user,
        expires_at=timezone.now() + dt.timedelta(days=7),
    )
    people.hand_over(vendor=owner.vendor, owner=owner.user, pk=heir.pk)
    made.refresh_from_db()
    assert made.revoked_at is not None
