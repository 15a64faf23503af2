"""An owner closes the shop, whichever step it is at: an open one leaves the market, an application is taken back, a
draft that nobody was shown is deleted. The sellers' contract (section 7) lets an owner do so at any time.
"""

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from vendors.joining.documents import paper_remove
from vendors.joining.verification import StepRefused, close, withdraw
from vendors.models import Dossier, Paper, Vendor, VendorStatus
from vendors.shop.profile import profile_of, shop_edit

_S = VendorStatus


class Closing(StrEnum):
    """What closing means for a shop now."""

    CLOSE = "close"  # it leaves the market
    WITHDRAW = "withdraw"  # the application comes back to its owner
    DISCARD = "discard"  # the draft is deleted
    RESTS = "rests"  # nothing is open and something is to be kept
    CLOSED = "closed"


def closing_of(vendor: Vendor) -> Closing:
    """What its owner may do. At most one query for each room that keeps something for shops, for drafts only."""
    match vendor.status:
        case _S.VERIFIED:
            return Closing.CLOSE
        case _S.APPLIED | _S.IN_REVIEW:
            return Closing.WITHDRAW
        case _S.DRAFT:
            return Closing.DISCARD if _may_go(vendor) else Closing.RESTS
        case _:
            return Closing.CLOSED


def shop_close(*, vendor: Vendor, by: User, meant: Closing, reason: str = "") -> None:
    """Do what the owner was shown (`meant`), and nothing else where the shop has taken another step meanwhile.

    Raises `StepRefused`. After `DISCARD` the shop is no more: `vendor.pk` is None.
    """
    match meant:
        case Closing.CLOSE:
            close(vendor=vendor, by=by, reason=reason)
        case Closing.WITHDRAW:
            withdraw(vendor=vendor, by=by)
        case Closing.DISCARD:
            _discard(vendor)
        case _:
            raise StepRefused(_("Không có gì để đóng."))


@transaction.atomic
def _discard(vendor: Vendor) -> None:
    """The draft with its papers, its picture and their files. Nobody hands it in or adds goods to it meanwhile."""
    locked = Vendor.objects.select_for_update().filter(pk=vendor.pk, status=_S.DRAFT).first()
    if locked is None or not _may_go(locked):
        raise StepRefused(_("Hồ sơ này đã nộp hoặc đã có món hàng, nên không xoá được nữa."))
    for pk in Paper.objects.for_vendor(locked).values_list("pk", flat=True):
        paper_remove(vendor=locked, pk=pk)
    if profile_of(locked).picture_id:
        shop_edit(vendor=locked, values={}, drop_picture=True)
    vendor.delete()


def _may_go(vendor: Vendor) -> bool:
    """A draft that was never handed in (what was, is kept: `vendors.joining.privacy`) and that no other room uses."""
    if Dossier.objects.filter(vendor=vendor, submitted_at__isnull=False).exists():
        return False
    return not any(
        relation.related_model._base_manager.filter(**{relation.field.name: vendor}).exists()
        for relation in Vendor._meta.related_objects
        if relation.related_model._meta.app_label != Vendor._meta.app_label
    )
