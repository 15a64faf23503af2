"""One-time codes: made, sent, checked. The rules are NIST SP 800-63B's for short codes sent out of band.

Six random digits, five minutes, five tries, kept as a keyed hash, compared in constant time, spent by one conditional
update so that of two simultaneous requests only one gets through. How often codes are sent and tried per number and
per network address is for `accounts.limits`.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import OneTimeCode, User

KEEP_AFTER_EXPIRY = timedelta(days=1)


class CodeRefused(Exception):
    """The code does not open the door. Subclasses say why; none of them tells whether an account exists."""


class CodeWrong(CodeRefused):
    """Not this code; `tries_left` more may be made (1 to 4)."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"wrong code, {tries_left} tries left")
        self.tries_left = tries_left


class CodeOver(CodeRefused):
    """No try can succeed any more: expired, used, replaced, or all tries spent. A new code is needed."""


@dataclass(frozen=True, slots=True)
class IssuedCode:
    """A code just made. `digits` exists only here and in the message; the database keeps a hash."""

    row: OneTimeCode
    digits: str


def issue_code(
    *, purpose: OneTimeCode.Purpose, target: str, user: User | None = None, replaces: UUID | str | None = None
) -> IssuedCode:
    """Make a code for `target` (E.164 number or e-mail address). Does not send it.

    `replaces` names the code this browser session held before: it stops working. Codes of other sessions do not, else
    anybody could keep somebody from signing in by asking for codes all the time.
    """
    now = timezone.now()
    OneTimeCode.objects.filter(expires_at__lt=now - KEEP_AFTER_EXPIRY).delete()
    if replaces is not None:
        OneTimeCode.objects.filter(pk=replaces, used_at__isnull=True).update(used_at=now)
    digits = f"{secrets.randbelow(1_000_000):06d}"
    row = OneTimeCode(
        purpose=purpose,
        target=target,
        user=user,
        created_at=now,
        expires_at=now + timedelta(seconds=OneTimeCode.LIFETIME_SECONDS),
    )
    row.code_hash = _hash(row.pk, digits)
    row.save(force_insert=True)
    return IssuedCode(row=row, digits=digits)


def redeem_code(*, code_id: UUID | str, purpose: OneTimeCode.Purpose, typed: str) -> OneTimeCode:
    """Spend a code: returns its row if `typed` is right, once.

    Every call counts as a try, also the successful one. Raises `CodeWrong` or `CodeOver`.
    """
    now = timezone.now()
    # The try is counted before the comparison: requests sent at the same moment cannot share one.
    counted = OneTimeCode.objects.live(now).filter(pk=code_id, purpose=purpose).update(attempts=F("attempts") + 1)
    if not counted:
        raise CodeOver
    row = OneTimeCode.objects.get(pk=code_id)
    if not constant_time_compare(row.code_hash, _hash(row.pk, clean_digits(typed))):
        tries_left = OneTimeCode.MAX_ATTEMPTS - row.attempts
        if tries_left <= 0:
            raise CodeOver
        raise CodeWrong(tries_left)
    if not OneTimeCode.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=now):
        raise CodeOver
    return row


def clean_digits(typed: str) -> str:
    """The digits of what was typed or pasted: "123 456", "123-456" and full-width digits are all "123456"."""
    return "".join(str(unicodedata.digit(c)) for c in typed if unicodedata.digit(c, None) is not None)


def _hash(code_id: UUID, digits: str) -> str:
    """Keyed with SECRET_KEY: whoever only has the database cannot find a six-digit code by trying all of them."""
    return salted_hmac("accounts.OneTimeCode", f"{code_id}:{digits}", algorithm="sha256").hexdigest()
