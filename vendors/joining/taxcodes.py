"""Tax codes ("mã số thuế") of sellers: is this text one, for this kind of seller.

Firms, co-ops and groups have ten digits, or thirteen where a branch is meant ("0100233488-001"): article 5 of Circular
86/2024/TT-BTC on tax registration. The tenth digit is a check digit: 10 minus the remainder modulo 11 of the weighted
sum of the first nine, weights 31, 29, 23, 19, 17, 13, 7, 5, 3 (python-stdnum, `stdnum.vn.mst`; codes of well-known
firms fit). Households and individuals have no code of their own since 1 July 2025: their twelve-digit personal
identification number stands for it (article 35(7) of Law 38/2019/QH14, brought into force by the same circular). That
one has no check digit, so only its form can be looked at.
"""

import re
from typing import Final

from django.utils.translation import gettext as _

from core.text import clean_text
from vendors.models.vendor import SellerKind

# Of these the personal number of the one who answers for them is asked.
PERSONAL: Final = frozenset({SellerKind.HOUSEHOLD, SellerKind.FARMER})
_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SEPARATORS: Final = re.compile(r"[\s.\-\u2010-\u2015\u2212/]+")
_MAX_INPUT: Final = 40


class TaxCodeRefused(ValueError):
    """Not a tax code of this kind of seller; the text says why, for a person to read."""


def parse_tax_code(text: str, *, kind: str) -> str:
    """Ten digits, ten and three with a hyphen, or twelve, as `kind` needs. Raises `TaxCodeRefused`.

    Spaces, dots and hyphens may stand anywhere.
    """
    digits = _SEPARATORS.sub("", clean_text(text[:_MAX_INPUT], max_length=_MAX_INPUT))
    if not digits:
        raise TaxCodeRefused(_("Bạn nhập mã số thuế nhé."))
    if not digits.isdecimal() or not digits.isascii():
        raise TaxCodeRefused(_("Mã số thuế chỉ gồm chữ số."))
    return _personal(digits) if kind in PERSONAL else _organisation(digits)


def check_digit(nine: str) -> str:
    """The tenth digit for these nine; empty for the few that no code begins with."""
    digit = 10 - sum(weight * int(number) for weight, number in zip(_WEIGHTS, nine, strict=True)) % 11
    return str(digit) if digit < 10 else ""


def _organisation(digits: str) -> str:
    if len(digits) == 12:
        raise TaxCodeRefused(_("Đây là số định danh cá nhân. Loại hình này dùng mã số thuế 10 chữ số của đơn vị."))
    if len(digits) not in (10, 13):
        raise TaxCodeRefused(_("Mã số thuế có 10 chữ số, hoặc 13 chữ số nếu là chi nhánh."))
    if check_digit(digits[:9]) != digits[9] or digits[2:9] == "0" * 7 or digits[10:] == "000":
        raise TaxCodeRefused(_("Mã số thuế này chưa đúng, có lẽ nhầm một chữ số. Bạn xem lại trên giấy đăng ký nhé."))
    return f"{digits[:10]}-{digits[10:]}" if digits[10:] else digits


def _personal(digits: str) -> str:
    if len(digits) == 10:
        raise TaxCodeRefused(
            _("Từ 1/7/2025 hộ và cá nhân dùng số định danh cá nhân 12 chữ số thay mã số thuế. Bạn nhập số ấy nhé.")
        )
    if len(digits) != 12 or len(set(digits)) == 1:
        raise TaxCodeRefused(_("Số định danh cá nhân có 12 chữ số, in trên căn cước."))
    return digits
