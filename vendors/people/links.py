"""Links that open a door once: random, shown once, kept as a keyed hash, also as a QR code to scan from a screen."""

import secrets
from typing import Final

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

_BYTES: Final = 24  # 192 bits: nobody finds one by trying
MAX_TOKEN: Final = 64


def new_token() -> str:
    """A token for a new link; give it out and keep its `digest` only."""
    return secrets.token_urlsafe(_BYTES)


def digest(purpose: str, token: str) -> str:
    """What is stored of a token, 64 hexadecimal digits. The same token for another purpose has another digest."""
    return salted_hmac(f"vendors.people.links.{purpose}", token[:MAX_TOKEN], algorithm="sha256").hexdigest()


def address(url_name: str, token: str) -> str:
    """The whole link, to be sent: the Vietnamese page, whichever language it was made in."""
    with override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse(url_name, args=[token])


def qr_picture(text: str) -> str:
    """A QR code as the address of an image (`data:`), dark on white in either colour scheme, with its quiet zone."""
    uri: str = segno.make(text, error="m", micro=False).svg_data_uri(border=4, light="#fff", dark="#1B1A17")
    return uri
