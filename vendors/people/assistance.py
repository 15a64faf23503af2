"""Assisted onboarding: an officer drafts a shop for a producer of the own area, who confirms it and then owns it alone.

An officer sees the shops of the own commune or province and nothing of others: every query begins with `area_of`.
"""

from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.events import publish
from core.text import clean_text, fold
from places.models import Commune
from vendors.access import MEMBER, OFFICER
from vendors.events import VendorChanged
from vendors.models import (
    CONFIRMATION_LIFETIME,
    Assistance,
    ConfirmationLink,
    Member,
    Officer,
    Role,
    Vendor,
    VendorStatus,
)
from vendors.models.vendor import VendorQuerySet
from vendors.people import links
from vendors.people.services import written
from vendors.services import MAX_NAME, vendor_create

PURPOSE: Final = "confirmation"
_MOST_SEARCHED: Final = 5_000


class ConfirmationOver(Exception):
    """The link is used, replaced, too old, or never made."""


class NotTheProducer(Exception):
    """An officer cannot confirm what they drafted themselves."""


class OutsideArea(Exception):
    """The place lies outside what this officer looks after."""


# ── Whom an officer sees ─────────────────────────────────────────────────────────────────────────────────────────────
def offices_of(user: User) -> list[Officer]:
    """The areas somebody looks after; empty for who is no officer. One query."""
    return list(Officer.objects.filter(user=user).select_related("province", "commune").order_by("pk"))


def area_of(offices: list[Officer]) -> VendorQuerySet:
    """The shops of these areas; none without one."""
    area = Q(pk__in=())
    for office in offices:
        area |= Q(commune=office.commune_id) if office.commune_id else Q(province=office.province_id)
    return Vendor.objects.filter(area)


def search(shops: VendorQuerySet, query: str) -> VendorQuerySet:
    """Those whose name contains `query`, with or without marks. Reads the names of at most 5,000 shops."""
    wanted = fold(clean_text(query, max_length=80))
    if not wanted:
        return shops
    names = shops.order_by("pk").values_list("pk", "name")[:_MOST_SEARCHED]
    return shops.filter(pk__in=[pk for pk, name in names if wanted in fold(name)])


# ── Drafting and handing over ────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def draft_begin(
    *, officer: User, name: str, kind: str, commune: Commune, producer_name: str = "", phone: str = ""
) -> Assistance:
    """A new shop that this officer works on until the producer confirms it; `phone` is E.164 or empty.

    Raises `OutsideArea`, and `VendorRefused` as `vendor_create` does; then nothing is written.
    """
    vendor = vendor_create(name=name, kind=kind, province=commune.province, commune=commune, status=VendorStatus.DRAFT)
    if not Officer.objects.covering(vendor).filter(user=officer).exists():
        raise OutsideArea
    written(vendor=vendor, user=officer, action="vendors:officer-draft", as_kind=OFFICER)
    return Assistance.objects.create(
        vendor=vendor, officer=officer, producer_name=clean_text(producer_name, max_length=80), phone=phone
    )


@transaction.atomic
def confirmation_create(*, assistance: Assistance) -> str:
    """The token of a new link for the producer; those before it end. Raises `ConfirmationOver` for a confirmed shop."""
    waiting = Assistance.objects.select_for_update().filter(pk=assistance.pk, confirmed_at=None).first()
    if waiting is None:
        raise ConfirmationOver
    now = timezone.now()
    ConfirmationLink.objects.open(now).filter(assistance=waiting).update(revoked_at=now)
    token = links.new_token()
    ConfirmationLink.objects.create(
        assistance=waiting,
        token_hash=links.digest(PURPOSE, token),
        created_at=now,
        expires_at=now + CONFIRMATION_LIFETIME,
    )
    return token


def find(token: str) -> Assistance | None:
    """What an open link is about, with the shop, its place and who drafted it. One query."""
    link = (
        ConfirmationLink.objects.open()
        .filter(token_hash=links.digest(PURPOSE, token))
        .select_related("assistance__vendor__province", "assistance__vendor__commune", "assistance__officer")
        .first()
    )
    return link.assistance if link else None


@transaction.atomic
def confirm(*, token: str, user: User, name: str) -> Vendor:
    """Make `user` the owner of the drafted shop under the corrected `name`; the officer's door closes.

    Link and draft are taken by conditional updates: of two people one becomes the owner. Publishes `VendorChanged`.
    Raises `ConfirmationOver` or `NotTheProducer`; then nothing has changed.
    """
    now = timezone.now()
    digest = links.digest(PURPOSE, token)
    if not ConfirmationLink.objects.open(now).filter(token_hash=digest).update(used_at=now):
        raise ConfirmationOver
    assistance = Assistance.objects.select_related("vendor").get(links__token_hash=digest)
    if assistance.officer_id == user.pk:
        raise NotTheProducer
    waiting = Assistance.objects.filter(pk=assistance.pk, confirmed_at=None)
    if not waiting.update(confirmed_at=now, phone="", producer_name=""):
        raise ConfirmationOver
    vendor = assistance.vendor
    Member.objects.create(vendor=vendor, user=user, role=Role.OWNER)
    name = clean_text(name, max_length=MAX_NAME)
    if name and name != vendor.name:
        Vendor.objects.filter(pk=vendor.pk).update(name=name)
        vendor.name = name
    written(vendor=vendor, user=user, action="vendors:confirm-shop", as_kind=MEMBER, role=Role.OWNER)
    publish(VendorChanged(vendor_id=vendor.pk))
    return vendor
