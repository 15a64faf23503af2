"""Reading before showing: handing in, approving what was read, sending back, and the clock."""

import datetime as dt
import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from catalog.editing import gallery, revisions
from catalog.editing import services as editing
from catalog.editing.differences import GONE, NEW, SAME, field_changes, shot_changes, text_pieces
from catalog.editing.working import Shot, fields_of, shots_of, working
from catalog.events import ProductChanged
from catalog.listing import ListingIncomplete, product_suspend
from catalog.models import BannedClaim, Product, ProductRevision, ProductStatus, RevisionState
from core.events import subscribe, unsubscribe
from core.slots import TICKER_JOBS
from core.ticker import run_once
from tests.catalog.test_centre_editing import add, fresh, open_revision, save
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_certificate, make_listing, make_vendor
from tests.factories.vendors import make_member
from vendors.models import Acting, Notice, Vendor, VendorStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _closed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves its temporary files to the collector."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


@pytest.fixture
def reviewer() -> User:
    return make_staff()


@pytest.fixture
def shelved() -> Product:
    """A listing on the shelf that lacks nothing, of a shop with an owner."""
    product = make_listing(status=ProductStatus.PUBLISHED, published_at=timezone.now(), submitted_at=timezone.now())
    make_member(vendor=product.vendor)
    return product


def handed_in(**fields: Any) -> Product:
    product = make_listing(**fields)
    make_member(vendor=product.vendor)
    revisions.submit(product=product, by=None)
    return fresh(product)


def token(product: Product) -> str:
    return working(fresh(product)).token


# ── Handing in ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("status", [s for s in VendorStatus if s != VendorStatus.VERIFIED])
def test_only_a_verified_shop_hands_in(status: VendorStatus):
    product = make_listing(vendor=make_vendor(status=status))
    with pytest.raises(revisions.ShopNotVerified):
        revisions.submit(product=product, by=None)
    assert fresh(product).status == ProductStatus.DRAFT


def test_what_lacks_something_is_not_handed_in():
    BannedClaim.objects.create(phrase="số 1", reason="so sánh nhất")
    product = make_listing(description="Ngon số 1")
    product.pictures.all().delete()
    with pytest.raises(ListingIncomplete) as lacks:
        revisions.submit(product=product, by=None)
    assert (lacks.value.missing, lacks.value.claims) == (["pictures"], ["số 1"])
    assert fresh(product).status == ProductStatus.DRAFT


def test_the_words_of_a_picture_and_of_a_pack_are_read_too(shelved: Product):
    BannedClaim.objects.create(phrase="số 1", reason="so sánh nhất")
    [shot] = working(shelved).shots
    save(shelved, **{f"alt-{shot.key}": "Vải số 1"})
    with pytest.raises(ListingIncomplete) as lacks:
        revisions.submit(product=shelved, by=None)
    assert lacks.value.claims == ["số 1"]


def test_without_a_change_there_is_nothing_to_hand_in(shelved: Product):
    with pytest.raises(revisions.NothingToSubmit):
        revisions.submit(product=shelved, by=None)
    save(shelved, description="Mới")
    revisions.submit(product=shelved, by=None)
    with pytest.raises(revisions.NothingToSubmit):
        revisions.submit(product=shelved, by=None)


def test_taking_back_and_throwing_away(shelved: Product):
    assert not revisions.take_back(product=shelved, by=None)
    assert not revisions.discard(product=shelved)
    save(shelved, description="Mới")
    add(shelved)
    revisions.submit(product=shelved, by=None)
    assert revisions.take_back(product=shelved, by=None)
    assert open_revision(shelved).state == RevisionState.DRAFT
    assert revisions.discard(product=shelved)
    found = working(fresh(shelved))
    assert (found.revision, found.shown.description) == (None, "Vải chín tới, hái lúc 5 giờ sáng.")
    new = handed_in()
    assert revisions.take_back(product=new, by=None)
    assert (fresh(new).status, fresh(new).submitted_at) == (ProductStatus.DRAFT, None)


def test_a_product_has_one_open_revision(shelved: Product):
    save(shelved, description="Mới")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductRevision.objects.create(product=shelved)


# ── Approving ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_new_listing_goes_on_the_shelf_and_leaves_its_history(reviewer: User):
    product = handed_in()
    revisions.approve(product=product, token=token(product), by=reviewer)
    after = fresh(product)
    assert after.status == ProductStatus.PUBLISHED
    row = ProductRevision.objects.get()
    assert (row.state, row.fields["name"], len(row.pictures)) == (RevisionState.APPROVED, product.name, 1)
    assert (row.decided_by, row.submitted_at) == (reviewer, product.submitted_at)
    assert Notice.objects.get().kind == "product-approved"


def test_a_revision_replaces_texts_and_pictures_only_once_it_is_approved(shelved: Product, reviewer: User):
    save(shelved, description="Mới", name="Tên mới")
    add(shelved)
    [old, new] = working(shelved).shots
    editing.shots_change(product=shelved, change=gallery.moved(new.key, -1), by=None)
    revisions.submit(product=shelved, by=None)
    told: list[ProductChanged] = []
    subscribe(ProductChanged, told.append, durable=True)
    try:
        revisions.approve(product=shelved, token=token(shelved), by=reviewer)
    finally:
        unsubscribe(ProductChanged, told.append)
    after = fresh(shelved)
    assert (after.name, after.description, after.status) == ("Tên mới", "Mới", ProductStatus.PUBLISHED)
    assert [picture.image_id for picture in after.pictures.all()] == [new.image, None]
    assert after.pictures.filter(pk=old.pk or 0).exists()
    row = ProductRevision.objects.get()
    assert row.state == RevisionState.APPROVED
    assert row.fields == fields_of(after)
    assert [Shot.of(data) for data in row.pictures] == list(shots_of(after))
    assert ProductChanged(product_id=shelved.pk) in told


def test_what_was_changed_while_somebody_read_it_is_not_approved(shelved: Product, reviewer: User):
    save(shelved, description="Mới")
    revisions.submit(product=shelved, by=None)
    read = token(shelved)
    save(fresh(shelved), description="Còn mới hơn")
    with pytest.raises(revisions.ChangedMeanwhile):
        revisions.approve(product=shelved, token=read, by=reviewer)
    with pytest.raises(revisions.ChangedMeanwhile):
        revisions.send_back(product=shelved, token=read, reason="x", by=reviewer)
    assert fresh(shelved).description == "Vải chín tới, hái lúc 5 giờ sáng."
    draft = handed_in()
    read = token(draft)
    save(draft, description="Nói khác đi")
    with pytest.raises(revisions.ChangedMeanwhile):
        revisions.approve(product=draft, token=read, by=reviewer)
    assert fresh(draft).status == ProductStatus.IN_REVIEW


def test_two_reviewers_decide_once(reviewer: User):
    product = handed_in()
    read = token(product)
    revisions.approve(product=product, token=read, by=reviewer)
    for decide in (
        lambda: revisions.approve(product=product, token=read, by=reviewer),
        lambda: revisions.send_back(product=product, token=token(product), reason="x", by=reviewer),
    ):
        with pytest.raises(revisions.ChangedMeanwhile):
            decide()
    assert fresh(product).status == ProductStatus.PUBLISHED


def test_a_shop_suspended_meanwhile_gets_nothing_shown(reviewer: User):
    product = handed_in()
    Vendor.objects.filter(pk=product.vendor_id).update(status=VendorStatus.SUSPENDED)
    with pytest.raises(revisions.ShopNotVerified):
        revisions.approve(product=product, token=token(product), by=reviewer)
    assert fresh(product).status == ProductStatus.IN_REVIEW


# ── Sending back ─────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_sent_back_is_worked_on_further(shelved: Product, reviewer: User):
    save(shelved, description="Mới")
    revisions.submit(product=shelved, by=None)
    with pytest.raises(ValueError, match="why"):
        revisions.send_back(product=shelved, token=token(shelved), reason="", by=reviewer)
    revisions.send_back(product=shelved, token=token(shelved), reason="Thiếu nơi làm ra", by=reviewer)
    found = working(fresh(shelved))
    assert (open_revision(shelved).state, open_revision(shelved).reason) == (RevisionState.REJECTED, "Thiếu nơi làm ra")
    assert found.shown.description == "Mới"
    assert Notice.objects.get().context["reason"] == "Thiếu nơi làm ra"
    save(fresh(shelved), description="Mới, ở Lục Ngạn")
    revisions.submit(product=shelved, by=None)
    revisions.approve(product=shelved, token=token(shelved), by=reviewer)
    assert fresh(shelved).description == "Mới, ở Lục Ngạn"


def test_a_new_listing_sent_back_is_a_draft_with_the_reason(reviewer: User):
    product = handed_in()
    revisions.send_back(product=product, token=token(product), reason="Ảnh mờ", by=reviewer)
    after = fresh(product)
    assert (after.status, after.submitted_at) == (ProductStatus.DRAFT, None)
    assert [change.reason for change in after.status_changes.all()][-1] == "Ảnh mờ"


def test_what_was_taken_off_the_shelf_takes_its_open_revision_along(shelved: Product, reviewer: User):
    save(shelved, description="Mới")
    product_suspend(product=shelved, by=reviewer, reason="Nhãn sai")
    save(fresh(shelved), ingredients="Vải thiều")
    revisions.submit(product=fresh(shelved), by=None)
    after = fresh(shelved)
    assert (after.status, after.description, after.ingredients) == (ProductStatus.IN_REVIEW, "Mới", "Vải thiều")
    revisions.approve(product=after, token=token(after), by=reviewer)
    assert fresh(shelved).status == ProductStatus.PUBLISHED


# ── The clock ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_approved_for_later_goes_on_the_shelf_at_its_time(reviewer: User):
    at = timezone.now() + dt.timedelta(hours=5)
    product = handed_in(publish_at=at)
    revisions.approve(product=product, token=token(product), by=reviewer)
    assert fresh(product).status == ProductStatus.IN_REVIEW
    assert revisions.review_count() == 0
    assert revisions.publish_due() == 0
    assert revisions.publish_due(now=at) == 1
    assert revisions.publish_due(now=at) == 0
    assert (fresh(product).status, fresh(product).publish_at) == (ProductStatus.PUBLISHED, None)
    save(fresh(product), description="Sửa sau khi lên kệ")
    revisions.submit(product=product, by=None)
    revisions.approve(product=product, token=token(product), by=reviewer)
    assert fresh(product).description == "Sửa sau khi lên kệ"


def test_nothing_unread_and_nothing_of_a_closed_shop_is_shown_by_the_clock(reviewer: User):
    past = timezone.now() - dt.timedelta(hours=1)
    unread = handed_in(publish_at=past)
    closed = make_listing(
        status=ProductStatus.IN_REVIEW,
        approved_at=past,
        publish_at=past,
        vendor=make_vendor(status=VendorStatus.SUSPENDED),
    )
    assert revisions.publish_due() == 0
    assert {fresh(unread).status, fresh(closed).status} == {ProductStatus.IN_REVIEW}


def test_the_ticker_does_it():
    past = timezone.now() - dt.timedelta(hours=1)
    due = make_listing(status=ProductStatus.IN_REVIEW, approved_at=past, publish_at=past)
    job = TICKER_JOBS.get("due-listings")
    assert job is not None
    assert run_once(jobs=[job]) == []
    assert fresh(due).status == ProductStatus.PUBLISHED


# ── Differences ──────────────────────────────────────────────────────────────────────────────────────────────────────
def test_texts_are_compared_word_by_word_and_both_can_be_read_back():
    before, after = "Vải chín tới, hái sáng.", "Vải chín đỏ, hái lúc 5 giờ sáng."
    pieces = text_pieces(before, after)
    assert "".join(p.text for p in pieces if p.kind != GONE) == after
    assert "".join(p.text for p in pieces if p.kind != NEW) == before
    assert ("del", "tới") in [(p.kind, p.text) for p in pieces]
    assert text_pieces("", "") == []
    assert [p.kind for p in text_pieces("a " * 3_000, "b " * 3_000)] == [GONE, NEW]


def test_forbidden_phrases_are_marked_where_they_stand():
    claims = [BannedClaim(phrase="số 1", reason="Không được so sánh nhất")]
    product = make_listing(description="Vải số 1 Lục Ngạn")
    changes = field_changes(None, fields_of(product), claims)
    [description] = [change for change in changes if change.name == "description"]
    assert [(piece.text, bool(piece.claim)) for piece in description.pieces] == [
        ("Vải ", False),
        ("số 1", True),
        (" Lục Ngạn", False),
    ]
    assert not description.changed


def test_pictures_are_new_gone_moved_or_the_same():
    a, b, c = Shot(pk=1, image=1, alt="a"), Shot(pk=2, image=2, alt="b"), Shot(image=3, alt="c")
    assert [change.kind for change in shot_changes([a, b], [b, c])] == ["moved", NEW, GONE]
    assert [change.kind for change in shot_changes([a], [a])] == [SAME]


# ── The pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
QUEUE = "/kiem-duyet/san-pham/"


def test_the_queue_is_for_reviewers_with_a_second_factor(client: Client):
    product = handed_in()
    pages = (QUEUE, f"{QUEUE}{product.pk}/")
    for page in pages:
        assert client.get(page).status_code == 302
    for user in (make_user(), product.vendor.members.get().user, make_staff(superuser=False)):
        client.force_login(user)
        for page in pages:
            assert client.get(page).status_code == 403
        answer = client.post(pages[1], {"do": "approve", "token": token(product)})
        assert answer.status_code == 403
    sign_in(client, make_staff())  # without the second factor in this session
    assert client.post(pages[1], {"do": "approve", "token": token(product)}).status_code == 302
    assert fresh(product).status == ProductStatus.IN_REVIEW


def test_the_oldest_comes_first_and_is_approved_as_it_was_read(client: Client, reviewer: User):
    sign_in(client, reviewer, "mfa")
    old, new = handed_in(), handed_in()
    Product.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - dt.timedelta(hours=30))
    make_certificate(product=new)
    page = client.get(QUEUE).content.decode()
    assert page.index(old.name) < page.index(new.name)
    assert "Quá hẹn" in page
    address = f"{QUEUE}{new.pk}/"
    assert "TEST-" in client.get(address).content.decode()
    read = token(new)
    save(new, description="Sửa trong lúc đọc")
    answer = client.post(address, {"do": "approve", "token": read})
    assert answer.status_code == 409
    assert "Sửa trong lúc đọc" in answer.content.decode()
    assert client.post(address, {"do": "approve", "token": token(new)}).status_code == 302
    assert fresh(new).status == ProductStatus.PUBLISHED


def test_the_reviewer_sees_what_is_new(client: Client, reviewer: User, shelved: Product):
    sign_in(client, reviewer, "mfa")
    save(shelved, description="Vải chín tới, hái lúc 4 giờ sáng.")
    add(shelved)
    revisions.submit(product=shelved, by=None)
    page = client.get(f"{QUEUE}{shelved.pk}/").content.decode()
    assert "<del>5</del><ins>4</ins>" in page
    assert "Ảnh mới" in page
    answer = client.post(f"{QUEUE}{shelved.pk}/", {"do": "back", "reason": " \u200b", "token": token(shelved)})
    assert answer.status_code == 409
    client.post(f"{QUEUE}{shelved.pk}/", {"do": "back", "reason": "Nói rõ ai hái", "token": token(shelved)})
    assert open_revision(shelved).reason == "Nói rõ ai hái"


def test_the_queue_takes_the_same_queries_however_many_wait(
    client: Client, reviewer: User, django_assert_max_num_queries: Any
):
    sign_in(client, reviewer, "mfa")
    for _number in range(4):
        handed_in()
    with django_assert_max_num_queries(15):
        client.get(QUEUE)
    with django_assert_max_num_queries(15):
        client.get(f"{QUEUE}{Product.objects.all()[0].pk}/")


def test_nobody_decides_on_a_listing_of_their_own_shop(reviewer: User):
    product = handed_in()
    Acting.objects.create(
        vendor=product.vendor, staff=reviewer, reason="Nhờ giúp", ends_at=timezone.now() + dt.timedelta(hours=1)
    )
    for by in (reviewer, product.vendor.members.get().user):
        with pytest.raises(revisions.OwnListing):
            revisions.approve(product=product, token=token(product), by=by)
        with pytest.raises(revisions.OwnListing):
            revisions.send_back(product=product, token=token(product), reason="Sai", by=by)
    assert fresh(product).status == ProductStatus.IN_REVIEW
