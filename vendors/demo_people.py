"""The demo's sellers as people: who owns which shop, an application that waits for the staff, an officer's area.

The people are those of `accounts.demo`; where they are missing (a database that is no demo) nothing is made. Numbers
are invented: no tax code begins with 99, and the papers say that they are samples.
"""

from itertools import pairwise
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.encryption import digest, seal
from core.files.private import private_write
from places.models import Commune
from places.selectors import province_by_slug
from vendors.joining import contract
from vendors.models import (
    Dossier,
    IdentityCheck,
    IdentityState,
    Member,
    Officer,
    Paper,
    PaperKind,
    PaperState,
    Role,
    SellerKind,
    Vendor,
    VendorStatus,
    VendorStatusChange,
)
from vendors.models.papers import ACCOUNT, HOLDER, TAX_CODE

_S = VendorStatus
OWNERS: Final = (
    ("htx@demo.invalid", "htx-quy-son", "9900001235", "HTX QUY SON"),
    ("ho-kinh-doanh@demo.invalid", "lua-ngo-cui", "001299000001", "LE THI MAI"),
)
APPLICANT: Final = "ho-kinh-doanh@demo.invalid"
APPLICATION: Final = "to-tam-co-mai"
OFFICER: Final = "can-bo@demo.invalid"
OFFICE: Final = "bac-ninh"


def load() -> str:
    """For `manage.py load_demo`; safe to repeat, and leaves alone what somebody has done with it since."""
    done = [slug for email, slug, code, holder in OWNERS if _owner(email, slug, code, holder)]
    if _application():
        done.append(APPLICATION)
    if done and _office():
        done.append(OFFICE)
    return ", ".join(done) or "nobody to give shops to"


def startup_lines() -> list[str]:
    """For `manage.py serve`: where sellers and reviewers go."""
    shops = ", ".join(f"{email} /kenh-ban/{slug}/" for email, slug, _code, _holder in OWNERS)
    return [
        _("Kênh bán: %(shops)s") % {"shops": shops},
        _("Hồ sơ gian hàng chờ xét (quản trị viên): /kiem-duyet/gian-hang/"),
        _("Cán bộ soạn giúp gian hàng: %(officer)s /can-bo/") % {"officer": OFFICER},
    ]


@transaction.atomic
def _owner(email: str, slug: str, code: str, holder: str) -> bool:
    user, vendor = User.objects.filter(email=email).first(), Vendor.objects.filter(slug=slug).first()
    if user is None or vendor is None or Member.objects.filter(vendor=vendor, role=Role.OWNER).exists():
        return False
    Member.objects.create(vendor=vendor, user=user, role=Role.OWNER)
    _dossier(vendor, user, code, holder, line="Thôn 3")
    _proofs(vendor, user, PaperState.ACCEPTED)
    if not vendor.status_changes.exists():
        _history(vendor, user, [_S.DRAFT, _S.APPLIED, _S.IN_REVIEW, _S.VERIFIED])
    return True


def _office() -> bool:
    """The showroom officer looks after the province of the first shop."""
    user, province = User.objects.filter(email=OFFICER).first(), province_by_slug(OFFICE)
    if user is None or province is None:
        return False
    return Officer.objects.get_or_create(user=user, province=province)[1]


@transaction.atomic
def _application() -> bool:
    """A household that sells silk and waits to be verified."""
    user = User.objects.filter(email=APPLICANT).first()
    commune = Commune.objects.filter(code="09556").first()
    if user is None or commune is None or Vendor.objects.filter(slug=APPLICATION).exists():
        return False
    vendor = Vendor.objects.create(
        slug=APPLICATION,
        name="Tơ tằm cô Mai",
        kind=SellerKind.HOUSEHOLD,
        status=_S.APPLIED,
        province_id=commune.province_id,
        commune=commune,
    )
    Member.objects.create(vendor=vendor, user=user, role=Role.OWNER)
    _dossier(vendor, user, "001299000001", "LE THI MAI", line="Số 8, ngõ Lụa")
    _proofs(vendor, user, PaperState.PENDING)
    _history(vendor, user, [_S.DRAFT, _S.APPLIED])
    return True


def _dossier(vendor: Vendor, user: User, code: str, holder: str, *, line: str) -> None:
    Dossier.objects.update_or_create(
        vendor=vendor,
        defaults={
            "line": line,
            "phone": user.phone or "",
            "representative": user.name,
            "tax_code_sealed": seal(code, purpose=TAX_CODE),
            "tax_code_digest": digest(code, purpose=TAX_CODE),
            "bank_bin": "970405",
            "account_sealed": seal("9900000012345", purpose=ACCOUNT),
            "holder_sealed": seal(holder, purpose=HOLDER),
            "sells_food": vendor.kind == SellerKind.COOP,
            "submitted_at": timezone.now(),
        },
    )


def _proofs(vendor: Vendor, user: User, state: PaperState) -> None:
    """Sample papers, the contract and a sandbox check."""
    kinds = [PaperKind.REGISTRATION, *([PaperKind.FOOD_SAFETY] if vendor.kind == SellerKind.COOP else [])]
    now = timezone.now()
    for kind in kinds:
        content = sample_pdf(f"GIAY MAU, KHONG CO GIA TRI: {vendor.slug}")
        path = private_write(f"papers/{vendor.pk}", content, "pdf")
        reviewed: dict[str, Any] = {"reviewed_at": now} if state == PaperState.ACCEPTED else {}
        Paper.objects.create(
            vendor=vendor, kind=kind, path=path, size=len(content), uploaded_by=user, state=state, **reviewed
        )
    contract.accept(vendor=vendor, user=user, language="vi", ip="")
    IdentityCheck.objects.create(
        vendor=vendor,
        user=user,
        provider="sandbox",
        token=f"demo-{vendor.pk}",
        state=IdentityState.PASSED,
        name=user.name,
        reference="TEST-demo",
        finished_at=now,
    )


def _history(vendor: Vendor, user: User, path: list[VendorStatus]) -> None:
    for source, target in pairwise(path):
        by = user if target == _S.APPLIED else None
        VendorStatusChange.objects.create(vendor=vendor, source=source, target=target, by=by)


def sample_pdf(text: str) -> bytes:
    """A page of A4 with one line of ASCII text, as small as PDF 1.4 allows."""
    stream = f"BT /F1 16 Tf 60 760 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        starts.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    begins = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, begins)
    return bytes(out)
