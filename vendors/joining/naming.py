"""Another name for a verified shop: its owner asks and says why, the staff accept or refuse, until then the old one
stands. Who buys must know whom they buy from, so what was verified is not changed by the shop alone.
"""

from typing import IO, Final

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
from vendors.joining.documents import paper_add
from vendors.joining.services import tell_owner
from vendors.models import NameChange, NameState, PaperKind, Vendor, VendorStatus
from vendors.notices import notify

MAX_REASON: Final = 300
_S = VendorStatus


class NameRefused(ValueError):
    """It cannot be done now; the text says why, for a person to read."""


def may_ask(vendor: Vendor) -> bool:
    """Whether a new name goes through the staff: before that it is the owner's alone, or the application's."""
    return vendor.status in (_S.VERIFIED, _S.SUSPENDED)


@transaction.atomic
def name_ask(*, vendor: Vendor, by: User, name: str, reason: str, paper: IO[bytes] | None = None) -> NameChange:
    """Ask for another name; `paper` is a picture or PDF that shows it, kept among the shop's papers.

    Raises `NameRefused`, or `documents.PaperRefused`; then nothing is kept.
    """
    locked = Vendor.objects.select_for_update().get(pk=vendor.pk)
    if not may_ask(locked):
        raise NameRefused(_("Gian hàng chưa xác minh thì đổi tên trong hồ sơ."))
    if name == locked.name:
        raise NameRefused(_("Tên mới giống tên đang dùng."))
    if NameChange.objects.for_vendor(locked).waiting().exists():
        raise NameRefused(_("Đang có một tên mới chờ Chợ Làng xem."))
    asked = NameChange.objects.create(
        vendor=locked,
        old_name=locked.name,
        new_name=name,
        reason=clean_text(reason, max_length=MAX_REASON),
        asked_by=by,
    )
    if paper is not None:  # the last thing that can fail: it takes its own file away again
        asked.paper = paper_add(vendor=locked, kind=PaperKind.REGISTRATION, upload=paper, by=by)
        asked.save(update_fields=["paper"])
    return asked


def name_withdraw(*, vendor: Vendor) -> bool:
    """Take the wish back; whether one waited."""
    return bool(NameChange.objects.for_vendor(vendor).waiting().update(state=NameState.WITHDRAWN))


@transaction.atomic
def name_accept(*, vendor: Vendor, pk: int, by: User) -> None:
    """The shop bears the new name from now on; its address stays. Raises `NameRefused`. Publishes `VendorChanged`."""
    asked = _decide(vendor, pk, by, NameState.ACCEPTED, "")
    Vendor.objects.filter(pk=vendor.pk).update(name=asked.new_name)
    vendor.name = asked.new_name
    publish(VendorChanged(vendor_id=vendor.pk))
    _tell(vendor, "vendor-renamed", asked)


@transaction.atomic
def name_refuse(*, vendor: Vendor, pk: int, by: User, reason: str) -> None:
    """The old name stays, and why; the shop is told. Raises `NameRefused`, also without a reason."""
    reason = clean_text(reason, max_length=MAX_REASON)
    if not reason:
        raise NameRefused(_("Ghi lý do để chủ gian hàng biết."))
    _tell(vendor, "vendor-not-renamed", _decide(vendor, pk, by, NameState.REFUSED, reason))


def _decide(vendor: Vendor, pk: int, by: User, state: NameState, answer: str) -> NameChange:
    """One conditional update: of two reviewers one decides. A paper that came along is decided on by itself."""
    if works_for(by, vendor):
        raise NameRefused(_("Bạn là người của gian hàng này; nhờ đồng nghiệp xét giúp."))
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    row = NameChange.objects.for_vendor(vendor).filter(pk=pk)
    if not row.waiting().update(state=state, answer=answer, decided_by=by, decided_at=timezone.now()):
        raise NameRefused(_("Tên mới này không còn chờ xét nữa."))
    return row.get()


def _tell(vendor: Vendor, kind: str, asked: NameChange) -> None:
    """The owner wherever a message reaches them, and everybody concerned in the centre."""
    path = reverse("vendors:centre-name", args=[vendor.slug])
    context = {"old": asked.old_name, "new": asked.new_name, "reason": asked.answer.rstrip(". ")}
    tell_owner(vendor, kind, context | {"url": settings.SITE_URL + path})
    notify(vendor=vendor, kind=kind, context=context, url=path)
