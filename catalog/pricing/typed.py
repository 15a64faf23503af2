"""Prices as people type them: `85000`, `85.000đ`, `85k`, `1tr2`, `1,2 triệu`. Understood or refused, never guessed."""

import re
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from core.text import clean_text, fold

MIN_PRICE: Final = 500  # nothing costs less; who types 85 means 85.000
MAX_PRICE: Final = 1_000_000_000
_CURRENCY: Final = re.compile(r"\s*(?:₫|vnd|dong|d)\.?$")
_PLAIN: Final = re.compile(r"[0-9]{1,12}")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_UNITS: Final = {"k": 1_000, "n": 1_000, "nghin": 1_000, "ngan": 1_000, "tr": 1_000_000, "trieu": 1_000_000}
# A number of thousands or millions, with a fraction ("1,2 triệu") or with what people put behind the unit ("1tr2").
_WITH_UNIT: Final = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]{1,2}))?\s*(k|nghin|ngan|n|trieu|tr)(?:\s*([0-9]{1,3}))?")


class PriceUnreadable(ValueError):
    """What was typed is no price; the text says why, for a person to read."""


def read_price(text: str) -> int:
    """The đồng somebody typed, from `MIN_PRICE` to a thousand million. Raises `PriceUnreadable`.

    `1tr2` is 1.200.000 and `1tr25` 1.250.000, as people say them; `1.2` and `1.000k` could be anything and are refused.
    """
    written = clean_text(text[:200], max_length=60)
    if re.match(r"[-−–]", written):
        raise PriceUnreadable(_("Giá không được âm."))
    number = _number(fold(written))
    if number is None:
        raise PriceUnreadable(_("Chưa đọc được giá “%(text)s”. Ghi như 85.000 hoặc 85k.") % {"text": written[:30]})
    if number < MIN_PRICE:
        raise PriceUnreadable(_("Giá nhỏ quá. Ghi đủ số, như 85.000 hoặc 85k."))
    if number > MAX_PRICE:
        raise PriceUnreadable(_("Giá lớn quá 1.000.000.000 ₫."))
    return number


def _number(text: str) -> int | None:
    bare = _CURRENCY.sub("", text).strip()
    if _PLAIN.fullmatch(bare):
        return int(bare)
    if _GROUPED.fullmatch(bare):
        return int(re.sub(r"[^0-9]", "", bare))
    found = _WITH_UNIT.fullmatch(bare) or _WITH_UNIT.fullmatch(text)
    if found is None:
        return None
    whole, fraction, unit, behind = found.groups()
    if fraction and behind:
        return None
    factor = _UNITS[unit]
    amount = Decimal(f"{whole}.{fraction or behind or 0}") * factor
    return int(amount) if amount == int(amount) else None
