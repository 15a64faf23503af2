"""Applications of shops, and their papers, for tests. They expect the reference data to be there."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from places.models import Commune
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.demo_people import sample_pdf
from vendors.joining import contract
from vendors.joining import services as joining
from vendors.joining.documents import paper_add
from vendors.joining.taxcodes import PERSONAL
from vendors.models import IdentityCheck, IdentityState, Paper, PaperKind, Vendor, VendorStatus


def make_application(**fields: Any) -> Vendor:
    """A co-op in draft with its owner, `vendor.members.get().user`, and everything that handing in needs."""
    commune = Commune.objects.filter(province__slug="bac-ninh").order_by("code")[0]
    defaults: dict[str, Any] = {"status": VendorStatus.DRAFT, "province": commune.province, "commune": commune}
    vendor = make_vendor(**(defaults | fields))
    owner = make_member(vendor=vendor).user
    joining.place_save(
        vendor=vendor,
        province=commune.province,
        commune=commune,
        line="Thôn 3",
        typed="",
        phone="+84912345678",
    )
    code = "001099012345" if vendor.kind in PERSONAL else "0100233488"
    joining.representative_save(vendor=vendor, representative="Nguyễn Văn Bình", tax_code=code)
    joining.account_save(vendor=vendor, bank_bin="970405", account="1234567890", holder="NGUYEN VAN BINH")
    joining.sells_food_save(vendor=vendor, sells_food=False)
    make_paper(vendor=vendor, by=owner)
    contract.accept(vendor=vendor, user=owner, language="vi", ip="203.0.113.7")
    IdentityCheck.objects.create(
        vendor=vendor,
        user=owner,
        provider="sandbox",
        token=f"token-{vendor.pk}",
        state=IdentityState.PASSED,
        name="Nguyễn Văn Bình",
        finished_at=timezone.now(),
    )
    return vendor


def make_paper(**fields: Any) -> Paper:
    """A registration as a small PDF, taken in through the service."""
    content = SimpleUploadedFile("giay.pdf", sample_pdf("GIAY"))
    given = {"kind": PaperKind.REGISTRATION, "upload": content} | fields
    return paper_add(**given)
