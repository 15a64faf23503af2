"""Opening a shop: a form in steps that saves as it goes, until the application is complete and handed in.

Each step has one service. What is still missing is computed from what is there (`missing`), so a person may go back,
change the kind of seller, stop and come again another day. `vendors.joining.verification` takes over at handing in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import own_contact
from core import messaging
from core.encryption import digest, digests, mask, seal
from core.events import publish
from core.lookalikes import look_of
from places.models import Commune, Province
from vendors import identity
from vendors.events import VendorChanged
from vendors.joining import contract
from vendors.joining.banks import bank
from vendors.joining.documents import needs_of
from vendors.joining.taxcodes import TaxCodeRefused, parse_tax_code
from vendors.models import (
    Assistance,
    Dossier,
    IdentityCheck,
    IdentityState,
    Member,
    NameChange,
    NameState,
    Paper,
    Role,
    SellerKind,
    Vendor,
    VendorStatus,
)
from vendors.models.papers import ACCOUNT, HOLDER, TAX_CODE
from vendors.services import vendor_create

MAX_OPEN: Final = 5  # applications of one person that nobody has decided on
OPEN: Final = (VendorStatus.DRAFT, VendorStatus.APPLIED, VendorStatus.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form, by the last part of its address."""

    slug: str
    title: Any


STEPS: Final = (
    Step("gian-hang", _("Gian hàng")),
    Step("noi-ban", _("Nơi bán")),
    Step("nguoi-dai-dien", _("Người đại diện")),
    Step("tai-khoan", _("Tài khoản nhận tiền")),
    Step("giay-to", _("Giấy tờ")),
    Step("hop-dong", _("Hợp đồng")),
    Step("danh-tinh", _("Xác thực danh tính")),
)


class TooManyApplications(Exception):
    """The person has `MAX_OPEN` applications that nobody has decided on."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something an application lacks: at which step, in words."""

    step: str
    text: Any


def dossier_of(vendor: Vendor) -> Dossier:
    """What the shop has answered so far; a new, unsaved one where that is nothing. One query."""
    return Dossier.objects.filter(vendor=vendor).first() or Dossier(vendor=vendor)


def drafts_of(user: User) -> list[Vendor]:
    """Applications this person has begun as the owner and not handed in, the newest first. One query."""
    own = Vendor.objects.filter(members__user=user, members__role=Role.OWNER, status=VendorStatus.DRAFT)
    return list(own.order_by("-created_at"))


# ── Steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def shop_begin(*, owner: User, name: str, kind: str, province: Province) -> Vendor:
    """A new shop in draft with its owner; the same one again for a form sent twice.

    Raises `TooManyApplications`, or `vendors.services.VendorRefused`.
    """
    User.objects.select_for_update().get(pk=owner.pk)  # two at once: one shop, and the count holds
    own = Vendor.objects.filter(members__user=owner, members__role=Role.OWNER)
    if same := own.filter(status=VendorStatus.DRAFT, name=name, kind=kind).first():
        return same
    if own.filter(status__in=OPEN).count() >= MAX_OPEN:
        raise TooManyApplications
    vendor = vendor_create(name=name, kind=kind, province=province, status=VendorStatus.DRAFT)
    Member.objects.create(vendor=vendor, user=owner, role=Role.OWNER)
    Dossier.objects.create(vendor=vendor)
    return vendor


@transaction.atomic
def shop_rename(*, vendor: Vendor, name: str, kind: str, province: Province) -> None:
    """Change the answers of step one; in another province the commune is asked anew. Publishes `VendorChanged`."""
    if vendor.province_id != province.pk:
        vendor.commune = None
    vendor.name, vendor.kind, vendor.province = name, kind, province
    vendor.save(update_fields=["name", "kind", "province", "commune"])
    publish(VendorChanged(vendor_id=vendor.pk))


@transaction.atomic
def place_save(*, vendor: Vendor, province: Province, commune: Commune, line: str, typed: str, phone: str) -> None:
    """Where the shop is and its telephone (E.164). Publishes `VendorChanged`."""
    vendor.province, vendor.commune = province, commune
    vendor.save(update_fields=["province", "commune"])
    _write(vendor, line=line, typed=typed, phone=phone)
    publish(VendorChanged(vendor_id=vendor.pk))


@transaction.atomic
def representative_save(*, vendor: Vendor, representative: str, tax_code: str) -> None:
    """Who answers for the shop, and its tax code as `parse_tax_code` returned it (empty: as it was).

    Once it is handed in, staff look at it again.
    """
    fields: dict[str, Any] = {"representative": representative}
    before = dossier_of(vendor)
    if tax_code:
        fields["tax_code_sealed"] = seal(tax_code, purpose=TAX_CODE)
        fields["tax_code_digest"] = digest(tax_code, purpose=TAX_CODE)
    changed = representative != before.representative or (tax_code and tax_code != before.tax_code)
    if changed:
        fields |= _to_be_seen(vendor)
    _write(vendor, **fields)


@transaction.atomic
def account_save(*, vendor: Vendor, bank_bin: str, account: str, holder: str) -> None:
    """Where the shop's money goes, as `joining.banks` parsed it. The owner is told when there was another account."""
    had = dossier_of(vendor).account_sealed
    _write(
        vendor,
        bank_bin=bank_bin,
        account_sealed=seal(account, purpose=ACCOUNT),
        holder_sealed=seal(holder, purpose=HOLDER),
        bank_changed_at=timezone.now(),
    )
    if had and vendor.status != VendorStatus.DRAFT:
        found = bank(bank_bin)
        context = {"shop": vendor.name, "bank": found.short_name if found else bank_bin, "account": mask(account)}
        tell_owner(vendor, "vendor-bank-changed", context)


def sells_food_save(*, vendor: Vendor, sells_food: bool) -> None:
    """Whether the shop sells what people eat or drink: then food safety has to be proved."""
    changed = sells_food != dossier_of(vendor).sells_food
    _write(vendor, sells_food=sells_food, **(_to_be_seen(vendor) if changed else {}))


def owner_changed(vendor: Vendor) -> None:
    """Somebody else owns the shop now: staff look at who that is, and what the one before wished for is over."""
    NameChange.objects.for_vendor(vendor).waiting().update(state=NameState.WITHDRAWN)
    if fields := _to_be_seen(vendor):
        Dossier.objects.filter(vendor=vendor).update(**fields)


def _to_be_seen(vendor: Vendor) -> dict[str, Any]:
    """What marks a dossier that has been handed in as changed since."""
    return {} if vendor.status == VendorStatus.DRAFT else {"changed_at": timezone.now()}


def _write(vendor: Vendor, **fields: Any) -> None:
    Dossier.objects.update_or_create(vendor=vendor, defaults=fields)


def tell_owner(vendor: Vendor, kind: str, context: dict[str, str]) -> None:
    """A message to the owner, wherever a code could go; nobody where there is no owner yet. Two queries."""
    owner = vendor.members.filter(role=Role.OWNER).select_related("user").first()
    to = own_contact(owner.user) if owner else None
    if owner and to:
        messaging.send(kind=kind, to=to, language=owner.user.language, context=context)


# ── What is missing ──────────────────────────────────────────────────────────────────────────────────────────────────
def missing(
    vendor: Vendor,
    dossier: Dossier,
    papers: Iterable[Paper],
    *,
    agreed: bool | None = None,
    proved: bool | None = None,
    confirmed: bool | None = None,
) -> list[Missing]:
    """What the application lacks, in the order of the steps; empty when it may be handed in.

    One query each, where the caller does not know it: whether the contract was `agreed` to, whether the owner's
    identity is `proved`, and whether what an officer drafted was `confirmed`.
    """
    found = [*_missing_answers(vendor, dossier)]
    if dossier.sells_food is None:
        found.append(Missing("giay-to", _("Có bán đồ ăn, thức uống không")))
    found += [Missing("giay-to", need.title) for need in needs_of(vendor, dossier, papers) if need.is_missing]
    if not (contract.accepted(vendor) if agreed is None else agreed):
        found.append(Missing("hop-dong", _("Đồng ý hợp đồng người bán")))
    if not (identity_passed(vendor) if proved is None else proved):
        found.append(Missing("danh-tinh", _("Xác thực danh tính điện tử")))
    if confirmed is None:
        confirmed = not Assistance.objects.filter(vendor=vendor, confirmed_at=None).exists()
    if not confirmed:
        found.append(Missing("gian-hang", _("Chủ gian hàng xác nhận hồ sơ do cán bộ soạn giúp")))
    return found


def _missing_answers(vendor: Vendor, dossier: Dossier) -> Iterable[Missing]:
    if vendor.commune_id is None:
        yield Missing("noi-ban", _("Xã, phường"))
    if not dossier.line:
        yield Missing("noi-ban", _("Số nhà, đường, thôn, ấp"))
    if not dossier.phone:
        yield Missing("noi-ban", _("Điện thoại gian hàng"))
    if not dossier.representative:
        yield Missing("nguoi-dai-dien", _("Tên người đại diện"))
    if not dossier.tax_code_sealed:
        yield Missing("nguoi-dai-dien", _("Mã số thuế"))
    elif not _fits(dossier.tax_code, vendor.kind):
        yield Missing("nguoi-dai-dien", _("Mã số thuế đúng với loại hình mới chọn"))
    if not dossier.account_sealed:
        yield Missing("tai-khoan", _("Tài khoản nhận tiền"))


def _fits(tax_code: str, kind: str) -> bool:
    try:
        parse_tax_code(tax_code, kind=kind)
    except TaxCodeRefused:
        return False
    return True


def same_tax_code(dossier: Dossier) -> list[Vendor]:
    """Other shops with this tax code, under whichever key; for staff only. One query, none without a code."""
    if not dossier.tax_code_sealed:
        return []
    known = digests(dossier.tax_code, purpose=TAX_CODE)
    others = Vendor.objects.filter(dossier__tax_code_digest__in=known).exclude(pk=dossier.vendor_id)
    return list(others.select_related("province").order_by("created_at")[:20])


def same_look(vendor: Vendor, name: str) -> list[Vendor]:
    """Other shops that were handed in and whose name looks like this one; for staff only. Two queries at most.

    Reads the names of all shops.
    """
    look = look_of(name)
    others = Vendor.objects.exclude(pk=vendor.pk).exclude(status=VendorStatus.DRAFT)
    found = [pk for pk, other in others.values_list("pk", "name").iterator() if look_of(other) == look]
    return list(others.filter(pk__in=found[:20]).select_related("province").order_by("created_at")) if found else []


def tax_code_fits(vendor: Vendor, dossier: Dossier) -> bool:
    """Whether the tax code is right in form and check digit for the kind of seller."""
    return bool(dossier.tax_code_sealed) and _fits(dossier.tax_code, vendor.kind)


def identity_passed(vendor: Vendor) -> IdentityCheck | None:
    """The newest check that the present owner has passed, or None. One query."""
    owners = vendor.members.filter(role=Role.OWNER).values("user")
    return vendor.identity_checks.filter(state=IdentityState.PASSED, user__in=owners).first()


def identity_is_real(check: IdentityCheck | None) -> bool:
    """Whether the check was more than a trial of the sandbox."""
    return check is not None and check.provider == identity.provider().name and identity.provider().is_real


def kind_help(kind: str) -> Any:
    """One line on a kind of seller, for those who are not sure which they are."""
    return _KIND_HELP[SellerKind(kind)]


_KIND_HELP: Final = {
    SellerKind.FARMER: _("Nhà tự trồng, nuôi, làm ra; không đăng ký kinh doanh"),
    SellerKind.HOUSEHOLD: _("Có giấy đăng ký hộ kinh doanh của xã, phường; nhà nghỉ, homestay của gia đình"),
    SellerKind.GROUP: _("Từ hai nhà góp sức làm chung, có hợp đồng hợp tác; kể cả tổ du lịch cộng đồng"),
    SellerKind.COOP: _("Có giấy đăng ký hợp tác xã hoặc liên hiệp, kể cả hợp tác xã du lịch"),
    SellerKind.COMPANY: _("Công ty, doanh nghiệp tư nhân"),
    SellerKind.SHOWROOM: _("Điểm giới thiệu và bán hàng OCOP của địa phương"),
}
