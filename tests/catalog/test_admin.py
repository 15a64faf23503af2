"""The catalog in the administration: looked at, and changed by services only."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from catalog.models import (
    BannedClaim,
    Certificate,
    Product,
    ProductStatus,
    RatingTally,
    Review,
    SeasonEntry,
    ShelfEntry,
)
from catalog.reviews import tally_recount
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_certificate, make_offer, make_product

pytestmark = pytest.mark.django_db

PRODUCTS = "/admin/catalog/product/"
CERTIFICATES = "/admin/catalog/certificate/"
REVIEWS = "/admin/catalog/review/"
CLAIMS = "/admin/catalog/bannedclaim/"


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def staff(db: None) -> User:
    return make_staff()


@pytest.fixture
def office(client: Client, staff: User) -> Client:
    sign_in(client, staff, "password", "mfa")
    return client


def act(office: Client, url: str, action: str, *rows: Any, reason: str = "") -> str:
    form = {"action": action, "_selected_action": [row.pk for row in rows], "reason": reason}
    answer = office.post(url, form, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def _ours() -> list[Any]:
    return [model for model in admin.site._registry if model._meta.app_label in ("catalog", "vendors")]


def test_everything_can_be_looked_at_and_nothing_edited(office: Client):
    product = make_product()
    make_offer(product=product)
    make_certificate(product=product)
    assert len(_ours()) >= 12
    for model in _ours():
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        assert office.get(base, {"q": "vải"}).status_code == 200, base
        if model in (BannedClaim, SeasonEntry):
            continue
        assert office.get(f"{base}add/").status_code == 403, base
        if row := model._default_manager.first():
            page = office.get(f"{base}{row.pk}/change/")
            assert page.status_code == 200
            assert 'name="_save"' not in page.content.decode()
            assert office.post(f"{base}{row.pk}/change/", {"name": "x", "_save": "1"}).status_code == 403
            assert office.post(f"{base}{row.pk}/delete/", {"post": "yes"}).status_code == 403


def test_pages_of_one_row_ask_few_questions(office: Client, django_assert_max_num_queries: Any):
    for _ in range(12):
        make_offer()
        make_certificate()
    for model in ("product", "offer", "certificate"):
        if apps.get_model("catalog", model) in admin.site._registry:
            with django_assert_max_num_queries(24):
                office.get(f"/admin/catalog/{model}/")


def test_a_reviewer_lets_it_onto_the_shelf(office: Client, staff: User):
    product = make_product(status=ProductStatus.IN_REVIEW, published_at=None)
    make_offer(product=product)
    told = act(office, PRODUCTS, "publish", product)
    assert "Cho lên kệ: 1 mục" in told
    product.refresh_from_db()
    assert product.status == ProductStatus.PUBLISHED
    step = product.status_changes.get()
    assert (step.source, step.target, step.by) == ("in_review", "published", staff)
    assert ShelfEntry.objects.filter(product=product).exists()
    assert LogEntry.objects.filter(object_id=str(product.pk), user=staff).exists()


def test_a_draft_is_not_published_past_review(office: Client):
    product = make_product(status=ProductStatus.DRAFT, published_at=None)
    assert "không làm được" in act(office, PRODUCTS, "publish", product)
    product.refresh_from_db()
    assert product.status == ProductStatus.DRAFT
    assert not product.status_changes.exists()
    assert not LogEntry.objects.exists()


def test_forbidden_phrases_keep_it_off_the_shelf(office: Client):
    BannedClaim.objects.create(phrase="trị dứt điểm", reason="Không phải thuốc")
    product = make_product(status=ProductStatus.IN_REVIEW, published_at=None, description="Trị dứt điểm ho")
    assert "trị dứt điểm" in act(office, PRODUCTS, "publish", product)
    product.refresh_from_db()
    assert product.status == ProductStatus.IN_REVIEW


@pytest.mark.parametrize(
    ("action", "source", "target"),
    [("send_back", ProductStatus.IN_REVIEW, ProductStatus.DRAFT), ("suspend", ProductStatus.PUBLISHED, "suspended")],
)
def test_what_is_taken_away_wants_a_reason(office: Client, action: str, source: str, target: str):
    product = make_product(status=source)
    assert "Hãy ghi lý do" in act(office, PRODUCTS, action, product, reason=" \u200b ")
    product.refresh_from_db()
    assert product.status == source
    act(office, PRODUCTS, action, product, reason="Nhãn thiếu hạn dùng")
    product.refresh_from_db()
    assert product.status == target
    assert product.status_changes.get().reason == "Nhãn thiếu hạn dùng"


def test_a_certificate_is_revoked_for_a_reason(office: Client):
    certificate = make_certificate()
    assert "Hãy ghi lý do" in act(office, CERTIFICATES, "revoke", certificate)
    assert not Certificate.objects.exclude(revoked_on=None).exists()
    act(office, CERTIFICATES, "revoke", certificate, reason="Sai hồ sơ")
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Sai hồ sơ"
    assert not certificate.is_valid()
    assert "đã thu hồi trước đó" in act(office, CERTIFICATES, "revoke", certificate, reason="Lại")
    certificate.refresh_from_db()
    assert certificate.revoked_reason == "Sai hồ sơ"


def test_a_hidden_review_does_not_count(office: Client):
    review = Review.objects.create(product=make_product(), author_name="Lan", rating=1, text="Tệ")
    tally_recount(product=review.product)
    act(office, REVIEWS, "hide", review)
    assert RatingTally.objects.get(pk=review.product_id).count == 0
    act(office, REVIEWS, "hide", review)
    act(office, REVIEWS, "show", review)
    assert RatingTally.objects.get(pk=review.product_id).count == 1


def test_staff_without_the_right_have_no_actions(client: Client):
    staff = make_staff(superuser=False)
    staff.user_permissions.set(Permission.objects.filter(codename__in=["view_product", "view_certificate"]))
    sign_in(client, staff, "password", "mfa")
    product = make_product()
    page = client.get(PRODUCTS)
    assert page.status_code == 200
    assert 'value="suspend"' not in page.content.decode()
    act(client, PRODUCTS, "suspend", product, reason="Thử")
    product.refresh_from_db()
    assert product.status == ProductStatus.PUBLISHED
    assert client.get("/admin/catalog/bannedclaim/").status_code == 403


def test_forbidden_phrases_are_edited_and_never_deleted(office: Client):
    form = {"phrase": "số 1", "reason": "Luật Quảng cáo", "is_active": "on"}
    assert office.post(f"{CLAIMS}add/", form).status_code == 302
    claim = BannedClaim.objects.get(phrase="số 1")
    url = reverse("admin:catalog_bannedclaim_change", args=[claim.pk])
    assert office.post(url, {"phrase": "số 1", "reason": "Tạm bỏ"}).status_code == 302
    claim.refresh_from_db()
    assert (claim.reason, claim.is_active) == ("Tạm bỏ", False)
    assert office.post(f"{CLAIMS}{claim.pk}/delete/", {"post": "yes"}).status_code == 403
    assert 'value="delete_selected"' not in office.get(CLAIMS).content.decode()
    assert Product.objects.count() == 0
