"""Fields that lie encrypted in the database: tax codes, bank accounts. Who has a copy of it learns nothing.

    row.account_sealed = seal("0123456789", purpose="vendors.account")
    unseal(row.account_sealed, purpose="vendors.account")

Fernet (AES-128-CBC and HMAC-SHA256, from `cryptography`) under a key of its own for each purpose, derived with HKDF
(RFC 5869) from the first of `settings.FIELD_KEYS`, or of `SECRET_KEY` where there is none. Later keys, and
`SECRET_KEY_FALLBACKS`, still open what they sealed, so a key is changed by putting a new one in front and running
`manage.py reseal_fields`. What is sealed cannot be searched; `digest()` is a keyed HMAC to find equal values by.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_INFO: Final = b"cho-lang field encryption 1:"


class CannotUnseal(ValueError):
    """Sealed with a key that is not known any more, for another purpose, or tampered with."""


def seal(text: str, *, purpose: str) -> str:
    """`text` encrypted with the first key; the empty text stays empty. Twice the same text gives two results."""
    return _fernet(_secrets(), purpose).encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str, *, purpose: str) -> str:
    """Undo `seal`, with whichever key it was. Raises `CannotUnseal`."""
    if not sealed:
        return ""
    try:
        return _fernet(_secrets(), purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotUnseal(purpose) from None


def reseal(sealed: str, *, purpose: str) -> str:
    """The same text under the first key, for a change of keys. Raises `CannotUnseal`."""
    if not sealed:
        return ""
    try:
        return _fernet(_secrets(), purpose).rotate(sealed.encode()).decode()
    except InvalidToken:
        raise CannotUnseal(purpose) from None


def digest(text: str, *, purpose: str) -> str:
    """64 hexadecimal digits, the same for the same text, that nobody can compute or try out without the key."""
    return _digest(_secrets()[0], text, purpose)


def digests(text: str, *, purpose: str) -> list[str]:
    """`digest` under every key there is, the present one first: what to look for while a key is being changed."""
    return [_digest(secret, text, purpose) for secret in _secrets()]


def mask(text: str, *, shown: int = 4) -> str:
    """`•••••••1234`: the last `shown` characters, and no more than half of a short text."""
    kept = min(shown, len(text) // 2)
    return "•" * (len(text) - kept) + text[len(text) - kept :]


def _digest(secret: str, text: str, purpose: str) -> str:
    return hmac.new(_derive(secret, f"digest:{purpose}"), text.encode(), hashlib.sha256).hexdigest()


def _secrets() -> tuple[str, ...]:
    # Before FIELD_KEYS was set, fields were sealed with the secret key: it goes on opening them.
    return (*settings.FIELD_KEYS, settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=64)
def _fernet(secrets: tuple[str, ...], purpose: str) -> MultiFernet:
    keys = (base64.urlsafe_b64encode(_derive(secret, purpose)) for secret in secrets)
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=256)
def _derive(secret: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO + purpose.encode()).derive(secret.encode())
