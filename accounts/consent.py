"""Consent (Law 91/2025/QH15 on personal data protection, Decree 356/2025): informed, for one purpose, as easy to
withdraw as to give, and provable. Silence and ticks set beforehand are not consent.

The texts people agree to are templates under `templates/accounts/documents/`; changing one means a new version here,
and whoever agreed to an older one is asked again.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from accounts.models import ConsentRecord, User

Purpose = ConsentRecord.Purpose
Source = ConsentRecord.Source


@dataclass(frozen=True, slots=True)
class Document:
    """The text in force for a purpose. `version` is the day it took effect; `required` ones come with an account."""

    purpose: Purpose
    version: str
    required: bool

    @property
    def since(self) -> date:
        """The day this text took effect."""
        return date.fromisoformat(self.version)


DOCUMENTS: dict[Purpose, Document] = {
    Purpose.TERMS: Document(Purpose.TERMS, "2026-11-01", required=True),
    Purpose.PRIVACY: Document(Purpose.PRIVACY, "2026-11-01", required=True),
    Purpose.MARKETING: Document(Purpose.MARKETING, "2026-11-01", required=False),
}
REQUIRED = [document.purpose for document in DOCUMENTS.values() if document.required]
OPTIONAL = [document.purpose for document in DOCUMENTS.values() if not document.required]


class ConsentCannotBeWithdrawn(Exception):
    """Without the terms there is no account; the way out is to delete it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for one purpose: `granted` of which version since when; `at` is None when never decided."""

    document: Document
    granted: bool
    version: str
    at: datetime | None

    @property
    def is_current(self) -> bool:
        """Given, and for the text in force now."""
        return self.granted and self.version == self.document.version


def record_consent(
    *,
    user: User,
    granted: Iterable[Purpose],
    refused: Iterable[Purpose] = (),
    source: Source,
    ip: str = "",
) -> list[ConsentRecord]:
    """Add one row for each purpose decided. A refusal is only written where it ends something given before."""
    now = timezone.now()
    standing = {item.document.purpose: item for item in standings(user)}
    rows = [
        ConsentRecord(
            user=user,
            purpose=purpose,
            document_version=DOCUMENTS[purpose].version,
            granted=decision,
            at=now,
            ip_network=truncate_ip(ip),
            source=source,
        )
        for decision, purposes in ((True, granted), (False, refused))
        for purpose in purposes
        if (not standing[purpose].is_current if decision else standing[purpose].granted)
    ]
    return ConsentRecord.objects.bulk_create(rows)


def withdraw_consent(*, user: User, purpose: Purpose, source: Source = Source.SETTINGS, ip: str = "") -> None:
    """Take back a consent. Raises `ConsentCannotBeWithdrawn` for what an account cannot be without."""
    if DOCUMENTS[purpose].required:
        raise ConsentCannotBeWithdrawn(purpose)
    record_consent(user=user, granted=(), refused=[purpose], source=source, ip=ip)


def standings(user: User) -> list[Standing]:
    """What holds now for every purpose, in the order of `DOCUMENTS`. One query."""
    newest: dict[str, ConsentRecord] = {}
    for row in ConsentRecord.objects.filter(user=user).order_by("at", "pk"):
        newest[row.purpose] = row
    result = []
    for purpose, document in DOCUMENTS.items():
        decided = newest.get(purpose)
        result.append(
            Standing(
                document=document,
                granted=bool(decided and decided.granted),
                version=decided.document_version if decided else "",
                at=decided.at if decided else None,
            )
        )
    return result


def has_consent(user: User, purpose: Purpose) -> bool:
    """Whether the person agrees to `purpose` in the version in force. Ask this before every marketing message."""
    return any(item.document.purpose == purpose and item.is_current for item in standings(user))


def missing_agreements(user: User) -> list[Purpose]:
    """Required texts the person has not agreed to in their present version; empty once all is well."""
    return [item.document.purpose for item in standings(user) if item.document.required and not item.is_current]


def truncate_ip(ip: str) -> str:
    """The network of an address, IPv4 /24 or IPv6 /48; empty for what is no address."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{address}/{24 if address.version == 4 else 48}", strict=False))
