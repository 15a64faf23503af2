"""Reading before showing: listings and their revisions are handed in, approved or sent back, and shown in time.

The law wants every listing read before the public sees it. The shop is promised an answer within `TARGET`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from catalog.centre import notices as centre_notices
from catalog.centre.tasks import waited
from catalog.centre.words import TARGET
from catalog.editing.gallery import pictures_apply, revision_images_drop
from catalog.editing.producers import is_named
from catalog.editing.services import locked
from catalog.editing.working import Working, as_json, fields_of, shots_of, stored
from catalog.events import ProductChanged
from catalog.listing import (
    ListingIncomplete,
    StepRefused,
    listing_problems,
    product_publish,
    product_send_back,
    product_submit,
)
from catalog.models import BannedClaim, Product, ProductRevision, ProductStatus, RevisionState
from core.events import publish
from vendors.access import works_for
from vendors.models import SellerKind, VendorStatus

PUBLISH_AT_ONCE: Final = 100  # due listings in one run of the ticker's job
MAX_REASON: Final = 300


class ShopNotVerified(Exception):
    """Only a verified shop may show goods: the marketplace must know who sells."""


class ChangedMeanwhile(Exception):
    """What was read is not what is there now."""


class OwnListing(Exception):
    """Nobody decides on a listing of a shop they work for, or act for at this moment."""


class NothingToSubmit(Exception):
    """There is no change that a reviewer would have to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One entry of the reviewers' queue. `is_new` for a listing that is not on the shelf."""

    product: Product
    since: dt.datetime
    is_new: bool

    @property
    def late(self) -> bool:
        return timezone.now() - self.since > TARGET

    @property
    def waited(self) -> str:
        """How long, in words."""
        return waited(self.since)

    @property
    def left(self) -> str:
        """Until when the shop was promised an answer, in words."""
        now = timezone.now()
        return waited(now - (self.since + TARGET - now))


def problems_of(
    found: Working,
    *,
    packs: Mapping[int, Mapping[str, Any]] | None = None,
    claims: Iterable[BannedClaim] | None = None,
) -> tuple[list[str], list[str]]:
    """What keeps what is edited from review, as `listing_problems`; of a showroom also who made it.

    `packs` (`catalog.editing.packs.pack_values`) and `claims` spare four queries where they are at hand.
    """
    missing, phrases = listing_problems(found.shown, beside=found.beside(packs), claims=claims)
    if found.product.vendor.kind == SellerKind.SHOWROOM and not is_named(found.shown.producer):
        missing.append("producer")
    return missing, phrases


# ── The shop ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def submit(*, product: Product, by: User | None) -> None:
    """Hand in what is edited. Raises `ShopNotVerified`, `ListingIncomplete`, `NothingToSubmit` or `StepRefused`."""
    found = locked(product)
    if found.product.vendor.status != VendorStatus.VERIFIED:
        raise ShopNotVerified
    missing, claims = problems_of(found)
    if missing or claims:
        raise ListingIncomplete(missing, claims)
    revision = found.revision
    if found.is_kept_apart:
        if revision is None or revision.state == RevisionState.SUBMITTED:
            raise NothingToSubmit
        _state(revision, RevisionState.SUBMITTED, submitted_at=timezone.now(), reason="")
        return
    if revision is not None:  # it was begun while the listing was on the shelf, which it is not any more
        _content_apply(found, by=by)
        _state(revision, RevisionState.DISCARDED)
    product_submit(product=found.product, by=by)


@transaction.atomic
def take_back(*, product: Product, by: User | None) -> bool:
    """The shop wants to go on writing; says whether something was with the reviewers."""
    found = locked(product)
    if found.revision is not None and found.revision.state == RevisionState.SUBMITTED:
        _state(found.revision, RevisionState.DRAFT, submitted_at=None)
        return True
    if found.product.status == ProductStatus.IN_REVIEW:
        product_send_back(product=found.product, by=by, reason="")
        return True
    return False


@transaction.atomic
def discard(*, product: Product) -> bool:
    """Throw an open revision away: what is on the shelf stands. Says whether there was one."""
    found = locked(product)
    if found.revision is None or not found.is_kept_apart:
        return False
    _state(found.revision, RevisionState.DISCARDED)
    revision_images_drop(found.product, found.revision)
    return True


# ── The reviewer ─────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def approve(*, product: Product, token: str, by: User) -> None:
    """Show it to the public: now, or from the time the shop set. `token` is that of the page the reviewer read.

    Raises `ChangedMeanwhile` where something has been written since or nothing waits, `OwnListing`, `ShopNotVerified`,
    and `ListingIncomplete`. Leaves a row of history; tells the shop; publishes `ProductChanged`.
    """
    found = _read(product, token, by)
    if found.product.vendor.status != VendorStatus.VERIFIED:
        raise ShopNotVerified
    missing, claims = problems_of(found)
    if missing or claims:
        raise ListingIncomplete(missing, claims)
    now = timezone.now()
    if found.revision is not None:
        _content_apply(found, by=found.revision.by)
        _state(
            found.revision,
            RevisionState.APPROVED,
            decided_at=now,
            decided_by=by,
            fields=fields_of(found.product),
            pictures=as_json(shots_of(found.product)),
        )
    else:
        ProductRevision.objects.create(
            product=found.product,
            state=RevisionState.APPROVED,
            fields=fields_of(found.product),
            pictures=as_json(found.shots),
            base_version=found.product.version,
            submitted_at=found.product.submitted_at,
            decided_at=now,
            decided_by=by,
        )
        if found.product.publish_at is not None and found.product.publish_at > now:
            Product.objects.filter(pk=product.pk).update(approved_at=now)
        else:
            product_publish(product=found.product, by=by)
    centre_notices.tell_approved(found.product)


@transaction.atomic
def send_back(*, product: Product, token: str, reason: str, by: User) -> None:
    """Back to the shop, which is told why. Raises `ChangedMeanwhile`, `OwnListing`, `ValueError` without a reason."""
    if not reason:
        raise ValueError("who sends something back says why")
    found = _read(product, token, by)
    if found.revision is not None:
        _state(
            found.revision, RevisionState.REJECTED, reason=reason[:MAX_REASON], decided_at=timezone.now(), decided_by=by
        )
    else:
        product_send_back(product=found.product, by=by, reason=reason[:MAX_REASON])
    centre_notices.tell_sent_back(found.product, name=found.shown.name, reason=reason[:MAX_REASON])


def review_queue(*, limit: int = 50) -> list[Waits]:
    """What waits, the oldest first. Two queries."""
    related = ("vendor", "product_set")
    listings = _new().select_related(*related).order_by("submitted_at", "pk")[:limit]
    revisions = _revised().select_related("product__vendor", "product__product_set").order_by("submitted_at", "pk")
    waits = [Waits(product=row, since=row.submitted_at or row.created_at, is_new=True) for row in listings]
    waits += [
        Waits(product=row.product, since=row.submitted_at or row.created_at, is_new=False) for row in revisions[:limit]
    ]
    return sorted(waits, key=lambda entry: entry.since)[:limit]


def review_count() -> int:
    """How many wait. Two queries."""
    return _new().count() + _revised().count()


def last_approved(product: Product) -> ProductRevision | None:
    """What the public saw last, or sees now, as far as it is known. One query."""
    return product.revisions.filter(state=RevisionState.APPROVED).order_by("-pk").first()


# ── The clock ────────────────────────────────────────────────────────────────────────────────────────────────────────
def publish_due(*, now: dt.datetime | None = None) -> int:
    """Show what was approved for a time that has come; returns how many. The ticker calls it; safe to repeat."""
    now = now or timezone.now()
    due = Product.objects.filter(
        Q(publish_at=None) | Q(publish_at__lte=now),
        status=ProductStatus.IN_REVIEW,
        approved_at__isnull=False,
        vendor__status=VendorStatus.VERIFIED,
    )
    shown = 0
    for product in due.order_by("publish_at", "pk")[:PUBLISH_AT_ONCE]:
        try:
            shown += _publish(product, now)
        except StepRefused:  # the shop took it back at this very moment
            continue
    return shown


@transaction.atomic
def _publish(product: Product, now: dt.datetime) -> bool:
    row = locked(product).product
    if row.approved_at is None or (row.publish_at is not None and row.publish_at > now):
        return False
    product_publish(product=row, by=None)
    return True


# ── The parts ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _read(product: Product, token: str, by: User) -> Working:
    found = locked(product)
    if works_for(by, found.product.vendor):
        raise OwnListing
    is_decided = found.revision is None and found.product.approved_at is not None
    if found.token != token or not found.waits or is_decided:
        raise ChangedMeanwhile
    return found


def _content_apply(found: Working, *, by: User | None) -> None:
    """Make what is edited what is stored. Expects the lock."""
    assert found.revision is not None  # noqa: S101  callers looked
    fields = {name: stored(name, value) for name, value in found.revision.fields.items()}
    product = found.product
    Product.objects.filter(pk=product.pk).update(version=F("version") + 1, **fields)
    product.refresh_from_db()
    pictures_apply(product, found.shots, by=by)
    publish(ProductChanged(product_id=product.pk))


def _state(revision: ProductRevision, state: RevisionState, **fields: object) -> None:
    revision.state = state
    for name, value in fields.items():
        setattr(revision, name, value)
    revision.save()


def _new() -> models.QuerySet[Product]:
    return Product.objects.filter(status=ProductStatus.IN_REVIEW, approved_at=None)


def _revised() -> models.QuerySet[ProductRevision]:
    return ProductRevision.objects.filter(state=RevisionState.SUBMITTED, product__status=ProductStatus.PUBLISHED)
