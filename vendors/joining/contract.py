"""The contract between a seller and the marketplace: its versions, and the proof of having accepted one.

The text lies in `templates/vendors/documents/`, by version and language; the Vietnamese one prevails. Changing it means
a new version here, and owners are asked to accept that one in the centre.
"""

import hashlib
import re
from datetime import date
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string

from accounts.consent import truncate_ip
from accounts.models import User
from accounts.phones import mask_email, mask_phone
from core.text import clean_text
from vendors.models import ContractAcceptance, Role, Vendor

VERSION: Final = "2026-11-24"  # the day it took effect
LANGUAGES: Final = ("vi", "en")


def since() -> date:
    """The day the contract in force took effect."""
    return date.fromisoformat(VERSION)


def template_of(language: str) -> str:
    """The template of the text in force, Vietnamese where there is none in `language`."""
    return f"vendors/documents/seller-contract.{VERSION}.{language if language in LANGUAGES else 'vi'}.html"


def accept(*, vendor: Vendor, user: User, language: str, ip: str) -> ContractAcceptance:
    """Write down that the shop's owner accepts the text in force, as it reads now."""
    language = language if language in LANGUAGES else "vi"
    return ContractAcceptance.objects.create(
        vendor=vendor,
        user=user,
        signer=user.name or mask_phone(user.phone) or mask_email(user.email),
        version=VERSION,
        language=language,
        commission=clean_text(settings.SELLER_COMMISSION, max_length=12),
        digest=_digest(language),
        ip_network=truncate_ip(ip),
    )


def accepted(vendor: Vendor) -> ContractAcceptance | None:
    """The newest acceptance of the version in force by who owns the shop now, or None. One query.

    What an owner before them accepted bound that person: a new owner signs anew.
    """
    owners = vendor.members.filter(role=Role.OWNER).values("user")
    return vendor.contract_acceptances.filter(version=VERSION, user__in=owners).first()


def _digest(language: str) -> str:
    """SHA-256 of the words, whatever the white space between."""
    text = render_to_string(template_of(language), {"OPERATOR": settings.OPERATOR} | contract_context())
    return hashlib.sha256(re.sub(r"\s+", " ", text).strip().encode()).hexdigest()


def contract_context() -> dict[str, str]:
    """What the text needs besides the operator, which every page knows."""
    return {"commission": settings.SELLER_COMMISSION}
