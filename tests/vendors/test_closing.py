"""An owner closes the shop: who may, what leaves the market, what comes back, and what is deleted."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.images import get_image_model

from accounts.models import User
from catalog.models import Product, ProductStatus
from catalog.shelf.models import ShelfEntry
from catalog.shelf.services import shelf_refresh
from core.files.private import private_read
from core.pictures import picture_check
from tests.catalog.test_pictures import encoded
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.applications import make_application
from tests.factories.catalog import make_listing, make_product, make_vendor
from tests.factories.vendors import make_member
from vendors.joining import contract, verification
from vendors.joining.closing import Closing, closing_of, shop_close
from vendors.joining.verification import CLOSED_BY_OWNER, StepRefused
from vendors.models import AuditEntry, Dossier, Notice, Paper, Role, Vendor, VendorStatus
from vendors.people.record import words_of
from vendors.shop.profile import shop_edit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def url(vendor: Vendor) -> str:
    return reverse("vendors:centre-close", args=[vendor.slug])


def form(meant: str, **fields: str) -> dict[str, str]:
    return {"meant": meant, "sure": "on"} | fields


def owner_of(vendor: Vendor) -> User:
    return vendor.members.get(role=Role.OWNER).user


def status_of(vendor: Vendor) -> str:
    return Vendor.objects.get(pk=vendor.pk).status


def selling() -> tuple[Vendor, Product]:
    """An open shop with its owner and a product on the shelf."""
    product = make_listing(status=ProductStatus.PUBLISHED, published_at="2026-06-01T00:00:00Z")
    make_member(vendor=product.vendor)
    shelf_refresh([product.pk])
    return product.vendor, product


# ── An open shop ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_shop_and_goods_leave_the_market_and_staff_bring_them_back(
    client: Client, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    vendor, product = selling()
    pages = (vendor.get_absolute_url(), product.get_absolute_url())
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert ShelfEntry.objects.filter(product=product).exists()
    sign_in(client, owner_of(vendor), "code")
    with django_assert_max_num_queries(15):
        assert "ít nhất 3 năm" in client.get(url(vendor)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url(vendor), form("close", reason="Nghỉ\u200b hưu\nrồi"))
    assert answer["Location"] == reverse("vendors:centre-home", args=[vendor.slug])
    change = vendor.status_changes.get()
    assert (change.source, change.target, change.by) == ("verified", "suspended", owner_of(vendor))
    assert change.reason == f"{CLOSED_BY_OWNER}: Nghỉ hưu rồi"
    assert not Notice.objects.exists()
    assert str(words_of(AuditEntry.objects.get(vendor=vendor).action)) == "Đóng gian hàng hoặc rút hồ sơ"
    assert [Client().get(page).status_code for page in pages] == [404, 404]
    assert not ShelfEntry.objects.filter(product=product).exists()
    assert change.reason in client.get(url(vendor)).content.decode()

    staff = make_staff(superuser=False)
    staff.user_permissions.add(Permission.objects.get(codename="review_vendor"))
    sign_in(client, staff, "mfa")
    review = reverse("vendors:review", args=[vendor.slug])
    assert change.reason in client.get(review).content.decode()
    assert client.post(review, {"action": "restore"}).status_code == 409, "nobody has accepted the contract"
    contract.accept(vendor=vendor, user=owner_of(vendor), language="vi", ip="203.0.113.7")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(review, {"action": "restore"}).status_code == 302
    assert [Client().get(page).status_code for page in pages] == [200, 200]
    assert ShelfEntry.objects.filter(product=product).exists()


def test_only_after_a_code_and_only_when_it_is_meant(client: Client):
    vendor, _product = selling()
    sign_in(client, owner_of(vendor))
    for answer in (client.get(url(vendor)), client.post(url(vendor), form("close"))):
        assert answer["Location"].startswith(reverse("accounts:stepup"))
    assert not AuditEntry.objects.exists()
    sign_in(client, owner_of(vendor), "code")
    long = "x" * (verification.MAX_OWN_REASON + 1)
    for data in ({}, {"meant": "close"}, {"sure": "on"}, form("discard"), form("rests"), form("close", reason=long)):
        assert client.post(url(vendor), data).status_code == 422
    assert status_of(vendor) == VendorStatus.VERIFIED
    assert client.post(url(vendor), form("close", reason="x" * verification.MAX_OWN_REASON)).status_code == 302
    assert client.post(url(vendor), form("close")).status_code == 422, "it is closed already"
    assert vendor.status_changes.count() == 1


@pytest.mark.parametrize(("role", "status"), [(Role.MANAGER, 403), (Role.PACKER, 403), (None, 404)])
def test_others_do_not_close_it(client: Client, role: Role | None, status: int):
    vendor, _product = selling()
    sign_in(client, make_member(vendor=vendor, role=role).user if role else make_member().user, "code")
    assert client.get(url(vendor)).status_code == status
    assert client.post(url(vendor), form("close")).status_code == status
    assert status_of(vendor) == VendorStatus.VERIFIED


def test_the_owners_page_leads_there(client: Client):
    vendor, _product = selling()
    sign_in(client, owner_of(vendor))
    assert url(vendor) in client.get(reverse("vendors:centre-people", args=[vendor.slug])).content.decode()


def test_what_has_taken_another_step_meanwhile_is_left_alone():
    vendor = make_application()
    owner = owner_of(vendor)
    verification.submit(vendor=vendor, by=owner)
    for meant in (Closing.CLOSE, Closing.DISCARD, Closing.RESTS, Closing.CLOSED):
        with pytest.raises(StepRefused):
            shop_close(vendor=vendor, by=owner, meant=meant)
    Vendor.objects.filter(pk=vendor.pk).update(status=VendorStatus.VERIFIED)
    with pytest.raises(StepRefused):
        shop_close(vendor=vendor, by=owner, meant=Closing.WITHDRAW)
    assert status_of(vendor) == VendorStatus.VERIFIED


# ── Applications ─────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("is_taken", [False, True])
def test_an_application_is_taken_back_and_handed_in_again(client: Client, is_taken: bool):
    vendor = make_application()
    owner = owner_of(vendor)
    verification.submit(vendor=vendor, by=owner)
    if is_taken:
        verification.take(vendor=vendor, by=make_user())
    sign_in(client, owner, "code")
    assert "Rút hồ sơ" in client.get(url(vendor)).content.decode()
    overview = reverse("vendors:join-overview", args=[vendor.slug])
    assert client.post(url(vendor), form("withdraw"))["Location"] == overview
    assert status_of(vendor) == VendorStatus.DRAFT
    assert "nhờ bổ sung" not in client.get(overview).content.decode(), "nobody sent it back"
    home = client.get(reverse("vendors:centre-home", args=[vendor.slug])).content.decode()
    assert "Hồ sơ cần bổ sung" not in home
    vendor.refresh_from_db()
    assert closing_of(vendor) == Closing.RESTS, "what was handed in is kept"
    assert client.get(url(vendor)).status_code == 200
    assert client.post(url(vendor), form("discard")).status_code == 422
    verification.submit(vendor=vendor, by=owner)
    assert status_of(vendor) == VendorStatus.APPLIED


# ── Drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_is_deleted_with_its_files(client: Client, django_capture_on_commit_callbacks):
    vendor, other = make_application(), make_application()
    paths = list(Paper.objects.filter(vendor=vendor).values_list("path", flat=True))
    kept = Paper.objects.get(vendor=other).path
    clean = picture_check(SimpleUploadedFile("anh.jpg", encoded("JPEG")))
    assert shop_edit(vendor=vendor, values={}, picture=clean).picture is not None
    sign_in(client, owner_of(vendor), "code")
    assert "xoá hẳn" in client.get(url(vendor)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url(vendor), form("discard"))
    assert answer["Location"] == reverse("vendors:centre-switch")
    assert client.get(answer["Location"]).status_code == 200
    assert not Vendor.objects.filter(pk=vendor.pk).exists()
    assert not Dossier.objects.filter(vendor_id=vendor.pk).exists()
    assert not get_image_model().objects.filter(title=vendor.name).exists()
    assert paths
    assert [private_read(path) for path in paths] == [None]
    assert private_read(kept) is not None
    assert client.get(url(vendor)).status_code == 404


def test_a_draft_with_goods_stays(client: Client):
    vendor = make_vendor(status=VendorStatus.DRAFT)
    make_member(vendor=vendor)
    assert closing_of(vendor) == Closing.DISCARD
    make_product(vendor=vendor, status=ProductStatus.DRAFT, published_at=None)
    assert closing_of(vendor) == Closing.RESTS
    sign_in(client, owner_of(vendor), "code")
    assert "nên không có gì để đóng" in client.get(url(vendor)).content.decode()
    assert client.post(url(vendor), form("discard")).status_code == 422
    with pytest.raises(StepRefused):
        shop_close(vendor=vendor, by=owner_of(vendor), meant=Closing.DISCARD)
    assert status_of(vendor) == VendorStatus.DRAFT
