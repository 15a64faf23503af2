"""Phone numbers as people in Việt Nam write them, and as we keep them (E.164, ITU-T recommendation E.164).

A code can only be sent to a mobile number of a country in `settings.PHONE_REGIONS`. Landlines get no text messages, and
premium or foreign numbers are what somebody uses who wants to earn by making us send messages.
"""

import re
import unicodedata
from enum import Enum
from typing import Final

import phonenumbers
from django.conf import settings
from django.utils.translation import gettext_lazy as _

# Longer than any number with every separator people use; anything beyond is not a phone number but an attempt.
MAX_INPUT: Final = 40

# Everything seen in hand-written numbers: digits, spaces, brackets, dots, dashes, and what comes along when copied.
_ALLOWED: Final = re.compile(r"[\d\s+().\-\u2010-\u2015\u2212\u00ad\u200b\u2060/]+")

# In September 2018 eleven-digit mobile numbers became ten-digit ones, one to one (plan of the Ministry of Information
# and Communications; old numbers stopped working on 15 November 2018). Many people still know their old one by heart.
_OLD_PREFIXES: Final = {
    "162": "32",
    "163": "33",
    "164": "34",
    "165": "35",
    "166": "36",
    "167": "37",
    "168": "38",
    "169": "39",
    "120": "70",
    "121": "79",
    "122": "77",
    "126": "76",
    "128": "78",
    "123": "83",
    "124": "84",
    "125": "85",
    "127": "81",
    "129": "82",
    "186": "56",
    "188": "58",
    "199": "59",
}


class PhoneProblem(Enum):
    """Why a text is not a number we can send a code to."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    LANDLINE = "landline"
    ABROAD = "abroad"
    FAR = "far"


_MESSAGES = {
    PhoneProblem.EMPTY: _("Bạn nhập số điện thoại nhé."),
    PhoneProblem.NOT_A_NUMBER: _("Số này chưa đúng. Số di động có 10 chữ số, ví dụ 0901 234 567."),
    PhoneProblem.LANDLINE: _("Đây là số máy bàn, không nhận được mã. Bạn nhập số di động nhé."),
    PhoneProblem.ABROAD: _("Chợ Làng chỉ gửi mã đến số di động Việt Nam. Bạn hãy dùng e-mail để đăng nhập."),
    PhoneProblem.FAR: _("Người giao chỉ gọi được số điện thoại Việt Nam. Bạn nhập một số trong nước nhé."),
}

_MOBILE: Final = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


class PhoneError(ValueError):
    """The text is not a mobile number we send codes to; `problem` says why, `str()` says it to the person."""

    def __init__(self, problem: PhoneProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem

    def __str__(self) -> str:
        return str(_MESSAGES[self.problem])


def parse_phone(text: str) -> str:
    """The E.164 form (`+84901234567`) of a mobile number written in any of the usual ways.

    Understands national (`0901 234 567`), international (`+84 901…`, `84901…`, `0084901…`, `+84 (0)901…`) and old
    eleven-digit numbers (`0168…` is `038…`). Raises `PhoneError` for anything else.
    """
    number = _parse(text)
    if phonenumbers.region_code_for_number(number) not in settings.PHONE_REGIONS:
        raise PhoneError(PhoneProblem.ABROAD)
    kind = phonenumbers.number_type(number)
    if kind == phonenumbers.PhoneNumberType.FIXED_LINE:
        raise PhoneError(PhoneProblem.LANDLINE)
    if kind not in _MOBILE:
        raise PhoneError(PhoneProblem.NOT_A_NUMBER)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def parse_contact(text: str) -> str:
    """As `parse_phone`, for a number that somebody calls and no code goes to: landlines here are welcome too."""
    number = _parse(text)
    if phonenumbers.region_code_for_number(number) != "VN":
        raise PhoneError(PhoneProblem.FAR)
    if phonenumbers.number_type(number) not in (*_MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        raise PhoneError(PhoneProblem.NOT_A_NUMBER)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parse(text: str) -> phonenumbers.PhoneNumber:
    """A valid number of any kind and country."""
    if len(text) > MAX_INPUT:
        raise PhoneError(PhoneProblem.NOT_A_NUMBER)
    # Full-width digits and signs become plain ones, and every kind of space the plain one.
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        raise PhoneError(PhoneProblem.EMPTY)
    if not _ALLOWED.fullmatch(text):
        raise PhoneError(PhoneProblem.NOT_A_NUMBER)
    text = text.replace("(0)", "")
    try:
        number = phonenumbers.parse(text, "VN")
    except phonenumbers.NumberParseException:
        raise PhoneError(PhoneProblem.NOT_A_NUMBER) from None
    if number.country_code == 84:
        number = _renumbered(number)
    if not phonenumbers.is_valid_number(number):
        raise PhoneError(PhoneProblem.NOT_A_NUMBER)
    return number


def _renumbered(number: phonenumbers.PhoneNumber) -> phonenumbers.PhoneNumber:
    digits = str(number.national_number)
    prefix = _OLD_PREFIXES.get(digits[:3])
    if len(digits) != 10 or prefix is None:
        return number
    return phonenumbers.PhoneNumber(country_code=84, national_number=int(prefix + digits[3:]))


def display_phone(e164: str | None) -> str:
    """The number as people here read it: `0901 234 567`; empty for none."""
    if not e164:
        return ""
    if e164.startswith("+84") and len(e164) == 12:
        national = "0" + e164[3:]
        return f"{national[:4]} {national[4:7]} {national[7:]}"
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if number.country_code == 84 else form.INTERNATIONAL)


def mask_phone(e164: str | None) -> str:
    """Enough for the owner to know the number again and nobody else: `09•• ••• 567`."""
    shown = display_phone(e164)
    digits = sum(character.isdigit() for character in shown)
    masked, seen = [], 0
    for character in shown:
        if character.isdigit():
            seen += 1
            masked.append(character if seen <= 2 or seen > digits - 3 else "•")
        else:
            masked.append(character)
    return "".join(masked)


def mask_email(email: str | None) -> str:
    """`l••@example.vn`: the first letter and the domain."""
    if not email or "@" not in email:
        return ""
    local, domain = email.rsplit("@", 1)
    return f"{local[:1]}••@{domain}"
