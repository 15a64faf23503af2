"""People of a shop for tests. They expect the reference data to be there."""

from typing import Any

from places.models import Province
from tests.factories.accounts import make_user
from tests.factories.catalog import make_vendor
from vendors.models import Enquiry, EnquiryMessage, Member, Officer, Role, ShopProfile


def make_member(**fields: Any) -> Member:
    """The owner of a shop of its own."""
    defaults: dict[str, Any] = {
        "vendor": fields.get("vendor") or make_vendor(),
        "user": fields.get("user") or make_user(),
        "role": Role.OWNER,
    }
    return Member.objects.create(**(defaults | fields))


def make_profile(**fields: Any) -> ShopProfile:
    """A shop that shows an address, a registration and a telephone."""
    defaults: dict[str, Any] = {
        "vendor": fields.get("vendor") or make_vendor(),
        "address_line": "Thôn Tiên Động",
        "registration_number": "2400123456",
        "registered_at": "Sở Tài chính tỉnh Bắc Ninh",
        "phone": "+84961234567",
        "show_phone": True,
        "show_zalo": True,
    }
    return ShopProfile.objects.create(**(defaults | fields))


def make_enquiry(*, text: str = "200 kg vải thì giá bao nhiêu?", **fields: Any) -> Enquiry:
    """A buyer who waits for a first answer."""
    defaults: dict[str, Any] = {
        "vendor": fields.get("vendor") or make_vendor(),
        "user": fields.get("user") or make_user(),
        "name": "Chị Lan",
        "subject": text,
    }
    enquiry = Enquiry.objects.create(**(defaults | fields))
    EnquiryMessage.objects.create(enquiry=enquiry, by_vendor=False, author=enquiry.user, text=text)
    return enquiry


def make_officer(**fields: Any) -> Officer:
    """The showroom officer of Bắc Ninh."""
    defaults: dict[str, Any] = {
        "user": fields.get("user") or make_user(),
        "province": fields.get("province") or Province.objects.get(slug="bac-ninh"),
    }
    return Officer.objects.create(**(defaults | fields))
