"""Writing sellers."""

import re
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.text import clean_text, slugify_vi
from places import selectors as places
from places.models import Commune, Province
from vendors.models import SellerKind, Vendor, VendorStatus

MAX_NAME: Final = 120
MAX_SLUG: Final = 80
_TRIES: Final = 50
# Addresses below /kenh-ban/ and /can-bo/ that are no shop's.
RESERVED: Final = frozenset({"chon-gian-hang", "soan-giup"})


class VendorRefused(ValueError):
    """Something about a new seller cannot be; the text says what, for a person to read."""


def province_meant(text: str) -> Province | None:
    """The province of a current or former name, a slug, or a current code in two digits; None for anything else."""
    match = places.find_province(text)
    return match.province if match else places.province_by_slug(text.strip().lower())


@transaction.atomic
def vendor_create(
    *,
    name: str,
    kind: str,
    province: Province,
    commune: Commune | None = None,
    slug: str = "",
    story: str = "",
    status: VendorStatus = VendorStatus.VERIFIED,
) -> Vendor:
    """A seller that operators know already, so by default a verified one.

    Without a `slug` one is made of the name, with a number behind it where another shop has it. Raises `VendorRefused`;
    then nothing is written.
    """
    name = clean_text(name, max_length=MAX_NAME * 4)
    if not re.search(r"\w", name):
        raise VendorRefused(_("Tên gian hàng còn trống."))
    if len(name) > MAX_NAME:
        raise VendorRefused(_("Tên gian hàng dài quá %(limit)d ký tự.") % {"limit": MAX_NAME})
    if kind not in SellerKind.values:
        raise VendorRefused(
            _("Không có loại hình “%(kind)s”. Chọn một trong: %(choices)s.")
            % {"kind": kind, "choices": ", ".join(SellerKind.values)}
        )
    if commune is not None and commune.province_id != province.pk:
        raise VendorRefused(_("%(commune)s không thuộc %(province)s.") % {"commune": commune, "province": province})
    fields = {
        "name": name,
        "kind": kind,
        "province": province,
        "commune": commune,
        "story": clean_text(story, max_length=5_000, multiline=True),
        "status": status,
    }
    if slug:
        if len(slug) > MAX_SLUG or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
            raise VendorRefused(
                _("Đường dẫn “%(slug)s” chỉ gồm chữ thường không dấu, số và gạch nối, tối đa %(limit)d ký tự.")
                % {"slug": slug, "limit": MAX_SLUG}
            )
        if vendor := _insert(slug, fields):
            return vendor
        raise VendorRefused(_("Đường dẫn “%(slug)s” đã có gian hàng khác dùng.") % {"slug": slug})
    base = slugify_vi(name, max_length=MAX_SLUG - 4) or "gian-hang"
    for number in range(1, _TRIES):
        if vendor := _insert(base if number == 1 else f"{base}-{number}", fields):
            return vendor
    raise VendorRefused(_("Đã có quá nhiều gian hàng tên “%(name)s”; hãy tự đặt đường dẫn.") % {"name": name})


def _insert(slug: str, fields: dict[str, object]) -> Vendor | None:
    """The new row, or None where the slug is taken, also by somebody at this very moment."""
    if slug in RESERVED or Vendor.objects.filter(slug=slug).exists():
        return None
    try:
        with transaction.atomic():
            return Vendor.objects.create(slug=slug, **fields)
    except IntegrityError:
        return None
