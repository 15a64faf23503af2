"""Verification: which step may follow which, who may take it, who is told, and the staff's pages."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from core.events import subscribe, unsubscribe
from tests.factories.accounts import last_message, make_staff, make_user, sign_in
from tests.factories.applications import make_application, make_paper
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.events import VendorChanged
from vendors.joining import documents, verification
from vendors.joining import services as joining
from vendors.joining.verification import TRANSITIONS, StepRefused
from vendors.models import (
    AuditEntry,
    Dossier,
    Notice,
    Paper,
    PaperState,
    Role,
    ShopProfile,
    Vendor,
    VendorStatus,
    VendorStatusChange,
)

pytestmark = pytest.mark.django_db
QUEUE = "/kiem-duyet/gian-hang/"


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def reviewer(client: Client) -> User:
    user = make_staff(superuser=False, name="Vũ Minh Anh")
    user.user_permissions.add(Permission.objects.get(codename="review_vendor"))
    sign_in(client, user, "mfa")
    return user


def applied(**fields: Any) -> Vendor:
    vendor = make_application(**fields)
    verification.submit(vendor=vendor, by=vendor.members.get().user)
    return vendor


def accept_all(vendor: Vendor) -> None:
    Paper.objects.filter(vendor=vendor).update(state=PaperState.ACCEPTED)


# ── Steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_from_application_to_open_shop_and_back():
    vendor, staff = applied(), make_user()
    owner = vendor.members.get().user
    told: list[int] = []

    def listen(event: VendorChanged) -> None:
        told.append(event.vendor_id)

    subscribe(VendorChanged, listen, durable=True)
    try:
        verification.take(vendor=vendor, by=staff)
        accept_all(vendor)
        verification.verify(vendor=vendor, by=staff)
        verification.suspend(vendor=vendor, by=staff, reason="Hàng không đúng nhãn")
        verification.restore(vendor=vendor, by=staff)
    finally:
        unsubscribe(VendorChanged, listen)
    assert told == [vendor.pk] * 4
    steps = [(change.source, change.target) for change in vendor.status_changes.all()]
    assert steps == [
        ("draft", "applied"),
        ("applied", "in_review"),
        ("in_review", "verified"),
        ("verified", "suspended"),
        ("suspended", "verified"),
    ]
    assert [n.kind for n in Notice.objects.order_by("pk")] == ["vendor-verified", "vendor-suspended", "vendor-verified"]
    assert last_message(owner.phone).kind == "vendor-verified"
    profile = ShopProfile.objects.get(vendor=vendor)
    assert (profile.address_line, profile.registration_number) == ("Thôn 3", "0100233488")


def test_a_personal_number_never_gets_into_the_public_profile():
    vendor = applied(kind="household")
    verification.take(vendor=vendor, by=make_user())
    accept_all(vendor)
    verification.verify(vendor=vendor, by=make_user())
    assert ShopProfile.objects.get(vendor=vendor).registration_number == ""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sent_back_says_why_in_the_owners_language(language: str):
    vendor = applied()
    owner = vendor.members.get().user
    User.objects.filter(pk=owner.pk).update(language=language)
    verification.send_back(vendor=vendor, by=make_user(), reason="Giấy đăng ký chụp thiếu trang 2")
    message = last_message(owner.phone)
    assert (message.kind, message.language) == ("vendor-sent-back", language)
    assert "thiếu trang 2" in message.body
    assert Vendor.objects.get(pk=vendor.pk).status == VendorStatus.DRAFT
    verification.submit(vendor=vendor, by=owner)  # and once more


@pytest.mark.parametrize("status", VendorStatus)
def test_nothing_but_the_steps_of_the_table(status: VendorStatus):
    acts = {
        VendorStatus.IN_REVIEW: lambda v, by: verification.take(vendor=v, by=by),
        VendorStatus.VERIFIED: lambda v, by: verification.verify(vendor=v, by=by),
        VendorStatus.DRAFT: lambda v, by: verification.send_back(vendor=v, by=by, reason="x"),
        VendorStatus.SUSPENDED: lambda v, by: verification.suspend(vendor=v, by=by, reason="x"),
    }
    staff = make_user()
    for target, act in acts.items():
        if target in TRANSITIONS[status] or (status, target) == (VendorStatus.SUSPENDED, VendorStatus.VERIFIED):
            continue
        vendor = make_application()
        accept_all(vendor)
        Vendor.objects.filter(pk=vendor.pk).update(status=status)
        with pytest.raises(StepRefused):
            act(vendor, staff)
        assert Vendor.objects.get(pk=vendor.pk).status == status
        assert not vendor.status_changes.exists()


def test_verifying_needs_the_papers_accepted_and_reasons_are_given():
    vendor, staff = applied(), make_user()
    verification.take(vendor=vendor, by=staff)
    with pytest.raises(StepRefused, match="hợp tác xã"):
        verification.verify(vendor=vendor, by=staff)
    with pytest.raises(StepRefused, match="lý do"):
        verification.send_back(vendor=vendor, by=staff, reason=" \u200b ")
    assert Vendor.objects.get(pk=vendor.pk).status == VendorStatus.IN_REVIEW


def test_nobody_reviews_a_shop_they_work_in():
    vendor = applied()
    staff = make_member(vendor=vendor, role=Role.PACKER).user
    with pytest.raises(StepRefused, match="đồng nghiệp"):
        verification.take(vendor=vendor, by=staff)


def test_of_two_at_the_same_moment_one_takes_it():
    vendor = applied()
    stale = Vendor.objects.get(pk=vendor.pk)
    verification.take(vendor=vendor, by=make_user())
    with pytest.raises(StepRefused, match="Đang xét"):
        verification.take(vendor=stale, by=make_user())
    assert VendorStatusChange.objects.filter(target="in_review").count() == 1


def test_what_is_handed_in_twice_is_refused():
    vendor = applied()
    with pytest.raises(StepRefused):
        verification.submit(vendor=vendor, by=vendor.members.get().user)


# ── The staff's pages ────────────────────────────────────────────────────────────────────────────────────────────────
def test_only_reviewers_with_a_second_factor_get_in(client: Client):
    vendor = applied()
    paper = Paper.objects.get()
    paths = [QUEUE, f"{QUEUE}{vendor.slug}/", f"{QUEUE}{vendor.slug}/giay-to/{paper.pk}/"]
    owner = vendor.members.get().user
    staff = make_staff(superuser=False)
    boss = make_staff()
    for path in paths:
        client.logout()
        assert client.get(path)["Location"].startswith("/tai-khoan/dang-nhap/")
        for user in (owner, make_user(), staff):
            sign_in(client, user, "mfa")
            assert client.get(path).status_code == 403
        sign_in(client, boss)
        assert client.get(path).status_code == 302
        sign_in(client, boss, "mfa")
        assert client.get(path).status_code == 200
    sign_in(client, staff, "mfa")
    assert client.post(paths[1], {"action": "take"}).status_code == 403
    assert Vendor.objects.get(pk=vendor.pk).status == VendorStatus.APPLIED


def test_the_queue_begins_with_who_waited_longest(client: Client, reviewer: User, django_assert_max_num_queries: Any):
    second, first = applied(name="HTX Sau"), applied(name="HTX Trước")
    Dossier.objects.filter(vendor=first).update(submitted_at="2026-01-01T00:00:00Z")
    make_application(name="HTX Nháp")
    open_one = make_vendor(name="HTX Đang bán")
    make_paper(vendor=open_one, by=make_user())
    with django_assert_max_num_queries(15):
        page = client.get(QUEUE).content.decode()
    assert page.index("HTX Trước") < page.index("HTX Sau") < page.index("HTX Đang bán")
    assert "HTX Nháp" not in page
    assert second.name in page


def test_an_application_is_decided_page_by_page(client: Client, reviewer: User, django_assert_max_num_queries: Any):
    vendor = applied()
    path = f"{QUEUE}{vendor.slug}/"
    paper = Paper.objects.get()
    with django_assert_max_num_queries(15):
        page = client.get(path).content.decode()
    for text in ("0100233488", "đúng số kiểm tra", "••••••7890", "NGUYEN VAN BINH", "thử nghiệm"):
        assert text in page
    assert "1234567890" not in page
    client.post(path, {"action": "take"})
    empty = client.post(path, {"action": "paper-reject", "pk": paper.pk, "reason": ""})
    assert empty.status_code == 409
    assert "Ghi lý do" in empty.content.decode()
    seen = client.get(path).context["seen"]
    early = client.post(path, {"action": "verify", "seen": seen})
    assert (early.status_code, "Còn giấy chưa duyệt" in early.content.decode()) == (409, True)
    client.post(path, {"action": "paper-accept", "pk": paper.pk})
    client.post(path, {"action": "verify", "seen": seen})
    vendor.refresh_from_db()
    paper.refresh_from_db()
    assert (vendor.status, paper.state, paper.reviewed_by) == (VendorStatus.VERIFIED, PaperState.ACCEPTED, reviewer)
    assert client.get(f"/gian-hang/{vendor.slug}/").status_code == 200
    silent = client.post(path, {"action": "suspend", "reason": " "}).content.decode()
    assert 'aria-invalid="true" aria-describedby="reason-loi"' in silent
    client.post(path, {"action": "suspend", "reason": "Hàng giả"})
    assert client.get(f"/gian-hang/{vendor.slug}/").status_code == 404
    client.post(path, {"action": "restore"})
    done = list(
        AuditEntry.objects.filter(vendor=vendor, actor=reviewer).order_by("pk").values_list("action", flat=True)
    )
    assert done == [f"vendors:review-{what}" for what in ("take", "paper-accept", "verify", "suspend", "restore")]


@pytest.mark.parametrize("action", ["", "explode", "submit"])
def test_an_unknown_button_does_nothing(client: Client, reviewer: User, action: str):
    vendor = applied()
    assert client.post(f"{QUEUE}{vendor.slug}/", {"action": action}).status_code == 409
    assert not AuditEntry.objects.filter(actor=reviewer).exists()


def test_a_personal_number_is_shown_on_request_and_on_record(client: Client, reviewer: User):
    vendor = applied(kind="farmer")
    path = f"{QUEUE}{vendor.slug}/"
    assert "001099012345" not in client.get(path).content.decode()
    assert "001099012345" in client.post(path, {"action": "reveal"}).content.decode()
    assert AuditEntry.objects.get(actor=reviewer).action == "vendors:review-reveal"


def test_the_same_tax_code_twice_is_a_warning(client: Client, reviewer: User):
    one, two = applied(name="HTX Một"), applied(name="HTX Hai")
    page = client.get(f"{QUEUE}{one.slug}/").content.decode()
    assert "Trùng mã số thuế" in page
    assert f"{QUEUE}{two.slug}/" in page


def test_papers_of_one_application_are_not_another_ones(client: Client, reviewer: User):
    one, two = applied(), applied()
    foreign = Paper.objects.get(vendor=two)
    assert client.get(f"{QUEUE}{one.slug}/giay-to/{foreign.pk}/").status_code == 404
    assert client.post(f"{QUEUE}{one.slug}/", {"action": "paper-accept", "pk": foreign.pk}).status_code == 404
    assert client.get(f"{QUEUE}khong-co/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == PaperState.PENDING
    answer = client.get(f"{QUEUE}{two.slug}/giay-to/{foreign.pk}/")
    assert answer["X-Accel-Redirect"].endswith(foreign.path)
    assert AuditEntry.objects.get(actor=reviewer).action == "vendors:review-paper"


def test_changes_of_an_open_shop_are_ticked_off(client: Client, reviewer: User):
    vendor = make_vendor()
    Dossier.objects.create(vendor=vendor, changed_at="2026-11-01T00:00:00Z")
    assert vendor.name in client.get(QUEUE).content.decode()
    client.post(f"{QUEUE}{vendor.slug}/", {"action": "seen", "seen": "another state"})
    assert Dossier.objects.get().changed_at is not None
    client.post(f"{QUEUE}{vendor.slug}/", {"action": "seen", "seen": verification.seen_of(Dossier.objects.get())})
    assert Dossier.objects.get().changed_at is None
    assert vendor.name not in client.get(QUEUE).content.decode()


def test_a_rejected_paper_reaches_who_looks_after_papers():
    vendor = applied()
    packer = make_member(vendor=vendor, role=Role.PACKER).user
    documents.paper_reject(vendor=vendor, pk=Paper.objects.get().pk, by=make_user(), reason="Mờ")
    assert not Notice.objects.filter(user=packer).exists()
    assert Notice.objects.get().context["reason"] == "Mờ"


def test_what_changed_after_it_was_read_is_not_verified(client: Client, reviewer: User):
    vendor = applied()
    path = f"{QUEUE}{vendor.slug}/"
    client.post(path, {"action": "take"})
    accept_all(vendor)
    vendor.refresh_from_db()
    joining.representative_save(vendor=vendor, representative="Người Khác", tax_code="0100109106")
    stale = client.post(path, {"action": "verify", "seen": ""})
    assert (stale.status_code, "vừa đổi" in stale.content.decode()) == (409, True)
    vendor.refresh_from_db()
    assert vendor.status == VendorStatus.IN_REVIEW
    seen = verification.seen_of(joining.dossier_of(vendor))
    client.post(path, {"action": "verify", "seen": seen})
    vendor.refresh_from_db()
    assert vendor.status == VendorStatus.VERIFIED
    assert joining.dossier_of(vendor).changed_at is None


def test_nobody_accepts_papers_of_a_shop_they_work_for():
    vendor = applied()
    staff = make_member(vendor=vendor, role=Role.PACKER).user
    with pytest.raises(documents.PaperRefused, match="đồng nghiệp"):
        documents.paper_accept(vendor=vendor, pk=Paper.objects.get().pk, by=staff)
    assert Paper.objects.get().state == PaperState.PENDING


@pytest.mark.parametrize(
    ("name", "alike", "foreign"),
    [
        ("htx quy son", True, ""),
        ("НTХ Quý Sơn", True, "НХ"),
        ("HTX Quý Sơn Hai", False, ""),
    ],
)
def test_a_name_that_is_to_be_taken_for_anothers_is_a_warning(
    client: Client, reviewer: User, name: str, alike: bool, foreign: str
):
    known = make_vendor(name="HTX Quý Sơn")
    make_vendor(name=name, status=VendorStatus.DRAFT)  # nobody has handed that in
    shop = applied(name=name)
    page = client.get(f"{QUEUE}{shop.slug}/")
    assert page.context["same_look"] == ([known] if alike else [])
    assert page.context["foreign_letters"] == foreign
    html = page.content.decode()
    assert ("Tên trông giống gian hàng khác" in html) == alike
    assert ("Tên có chữ không phải chữ Việt" in html) == bool(foreign)
