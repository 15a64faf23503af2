"""Issuing, revoking and finding OCOP certificates.

A star is never stored with a product as a fact of its own: whoever shows one asks whether a certificate stands that
day. So expiry takes it off at midnight without a job, and revocation the moment it is written.
"""

import datetime as dt
import re
from decimal import Decimal
from enum import Enum
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from catalog.events import ProductChanged
from catalog.models import Certificate, Product
from catalog.models.certificate import STAR_BANDS, valid_until
from core.events import publish
from core.text import clean_text

MAX_CODE: Final = 60  # characters; what is longer is no code and is not looked up
_DASHES = re.compile(r"[\u2010-\u2015\u2212_]")
_BEFORE_NUMBER = re.compile(r"(?i)^(?:quyết định\s+)?số\s+")
_BY_NUMBER = re.compile(r"(?i)quyết định\s+số\s")
_CODE = re.compile(r"[^\W_](?:[\w./-]*[^\W_])?")


class CodeTaken(Exception):
    """Another certificate has this code."""


class StarsDoNotFit(Exception):
    """The score lies outside the band of the stars (Decision 26/2026/QĐ-TTg), or there are no such stars."""


class AlreadyRevoked(Exception):
    """The certificate has been revoked before; the first reason stands."""


class Standing(Enum):
    """What a public check answers."""

    VALID = "valid"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    REVOKED = "revoked"


def clean_code(text: str) -> str:
    """A code as it is stored: capitals, no spaces, plain hyphens; empty for what cannot be one.

    People type codes from a package: `demo lo–vtln 260612` with a dash of their telephone and spaces where it wraps.
    """
    text = _DASHES.sub("-", clean_text(text[: MAX_CODE * 4], max_length=MAX_CODE * 2)).upper()
    text = re.sub(r"\s*-\s*", "-", text)
    text = "".join(text.split())
    return text if len(text) <= MAX_CODE and _CODE.fullmatch(text) else ""


def certificate_issue(
    *,
    product: Product,
    code: str,
    stars: int,
    score: Decimal | float | None = None,
    decision: str,
    issuer: str,
    issued_on: dt.date,
) -> Certificate:
    """Record a decision that gives `product` its stars, for 36 months from `issued_on`.

    Raises `StarsDoNotFit` or `CodeTaken`; then nothing is written. Publishes `ProductChanged`.
    """
    band = STAR_BANDS.get(stars)
    if band is None or (score is not None and not band[0] <= score < band[1]):
        raise StarsDoNotFit
    if score is not None and score > 100:
        raise StarsDoNotFit
    with transaction.atomic():
        try:
            with transaction.atomic():
                certificate = Certificate.objects.create(
                    product=product,
                    code=clean_code(code),
                    stars=stars,
                    score=score,
                    decision=decision,
                    issuer=issuer,
                    issued_on=issued_on,
                    expires_on=valid_until(issued_on),
                )
        except IntegrityError as error:
            raise CodeTaken from error
        publish(ProductChanged(product_id=product.pk))
    return certificate


def certificate_revoke(*, certificate: Certificate, reason: str, on: dt.date | None = None) -> None:
    """The authority takes a certificate back from the day `on` (today by default), for a reason that is published.

    Raises `AlreadyRevoked`, and `ValueError` without a reason. Publishes `ProductChanged`.
    """
    reason = clean_text(reason, max_length=300)
    if not reason:
        raise ValueError("a revocation has a reason")
    with transaction.atomic():
        standing = Certificate.objects.filter(pk=certificate.pk, revoked_on__isnull=True)
        if not standing.update(revoked_on=on or timezone.localdate(), revoked_reason=reason):
            raise AlreadyRevoked
        publish(ProductChanged(product_id=certificate.product_id))
    certificate.refresh_from_db()


def current_certificate(product: Product, on: dt.date | None = None) -> Certificate | None:
    """The certificate whose stars a product bears on a day: of those that stand, the one issued last."""
    return Certificate.objects.valid(on).filter(product=product).order_by("-issued_on", "-pk").first()


def standing_of(certificate: Certificate, on: dt.date | None = None) -> Standing:
    """Why a certificate stands or does not. A revoked one stays revoked after its time."""
    day = on or timezone.localdate()
    if certificate.revoked_on is not None and certificate.revoked_on <= day:
        return Standing.REVOKED
    if day > certificate.expires_on:
        return Standing.EXPIRED
    return Standing.NOT_YET if day < certificate.issued_on else Standing.VALID


def decision_words(certificate: Certificate) -> str:
    """The decision in full: papers write "số 12/QĐ-UBND", "Quyết định số 12/QĐ-UBND" or the bare number.

    Another name than by number ("Quyết định công nhận …") is left as it is written, in Vietnamese.
    """
    text = certificate.decision.strip()
    if _is_a_name(text):
        return text
    return _("Quyết định số %(number)s") % {"number": _BEFORE_NUMBER.sub("", text)}


def decision_html(certificate: Certificate) -> SafeString:
    """The same for a page in any language: what is in Vietnamese says so to whoever has it read out."""
    words = decision_words(certificate)
    if _is_a_name(words):
        return format_html('<span lang="vi">{}</span>', words)
    return format_html("{}", words)


def _is_a_name(text: str) -> bool:
    return text.lower().startswith("quyết định") and not _BY_NUMBER.match(text)
