"""From an application to a shop that sells, and out of business for a while: the steps, who is told, what is written.

Decree-level duties behind it: a marketplace knows who its sellers are before they sell (Law 122/2025/QH15). A step is
one conditional update, so of two reviewers at the same moment one takes it; its history and messages belong to the same
transaction.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.events import publish
from core.text import clean_text
from vendors.access import works_for
from vendors.events import VendorChanged
from vendors.joining import contract
from vendors.joining.documents import needs_of
from vendors.joining.services import Missing, dossier_of, missing, tell_owner
from vendors.joining.taxcodes import PERSONAL
from vendors.models import Dossier, Paper, SellerKind, ShopProfile, Vendor, VendorStatus, VendorStatusChange
from vendors.notices import notify

_S = VendorStatus
# What may follow what. Draft again means sent back: the owner changes something and hands in once more.
TRANSITIONS: Final[dict[VendorStatus, frozenset[VendorStatus]]] = {
    _S.DRAFT: frozenset({_S.APPLIED}),
    _S.APPLIED: frozenset({_S.IN_REVIEW, _S.DRAFT}),
    _S.IN_REVIEW: frozenset({_S.VERIFIED, _S.DRAFT}),
    _S.VERIFIED: frozenset({_S.SUSPENDED}),
    _S.SUSPENDED: frozenset({_S.VERIFIED}),
}
MAX_REASON: Final = 300
MAX_OWN_REASON: Final = 250  # of an owner who closes: it is kept behind the words below
CLOSED_BY_OWNER: Final = "Chủ gian hàng đóng cửa"  # kept as data in the shop's history


class StepRefused(ValueError):
    """The step cannot be taken now; the text says why, for a person to read."""


class Incomplete(StepRefused):
    """The application lacks something: `missing`."""

    def __init__(self, lacking: list[Missing]) -> None:
        super().__init__(_("Hồ sơ còn thiếu, chưa nộp được."))
        self.missing = lacking


# ── The owner ────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def submit(*, vendor: Vendor, by: User) -> None:
    """Hand the application in. Raises `Incomplete`, or `StepRefused` where that was done already."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)  # nothing may be taken out of it meanwhile
    papers = list(Paper.objects.for_vendor(vendor))
    if lacking := missing(vendor, dossier_of(vendor), papers):
        raise Incomplete(lacking)
    _move(vendor, _S.APPLIED, by=by)
    Dossier.objects.filter(vendor=vendor).update(submitted_at=timezone.now(), reviewer=None, changed_at=None)


@transaction.atomic
def withdraw(*, vendor: Vendor, by: User) -> None:
    """Take the application back; it may be handed in again. Raises `StepRefused`."""
    _move(vendor, _S.DRAFT, by=by)


@transaction.atomic
def close(*, vendor: Vendor, by: User, reason: str = "") -> None:
    """Close one's own shop; staff open it again with `restore`. Raises `StepRefused`."""
    own = clean_text(reason, max_length=MAX_OWN_REASON)
    _move(vendor, _S.SUSPENDED, by=by, reason=f"{CLOSED_BY_OWNER}: {own}" if own else f"{CLOSED_BY_OWNER}.")


# ── The staff ────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def take(*, vendor: Vendor, by: User) -> None:
    """Begin to look at an application. Raises `StepRefused`."""
    _refuse_own(vendor, by)
    _move(vendor, _S.IN_REVIEW, by=by)
    Dossier.objects.filter(vendor=vendor).update(reviewer=by)


@transaction.atomic
def verify(*, vendor: Vendor, by: User, seen: str | None = None) -> None:
    """Open the shop. `seen` is `seen_of` the dossier that the reviewer read.

    Raises `StepRefused`, also while a paper it needs has not been accepted or where something has changed since.
    """
    _refuse_own(vendor, by)
    dossier = _as_seen(vendor, seen)
    papers = list(Paper.objects.for_vendor(vendor))
    if seen is not None and (lacking := missing(vendor, dossier, papers)):
        raise StepRefused("; ".join(str(part.text) for part in lacking))
    needs = needs_of(vendor, dossier, papers)
    if open_ones := [str(need.title) for need in needs if need.required and not need.is_accepted]:
        raise StepRefused(_("Còn giấy chưa duyệt: %(papers)s.") % {"papers": "; ".join(open_ones)})
    _move(vendor, _S.VERIFIED, by=by, sources=[_S.IN_REVIEW])
    Dossier.objects.filter(vendor=vendor).update(changed_at=None)
    _begin_profile(vendor, dossier)
    _tell(vendor, "vendor-verified")


@transaction.atomic
def send_back(*, vendor: Vendor, by: User, reason: str) -> None:
    """Give the application back to be put right. Raises `StepRefused`, also without a reason."""
    _refuse_own(vendor, by)
    _move(vendor, _S.DRAFT, by=by, reason=_reason(reason))
    _tell(vendor, "vendor-sent-back", reason)


@transaction.atomic
def suspend(*, vendor: Vendor, by: User | None, reason: str) -> None:
    """Close a shop to the public. Raises `StepRefused`, also without a reason. Nobody is told where `by` is None."""
    if by is not None:
        _refuse_own(vendor, by)
    _move(vendor, _S.SUSPENDED, by=by, reason=_reason(reason))
    if by is not None:
        _tell(vendor, "vendor-suspended", reason)


@transaction.atomic
def restore(*, vendor: Vendor, by: User, reason: str = "") -> None:
    """Open a suspended shop again. Raises `StepRefused`, also without an owner who has accepted the contract."""
    _refuse_own(vendor, by)
    if contract.accepted(vendor) is None:
        raise StepRefused(_("Gian hàng chưa có chủ đồng ý hợp đồng đang có hiệu lực."))
    _move(vendor, _S.VERIFIED, by=by, sources=[_S.SUSPENDED], reason=clean_text(reason, max_length=MAX_REASON))
    _tell(vendor, "vendor-verified")


@transaction.atomic
def changes_seen(*, vendor: Vendor, by: User, seen: str | None = None) -> None:
    """What a verified shop changed has been looked at and is in order. Raises `StepRefused`."""
    _refuse_own(vendor, by)
    _as_seen(vendor, seen)
    Dossier.objects.filter(vendor=vendor).update(changed_at=None, reviewer=by)


# ── One step ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _move(
    vendor: Vendor,
    target: VendorStatus,
    *,
    by: User | None,
    reason: str = "",
    sources: Iterable[VendorStatus] | None = None,
) -> None:
    """The conditional update with its history. Expects a transaction; publishes `VendorChanged`."""
    allowed = [source for source, targets in TRANSITIONS.items() if target in targets]
    for source in allowed if sources is None else sources:
        if Vendor.objects.filter(pk=vendor.pk, status=source).update(status=target):
            VendorStatusChange.objects.create(vendor=vendor, source=source, target=target, by=by, reason=reason)
            vendor.status = target
            publish(VendorChanged(vendor_id=vendor.pk))
            return
    vendor.refresh_from_db(fields=["status"])
    raise StepRefused(_("Hồ sơ đã sang bước khác: %(status)s.") % {"status": vendor.get_status_display()})


def _reason(text: str) -> str:
    reason = clean_text(text, max_length=MAX_REASON)
    if not reason:
        raise StepRefused(_("Ghi lý do để chủ gian hàng biết cần làm gì."))
    return reason


def seen_of(dossier: Dossier) -> str:
    """What tells one state of the answers from the next, also one that was withdrawn and handed in again.

    A reviewer's page carries it. Sealed answers count by their sealed text, which is another one each time.
    """
    vendor = dossier.vendor
    answers = (
        *(vendor.name, vendor.kind, vendor.province_id, vendor.commune_id),
        *(dossier.submitted_at, dossier.changed_at, dossier.bank_changed_at),
        *(dossier.line, dossier.phone, dossier.representative, dossier.sells_food),
        *(dossier.tax_code_sealed, dossier.bank_bin, dossier.account_sealed, dossier.holder_sealed),
    )
    return hashlib.sha256(repr(answers).encode()).hexdigest()[:32]


def _as_seen(vendor: Vendor, seen: str | None) -> Dossier:
    dossier = Dossier.objects.select_for_update().filter(vendor=vendor).first() or Dossier(vendor=vendor)
    if seen is not None and seen != seen_of(dossier):
        raise StepRefused(_("Hồ sơ vừa đổi. Bạn xem lại rồi hãy bấm."))
    return dossier


def _refuse_own(vendor: Vendor, by: User) -> None:
    if works_for(by, vendor):
        raise StepRefused(_("Bạn là người của gian hàng này; nhờ đồng nghiệp xét giúp."))


def _begin_profile(vendor: Vendor, dossier: Dossier) -> None:
    """The legal block of the public page begins with what was checked, unless the shop has filled it in itself."""
    number = "" if SellerKind(vendor.kind) in PERSONAL else dossier.tax_code
    ShopProfile.objects.get_or_create(
        vendor=vendor, defaults={"address_line": dossier.line[:160], "registration_number": number}
    )


def _tell(vendor: Vendor, kind: str, reason: str = "") -> None:
    """The owner by telephone or e-mail whatever they have switched off, and everybody concerned in the centre."""
    path = reverse("vendors:centre-home", args=[vendor.slug])
    context = {"shop": vendor.name, "reason": clean_text(reason, max_length=MAX_REASON).rstrip(". ")}
    tell_owner(vendor, kind, context | {"url": settings.SITE_URL + path})
    notify(vendor=vendor, kind=kind, context=context, url=path)
