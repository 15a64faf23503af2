"""Papers of a shop: what is taken in, what becomes of it, and who gets to see it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings

from accounts import privacy
from accounts.models import User
from core.messaging.services import Message
from tests.factories.accounts import last_message, make_user, sign_in
from tests.factories.applications import make_application, make_paper
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from tests.vendors.uploads import picture, upload
from vendors.demo_people import sample_pdf
from vendors.joining import documents
from vendors.joining import privacy as papers_privacy
from vendors.joining.documents import MAX_BYTES, PaperRefused, file_check, needs_of, paper_add, paper_remove
from vendors.joining.entries import application_open, papers_wanted
from vendors.joining.services import dossier_of
from vendors.models import (
    ContractAcceptance,
    Dossier,
    Notice,
    Paper,
    PaperState,
    Role,
    Vendor,
    VendorStatus,
    VendorStatusChange,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def files(settings: Settings) -> list[Path]:
    return sorted(path for path in Path(settings.PRIVATE_ROOT).rglob("*") if path.is_file())


def open_shop(**fields: Any) -> tuple[Vendor, User]:
    """A verified shop with everything in order, and its owner."""
    vendor = make_application(**fields)
    Paper.objects.filter(vendor=vendor).update(state=PaperState.ACCEPTED)
    Vendor.objects.filter(pk=vendor.pk).update(status=VendorStatus.VERIFIED)
    Dossier.objects.filter(vendor=vendor).update(submitted_at=timezone.now())
    vendor.refresh_from_db()
    return vendor, vendor.members.get(role=Role.OWNER).user


# ── What is taken ────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_written_anew_without_where_they_were_taken(kind: str):
    given = picture(kind, gps=True)
    assert b"PHONE-MAKER" in given
    content, extension = file_check(upload(given, "anh.pdf"))
    assert extension in ("jpg", "png")
    assert b"PHONE-MAKER" not in content
    kept = Path("kept")
    assert not Image.open(upload(content, str(kept))).getexif()


def test_a_pdf_is_kept_as_it_is():
    given = sample_pdf("X")
    assert file_check(upload(given, "giay.jpg")) == (given, "pdf")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "trống"),
        (b"%PDF-1.4 and no end", "chưa trọn"),
        (b"<html><script>alert(1)</script>", "Chỉ nhận"),
        (b"\xff\xd8\xff\xe0 broken", "hỏng|không phải"),
        (b"GIF89a" + b"\0" * 50, "Chỉ nhận"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
        (b"MZ\x90\0" + b"\0" * 100, "Chỉ nhận"),
        (b"x" * (MAX_BYTES + 1), "10 MB"),
    ],
)
def test_what_is_no_paper(content: bytes, told: str):
    with pytest.raises(PaperRefused, match=told):
        file_check(upload(content))


def test_a_picture_of_too_many_pixels_is_not_decoded():
    out = upload(b"")
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert out.tell() < MAX_BYTES
    with pytest.raises(PaperRefused, match="điểm ảnh"):
        file_check(out)


def test_names_are_random_and_nothing_of_the_given_one_is_kept(settings: Settings):
    vendor, user = make_vendor(), make_user()
    given = upload(sample_pdf("X"), "../../../etc/passwd.php")
    one = make_paper(vendor=vendor, by=user, upload=given)
    two = make_paper(vendor=vendor, by=user)
    assert one.path != two.path
    assert one.path.startswith(f"papers/{vendor.pk}/")
    assert one.path.endswith(".pdf")
    assert len(files(settings)) == 2


def test_a_refused_paper_leaves_no_file(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    vendor, user = make_vendor(), make_user()
    monkeypatch.setattr(documents, "MAX_PAPERS", 1)
    make_paper(vendor=vendor, by=user)
    with pytest.raises(PaperRefused, match="xoá bớt"):
        make_paper(vendor=vendor, by=user)
    with pytest.raises(PaperRefused, match="hết hạn"):
        make_paper(vendor=vendor, by=user, valid_until=dt.date(2020, 1, 1))
    assert len(files(settings)) == 1


def test_replacing_and_removing_take_the_file_along(settings: Settings, django_capture_on_commit_callbacks: Any):
    vendor, user = make_vendor(status=VendorStatus.DRAFT), make_user()
    old = make_paper(vendor=vendor, by=user)
    with django_capture_on_commit_callbacks(execute=True):
        new = make_paper(vendor=vendor, by=user, replaces=old.pk)
    assert list(Paper.objects.all()) == [new]
    assert len(files(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        paper_remove(vendor=vendor, pk=new.pk)
    assert files(settings) == []


def test_what_a_shop_was_verified_by_stays(settings: Settings, django_capture_on_commit_callbacks: Any):
    vendor, owner = open_shop()
    old = Paper.objects.get()
    with pytest.raises(PaperRefused, match="giữ lại"):
        paper_remove(vendor=vendor, pk=old.pk)
    new = make_paper(vendor=vendor, by=owner, replaces=old.pk)
    assert Paper.objects.count() == 2
    documents.paper_accept(vendor=vendor, pk=new.pk, by=make_user())
    with django_capture_on_commit_callbacks(execute=True):
        paper_remove(vendor=vendor, pk=old.pk)
    assert list(Paper.objects.all()) == [new]


def test_another_shops_paper_cannot_be_replaced_or_removed():
    vendor, other, user = make_vendor(status="draft"), make_vendor(status="draft"), make_user()
    foreign = make_paper(vendor=other, by=user)
    make_paper(vendor=vendor, by=user, replaces=foreign.pk)
    with pytest.raises(Paper.DoesNotExist):
        paper_remove(vendor=vendor, pk=foreign.pk)
    assert Paper.objects.filter(vendor=other).exists()


@pytest.mark.parametrize(
    ("kind", "food", "required"),
    [
        ("coop", True, {"registration", "food_safety"}),
        ("coop", False, {"registration"}),
        ("farmer", True, {"food_safety"}),
        ("farmer", None, set()),
        ("company", None, {"registration"}),
    ],
)
def test_which_papers_a_kind_of_seller_needs(kind: str, food: bool | None, required: set[str]):
    vendor = make_vendor(kind=kind)
    needs = needs_of(vendor, Dossier(vendor=vendor, sells_food=food), [])
    assert {need.kind for need in needs if need.required} == required


# ── Who sees it ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_file_is_handed_out_as_something_that_cannot_run(client: Client):
    vendor, owner = open_shop()
    shown = paper_add(vendor=vendor, kind="growing", upload=upload(picture()), by=owner)
    sign_in(client, owner)
    for paper, disposition in ((Paper.objects.get(kind="registration"), "attachment"), (shown, "inline")):
        answer = client.get(f"/kenh-ban/{vendor.slug}/giay-to/{paper.pk}/tai/")
        assert answer.status_code == 200
        assert answer["X-Accel-Redirect"] == f"/_protected/{paper.path}"
        assert answer["Content-Disposition"].startswith(disposition)
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]


def test_nobody_else_gets_it(client: Client):
    vendor, _owner = open_shop()
    paper = Paper.objects.get()
    path = f"/kenh-ban/{vendor.slug}/giay-to/{paper.pk}/tai/"
    assert client.get(path).status_code == 302
    stranger, packer, neighbour = make_user(), make_user(), make_user()
    make_member(vendor=vendor, user=packer, role=Role.PACKER)
    other = make_vendor()
    make_member(vendor=other, user=neighbour)
    for user, status in ((stranger, 404), (neighbour, 404), (packer, 403)):
        sign_in(client, user)
        assert client.get(path).status_code == status
    # through the own shop's door neither
    sign_in(client, neighbour)
    assert client.get(f"/kenh-ban/{other.slug}/giay-to/{paper.pk}/tai/").status_code == 404
    answer = client.post(f"/kenh-ban/{other.slug}/giay-to/", {"action": "remove", "pk": paper.pk})
    assert answer.status_code == 404
    assert Paper.objects.filter(pk=paper.pk).exists()


def test_the_page_shows_state_and_reason_and_no_secret(client: Client, django_assert_max_num_queries: Any):
    vendor, owner = open_shop()
    bad = make_paper(vendor=vendor, by=owner, kind="trademark")
    documents.paper_reject(vendor=vendor, pk=bad.pk, by=make_user(), reason="Ảnh mờ quá")
    assert Notice.objects.get().user == owner
    sign_in(client, owner)
    with django_assert_max_num_queries(15):
        page = client.get(f"/kenh-ban/{vendor.slug}/giay-to/").content.decode()
    for text in ("Hợp lệ", "Chưa được", "Ảnh mờ quá", "••••••3488", "••••••7890"):
        assert text in page
    assert "0100233488" not in page
    assert "1234567890" not in page


def test_sending_and_removing_in_the_centre(client: Client):
    vendor, owner = open_shop()
    sign_in(client, owner)
    path = f"/kenh-ban/{vendor.slug}/giay-to/"
    sent = {"action": "add", "kind": "growing", "file": upload(picture()), "valid_until": "2099-12-31"}
    assert client.post(path, sent).status_code == 302
    paper = Paper.objects.get(kind="growing")
    assert (paper.valid_until, paper.uploaded_by) == (dt.date(2099, 12, 31), owner)
    wrong = client.post(
        path, {"action": "add", "kind": "growing", "file": upload(b"<svg/>", "a.png"), "replaces": str(paper.pk)}
    )
    assert wrong.status_code == 400
    assert "Chỉ nhận ảnh JPEG" in wrong.content.decode()
    assert f'<option value="{paper.pk}" selected>' in wrong.content.decode(), "what it replaces is still chosen"
    assert client.post(path, {"action": "remove", "pk": paper.pk}).status_code == 302
    assert not Paper.objects.filter(kind="growing").exists()
    for pk in ("", "x", "9" * 40, "-1"):
        assert client.post(path, {"action": "remove", "pk": pk}).status_code == 404
    assert client.post(path, {"action": "add", "kind": "passport"}).status_code == 404


# ── Bank account and tax code afterwards ─────────────────────────────────────────────────────────────────────────────
ACCOUNT = {"bank_bin": "970436", "account": "9876543210", "holder": "Nguyễn Văn Bình"}


def test_another_account_needs_a_fresh_code_and_the_owner_hears_of_it(client: Client):
    vendor, owner = open_shop()
    path = f"/kenh-ban/{vendor.slug}/giay-to/tai-khoan/"
    sign_in(client, owner, "code", age=3_600)
    for answer in (client.get(path), client.post(path, ACCOUNT)):
        assert answer.status_code == 302
        assert "/tai-khoan/xac-nhan/" in answer["Location"]
    assert "9876543210" not in str(dict(client.session)), "sessions lie in the database in clear"
    assert dossier_of(vendor).account == "1234567890"
    sign_in(client, owner, "code")
    assert client.post(path, ACCOUNT).status_code == 302
    assert dossier_of(vendor).account == "9876543210"
    told = last_message(owner.phone)
    assert told.kind == "vendor-bank-changed"
    assert "••••••3210" in told.body
    assert "9876543210" not in told.body


def test_only_the_owner_changes_account_and_tax_code(client: Client):
    vendor, _owner = open_shop()
    manager = make_member(vendor=vendor, role=Role.MANAGER).user
    sign_in(client, manager, "code")
    for page in ("tai-khoan", "ma-so-thue", "hop-dong"):
        assert client.get(f"/kenh-ban/{vendor.slug}/giay-to/{page}/").status_code == 403
    assert client.post(f"/kenh-ban/{vendor.slug}/giay-to/tai-khoan/", ACCOUNT).status_code == 403
    assert dossier_of(vendor).account == "1234567890"


def test_another_tax_code_is_looked_at_again(client: Client):
    vendor, owner = open_shop()
    sign_in(client, owner, "code")
    path = f"/kenh-ban/{vendor.slug}/giay-to/ma-so-thue/"
    same = {"representative": "Nguyễn Văn Bình", "tax_code": ""}
    client.post(path, same)
    assert dossier_of(vendor).changed_at is None
    client.post(path, same | {"tax_code": "0100109106"})
    dossier = dossier_of(vendor)
    assert (dossier.tax_code, dossier.changed_at is None) == ("0100109106", False)


def test_a_new_version_of_the_contract_is_accepted_in_the_centre(client: Client):
    vendor, owner = open_shop()
    ContractAcceptance.objects.all().update(version="2020-01-01")
    sign_in(client, owner)
    path = f"/kenh-ban/{vendor.slug}/giay-to/"
    assert "chưa đồng ý bản đang có hiệu lực" in client.get(path).content.decode()
    page = client.get(f"{path}hop-dong/")
    version = page.context["form"].initial["version"]
    assert client.post(f"{path}hop-dong/", {"version": version, "agree": "on"}).status_code == 302
    assert ContractAcceptance.objects.count() == 2


# ── Work that waits ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_centre_says_what_waits(django_assert_max_num_queries: Any):
    vendor, owner = open_shop()
    with django_assert_max_num_queries(2):
        assert papers_wanted(vendor) is None
    assert application_open(vendor) is None
    bad = make_paper(vendor=vendor, by=owner, kind="growing")
    documents.paper_reject(vendor=vendor, pk=bad.pk, by=make_user(), reason="Mờ")
    Paper.objects.filter(kind="registration").update(valid_until=dt.date(2026, 1, 1))
    waiting = papers_wanted(vendor)
    assert waiting
    assert waiting.count == 2
    draft = make_vendor(status=VendorStatus.DRAFT)
    assert papers_wanted(draft) is None
    assert application_open(draft)


# ── A person's own data ──────────────────────────────────────────────────────────────────────────────────────────────
def test_the_copy_has_it_all_and_the_files():
    vendor, owner = open_shop()
    (part,) = papers_privacy.export(owner)
    assert (part["tax_code"], part["bank"]["account"], part["shop"]) == ("0100233488", "1234567890", vendor.name)
    (name, content) = next(iter(papers_privacy.files(owner)))
    assert name == part["papers"][0]["file"]
    assert content.startswith(b"%PDF")
    assert papers_privacy.export(make_user()) == []


def test_leaving_keeps_what_the_law_keeps_for_three_years(settings: Settings, django_capture_on_commit_callbacks: Any):
    vendor, owner = open_shop()
    draft = make_application()
    draft_owner = draft.members.get().user
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase_user(user=owner)
        privacy.erase_user(user=draft_owner)
    assert list(Dossier.objects.values_list("vendor", "phone")) == [(vendor.pk, "")]
    assert list(Paper.objects.values_list("vendor", flat=True)) == [vendor.pk]
    assert len(files(settings)) == 1
    papers_privacy.dossiers_prune()
    assert Dossier.objects.exists()
    VendorStatusChange.objects.filter(vendor=vendor).update(at=timezone.now() - dt.timedelta(days=1_200))
    with django_capture_on_commit_callbacks(execute=True):
        papers_privacy.dossiers_prune()
    assert not Dossier.objects.exists()
    assert files(settings) == []
    assert Vendor.objects.filter(pk=vendor.pk).exists()


# ── A change of keys ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_keys_are_changed_with_nothing_lost(settings: Settings, capsys: pytest.CaptureFixture[str]):
    vendor, _owner = open_shop()
    old = Dossier.objects.get()
    settings.FIELD_KEYS = ["new-key-" * 8]
    call_command("reseal_fields")
    assert "1 dossiers" in capsys.readouterr().out
    settings.SECRET_KEY = "another-secret-key-" * 4
    new = dossier_of(vendor)
    assert (new.tax_code, new.account, new.holder) == ("0100233488", "1234567890", "NGUYEN VAN BINH")
    assert new.tax_code_digest != old.tax_code_digest
    settings.FIELD_KEYS = []
    with pytest.raises(CommandError, match="1 dossiers"):
        call_command("reseal_fields")


def test_messages_never_hold_a_secret():
    open_shop()
    assert not [m for m in Message.objects.all() if "1234567890" in m.body or "0100233488" in m.body]
