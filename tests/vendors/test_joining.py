"""Opening a shop: step by step, saved as it goes, with what is missing said in words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from places.models import Commune
from tests.factories.accounts import make_user, sign_in
from tests.factories.applications import make_application
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member, make_officer
from tests.vendors.uploads import upload
from vendors import identity
from vendors.demo_people import sample_pdf
from vendors.joining import contract
from vendors.joining import services as joining
from vendors.joining.services import STEPS, dossier_of
from vendors.models import (
    Assistance,
    AuditEntry,
    ContractAcceptance,
    Dossier,
    IdentityCheck,
    Member,
    Paper,
    Role,
    Vendor,
    VendorStatus,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def owner(client: Client) -> User:
    user = make_user(name="Nguyễn Văn Bình")
    sign_in(client, user)
    return user


def first(**changes: str) -> dict[str, str]:
    return {"kind": "coop", "name": "HTX Quý Sơn", "province": "24"} | changes


def commune() -> Commune:
    return Commune.objects.filter(province_id="24").order_by("code")[0]


def test_the_whole_way_on_foot(client: Client, owner: User, django_assert_max_num_queries: Callable[..., Any]):
    """Without JavaScript: every page posts a form and leads to the next."""
    answer = client.post("/mo-gian-hang/", first())
    assert answer["Location"] == "/mo-gian-hang/htx-quy-son/noi-ban/"
    vendor = Vendor.objects.get()
    assert (vendor.status, vendor.kind, vendor.province_id) == (VendorStatus.DRAFT, "coop", "24")
    assert Member.objects.get().role == Role.OWNER

    base = "/mo-gian-hang/htx-quy-son/"
    place = {"line": "Thôn 3", "province": "24", "commune": commune().code, "phone": "0912 345 678", "typed": ""}
    assert client.post(f"{base}noi-ban/", place)["Location"] == f"{base}nguoi-dai-dien/"
    who = {"representative": "Nguyễn Văn Bình", "tax_code": "01 0023 3488"}
    assert client.post(f"{base}nguoi-dai-dien/", who)["Location"] == f"{base}tai-khoan/"
    bank = {"bank_bin": "970405", "account": "1234 5678 90", "holder": "Nguyễn Văn Bình"}
    assert client.post(f"{base}tai-khoan/", bank)["Location"] == f"{base}giay-to/"
    assert client.post(f"{base}giay-to/", {"action": "food", "sells_food": "0"})["Location"] == f"{base}giay-to/"
    sent = client.post(f"{base}giay-to/", {"action": "add", "kind": "registration", "file": upload(sample_pdf("X"))})
    assert sent["Location"] == f"{base}giay-to/#giay-registration", "back to the kind that was sent"
    signed = client.post(f"{base}hop-dong/", {"version": contract.VERSION, "agree": "on"})
    assert signed["Location"] == f"{base}danh-tinh/"
    assert client.post(f"{base}danh-tinh/")["Location"] == f"{base}danh-tinh/thu-nghiem/"
    done = client.post(f"{base}danh-tinh/thu-nghiem/", {"result": "yes", "name": "Nguyễn Văn Bình"})
    assert done["Location"] == base
    for step in STEPS:
        with django_assert_max_num_queries(15):
            assert client.get(f"{base}{step.slug}/").status_code == 200
    with django_assert_max_num_queries(15):
        page = client.get(base).content.decode()
    assert "Nộp hồ sơ" in page
    assert "0100233488" not in page
    assert "1234567890" not in page
    assert client.post(f"{base}nop/")["Location"] == base

    vendor.refresh_from_db()
    assert vendor.status == VendorStatus.APPLIED
    assert vendor.status_changes.get().by == owner
    dossier = Dossier.objects.get()
    assert (dossier.tax_code, dossier.account, dossier.holder) == ("0100233488", "1234567890", "NGUYEN VAN BINH")
    assert dossier.submitted_at is not None
    accepted = ContractAcceptance.objects.get()
    assert (accepted.version, accepted.user, len(accepted.digest)) == (contract.VERSION, owner, 64)
    assert AuditEntry.objects.filter(vendor=vendor, actor=owner, action="vendors:join-hand-in").exists()
    # handed in: what was said stands there, and the steps are closed
    handed_in = client.get(base).content.decode()
    assert "Hồ sơ đã nộp" in handed_in
    assert "Xong: HTX Quý Sơn, Hợp tác xã" in handed_in
    assert "Rút hồ sơ" in handed_in
    assert f'href="{base}noi-ban/"' not in handed_in
    for step in STEPS[:6]:
        assert client.get(f"{base}{step.slug}/")["Location"] == base
    assert client.post(f"{base}tai-khoan/", bank | {"account": "9999999999"})["Location"] == base
    assert dossier_of(vendor).account == "1234567890"


def test_secrets_are_not_in_the_database_in_clear(client: Client, owner: User):
    vendor = make_application()
    row = Dossier.objects.filter(vendor=vendor).values().get()
    texts = [value for value in row.values() if isinstance(value, str)]
    assert not [text for text in texts if any(secret in text for secret in ("0100233488", "1234567890", "NGUYEN VAN"))]


def test_a_step_begins_with_what_is_known_of_the_owner(client: Client):
    user = make_user(name="Lê Thị Mai", phone="+84912345678")
    sign_in(client, user)
    client.post("/mo-gian-hang/", first(kind="household", name="Tơ tằm cô Mai"))
    assert 'value="0912 345 678"' in client.get("/mo-gian-hang/to-tam-co-mai/noi-ban/").content.decode()
    assert 'value="Lê Thị Mai"' in client.get("/mo-gian-hang/to-tam-co-mai/nguoi-dai-dien/").content.decode()
    client.post("/mo-gian-hang/", first())
    assert 'value="Lê Thị Mai"' not in client.get("/mo-gian-hang/htx-quy-son/nguoi-dai-dien/").content.decode()


def test_the_steps_stand_beside_the_one_that_is_open(client: Client, owner: User):
    client.post("/mo-gian-hang/", first())
    page = client.get("/mo-gian-hang/htx-quy-son/noi-ban/").content.decode()
    assert 'href="/mo-gian-hang/htx-quy-son/noi-ban/" aria-current="step"' in page
    assert 'href="/mo-gian-hang/htx-quy-son/hop-dong/"' in page


def test_a_browser_cuts_no_name_off(client: Client, owner: User):
    page = client.get("/mo-gian-hang/").content.decode()
    field = page[page.index('name="name"') :].partition(">")[0]
    assert "maxlength" not in field


def test_a_stranger_signs_in_first(client: Client):
    assert client.get("/mo-gian-hang/")["Location"].startswith("/tai-khoan/dang-nhap/?next=")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": ""}, "loại hình"),
        ({"kind": "bank"}, "loại hình"),
        ({"name": " \u200b "}, "cần có tên"),
        ({"name": "…"}, "cần có tên"),
        ({"name": "a" * 300}, "tối đa 120"),
        ({"province": "99"}, "trong danh sách"),
    ],
)
def test_the_first_step_says_what_is_wrong_and_keeps_the_rest(
    client: Client, owner: User, change: dict[str, str], told: str
):
    answer = client.post("/mo-gian-hang/", first(**change))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert "aria-invalid" in page
    if "name" not in change:
        assert 'value="HTX Quý Sơn"' in page
    assert not Vendor.objects.exists()


def test_sent_twice_it_is_one_shop(client: Client, owner: User):
    assert client.post("/mo-gian-hang/", first())["Location"] == client.post("/mo-gian-hang/", first())["Location"]
    assert Vendor.objects.count() == 1


def test_one_person_may_have_several_shops_but_not_endless_applications(client: Client, owner: User):
    for number in range(joining.MAX_OPEN):
        assert client.post("/mo-gian-hang/", first(name=f"Nhà {number}")).status_code == 302
    answer = client.post("/mo-gian-hang/", first(name="Một nhà nữa"))
    assert answer.status_code == 200
    assert "chưa xong" in answer.content.decode()
    assert Vendor.objects.count() == joining.MAX_OPEN
    assert "Nhà 0" in client.get("/mo-gian-hang/").content.decode()


@pytest.mark.parametrize(
    ("step", "fields", "told"),
    [
        ("noi-ban", {"line": "", "province": "24", "commune": "", "phone": "12"}, "xã, phường"),
        ("nguoi-dai-dien", {"representative": "Bình", "tax_code": "0100233487"}, "nhầm một chữ số"),
        ("nguoi-dai-dien", {"representative": "", "tax_code": "0100233488"}, "họ và tên"),
        ("nguoi-dai-dien", {"representative": "Bình", "tax_code": ""}, "nhập mã số thuế"),
        ("tai-khoan", {"bank_bin": "111111", "account": "12345678", "holder": "A B"}, "trong danh sách"),
        ("tai-khoan", {"bank_bin": "970405", "account": "12", "holder": "A B"}, "6 đến 19"),
        ("tai-khoan", {"bank_bin": "970405", "account": "12345678", "holder": "…"}, "chủ tài khoản"),
        ("hop-dong", {"version": contract.VERSION}, "đánh dấu"),
        ("hop-dong", {"version": "2020-01-01", "agree": "on"}, "bản mới"),
        ("giay-to", {"action": "food"}, "có hoặc không"),
        ("giay-to", {"action": "add", "kind": "registration"}, "chọn ảnh"),
    ],
)
def test_each_step_says_what_is_wrong(client: Client, owner: User, step: str, fields: dict[str, str], told: str):
    client.post("/mo-gian-hang/", first())
    answer = client.post(f"/mo-gian-hang/htx-quy-son/{step}/", fields)
    assert answer.status_code in (200, 400)
    assert told in answer.content.decode()
    dossier = Dossier.objects.get()
    assert (dossier.tax_code_sealed, dossier.account_sealed, dossier.line) == ("", "", "")
    assert not ContractAcceptance.objects.exists()


def test_handing_in_too_early_lists_what_is_missing(client: Client, owner: User):
    client.post("/mo-gian-hang/", first())
    answer = client.post("/mo-gian-hang/htx-quy-son/nop/")
    assert answer.status_code == 409
    page = answer.content.decode()
    for text in ("Mã số thuế", "Tài khoản nhận tiền", "Giấy chứng nhận đăng ký hợp tác xã", "Xác thực danh tính"):
        assert text in page
    assert Vendor.objects.get().status == VendorStatus.DRAFT


def test_another_kind_asks_for_another_tax_code_and_paper(client: Client):
    vendor = make_application()
    sign_in(client, vendor.members.get().user)
    client.post(f"/mo-gian-hang/{vendor.slug}/gian-hang/", first(kind="household", name=vendor.name))
    vendor.refresh_from_db()
    lacking = joining.missing(vendor, dossier_of(vendor), Paper.objects.for_vendor(vendor))
    assert [item.step for item in lacking] == ["nguoi-dai-dien"]
    # and the old code does not slip through as "unchanged"
    answer = client.post(f"/mo-gian-hang/{vendor.slug}/nguoi-dai-dien/", {"representative": "Bình", "tax_code": ""})
    assert "12 chữ số" in answer.content.decode()


def test_a_farmer_needs_no_registration_and_food_needs_a_paper():
    vendor = make_application(kind="farmer")
    Paper.objects.all().delete()
    assert joining.missing(vendor, dossier_of(vendor), []) == []
    joining.sells_food_save(vendor=vendor, sells_food=True)
    assert [item.step for item in joining.missing(vendor, dossier_of(vendor), [])] == ["giay-to"]


def test_another_province_asks_for_the_commune_again(client: Client):
    vendor = make_application()
    sign_in(client, vendor.members.get().user)
    client.post(f"/mo-gian-hang/{vendor.slug}/gian-hang/", first(province="01", name=vendor.name))
    vendor.refresh_from_db()
    assert (vendor.province_id, vendor.commune_id) == ("01", None)


def test_who_may_not_gets_nowhere(client: Client):
    vendor = make_application()
    before = Dossier.objects.values().get()
    for role in (None, Role.OWNER, Role.PACKER, Role.MANAGER):
        user = make_user()
        if role is Role.OWNER:
            make_member(user=user, vendor=make_vendor())  # another shop's
        elif role:
            make_member(user=user, vendor=vendor, role=role)
        sign_in(client, user)
        for step in ("", *(f"{step.slug}/" for step in STEPS), "nop/", "danh-tinh/ve/", "danh-tinh/thu-nghiem/"):
            answer = client.post(f"/mo-gian-hang/{vendor.slug}/{step}", {"agree": "on", "version": contract.VERSION})
            if role is Role.MANAGER:
                signing = step in ("tai-khoan/", "hop-dong/", "danh-tinh/", "nop/", "danh-tinh/thu-nghiem/")
                assert not signing or answer.status_code == 403
            else:
                assert answer.status_code == (403 if role is Role.PACKER else 404)
    assert Dossier.objects.values().get() == before
    assert (ContractAcceptance.objects.count(), IdentityCheck.objects.count()) == (1, 1)
    vendor.refresh_from_db()
    assert vendor.status == VendorStatus.DRAFT


def test_an_officer_drafts_all_but_what_only_the_owner_may(client: Client):
    vendor = make_vendor(status=VendorStatus.DRAFT)
    officer = make_officer(province=vendor.province).user
    Assistance.objects.create(vendor=vendor, officer=officer)
    sign_in(client, officer)
    who = {"representative": "Nguyễn Văn Bình", "tax_code": "0100233488"}
    saved = client.post(f"/mo-gian-hang/{vendor.slug}/nguoi-dai-dien/", who)
    assert saved["Location"] == f"/mo-gian-hang/{vendor.slug}/giay-to/", "not to a page that is the owner's"
    page = client.get(f"/mo-gian-hang/{vendor.slug}/").content.decode()
    assert f'href="/mo-gian-hang/{vendor.slug}/giay-to/"' in page
    assert f'href="/mo-gian-hang/{vendor.slug}/tai-khoan/"' not in page
    assert page.count("Chủ gian hàng tự làm") == 3
    assert f'href="/can-bo/{vendor.slug}/"' in page
    for step in ("tai-khoan", "hop-dong", "danh-tinh"):
        assert client.get(f"/mo-gian-hang/{vendor.slug}/{step}/").status_code == 403


# ── Identity ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_sandbox_says_that_it_is_one_and_a_refusal_proves_nothing(client: Client, owner: User):
    client.post("/mo-gian-hang/", first())
    base = "/mo-gian-hang/htx-quy-son/danh-tinh/"
    client.post(base)
    assert "thử nghiệm" in client.get(f"{base}thu-nghiem/").content.decode()
    client.post(f"{base}thu-nghiem/", {"result": "no"})
    assert IdentityCheck.objects.get().state == "failed"
    client.post(f"{base}thu-nghiem/", {"result": "yes"})
    assert IdentityCheck.objects.get().state == "failed", "one answer a check"
    assert joining.identity_passed(Vendor.objects.get()) is None


class Elsewhere:
    """A provider with pages of its own, for the test."""

    name, title, is_real = "elsewhere", "VNeID", True

    def begin(self, *, token: str, return_path: str) -> str:
        return f"https://vneid.example/?state={token}"

    def finish(self, *, token: str, answer: dict[str, str]) -> identity.IdentityAnswer:
        if answer.get("down"):
            raise identity.IdentityUnavailable
        return identity.IdentityAnswer(passed=answer.get("code") == "right", name="NGUYỄN VĂN BÌNH", reference="R1")


def test_a_real_provider_is_linked_to_and_asked_again(client: Client, owner: User, settings: Settings):
    settings.IDENTITY_PROVIDER = f"{__name__}.Elsewhere"
    client.post("/mo-gian-hang/", first())
    base = "/mo-gian-hang/htx-quy-son/danh-tinh/"
    assert client.get(f"{base}thu-nghiem/").status_code == 404
    token = "https://vneid.example/?state="
    assert token in client.post(base).content.decode()
    client.get(f"{base}ve/?down=1")
    assert IdentityCheck.objects.get().state == "started"
    client.get(f"{base}ve/?code=right")
    check = IdentityCheck.objects.get()
    assert (check.state, check.name, check.reference) == ("passed", "NGUYỄN VĂN BÌNH", "R1")
    assert joining.identity_is_real(check)


def test_a_new_owner_proves_it_anew():
    vendor = make_application()
    Member.objects.filter(vendor=vendor).delete()
    make_member(vendor=vendor)
    assert joining.identity_passed(vendor) is None


# ── Contract ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("prefix", "word"), [("", "Hai bên"), ("/en", "The two sides")])
def test_everybody_may_read_the_contract(client: Client, settings: Settings, prefix: str, word: str):
    settings.SELLER_COMMISSION = "4,5"
    page = client.get(f"{prefix}/hop-dong-nguoi-ban/").content.decode()
    assert word in page
    assert "4,5%" in page


def test_what_was_accepted_can_be_told_apart(settings: Settings):
    vendor, user = make_vendor(), make_user()
    one = contract.accept(vendor=vendor, user=user, language="vi", ip="203.0.113.7")
    settings.SELLER_COMMISSION = "5"
    two = contract.accept(vendor=vendor, user=user, language="vi", ip="203.0.113.7")
    assert one.digest != two.digest
    assert (two.commission, two.ip_network) == ("5", "203.0.113.0/24")
