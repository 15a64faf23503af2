"""Form fields of the centre's product page: they read what people write and say what they could not read."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.pricing.typed import PriceUnreadable, read_price
from catalog.wording import shelf_life_words, weight_words
from core.templatetags.ui import vnd
from core.text import clean_text, fold

MAX_WEIGHT_G: Final = 10_000_000
MAX_SIDE_MM: Final = 5_000
MAX_STOCK: Final = 10_000_000
MAX_SHELF_DAYS: Final = 3_650
_LIFE: Final = re.compile(r"([0-9]{1,4})\s*(ngay|tuan|thang|nam|days?|weeks?|months?|years?)?")
_UNIT_DAYS: Final = {"ngay": 1, "day": 1, "tuan": 7, "week": 7, "nam": 365, "year": 365}
_WEIGHT: Final = re.compile(r"([0-9]{1,7})(?:[.,]([0-9]{1,3}))?\s*(g|gr|gam|gram|kg|kilo|ky|can|ki)?")


class Typed(forms.CharField):
    """A text input whose content means something else: `read` it, `write` it back."""

    def __init__(self, *, numeric: bool = False, example: Any = "", **kwargs: Any) -> None:
        attrs = {"autocomplete": "off"} | ({"inputmode": "numeric"} if numeric else {})
        super().__init__(
            required=False, widget=forms.TextInput(attrs=attrs), **({"help_text": example} if example else {}), **kwargs
        )

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def write(self, value: Any) -> str:
        return str(value)

    def to_python(self, value: Any) -> Any:
        text = clean_text(str(value or "")[:300], max_length=80)
        return self.read(text) if text else None

    def validate(self, value: Any) -> None:
        """`read` has."""

    def run_validators(self, value: Any) -> None:
        """None of text hold for what was read."""

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else "" if value is None else self.write(value)


class PriceField(Typed):
    """A price in đồng."""

    def read(self, text: str) -> int:
        try:
            return read_price(text)
        except PriceUnreadable as error:
            raise ValidationError(str(error)) from error

    def write(self, value: Any) -> str:
        return vnd(value).removesuffix("\N{NO-BREAK SPACE}₫")


class WholeField(Typed):
    """A whole number from `low` to `high`, with or without separators of thousands."""

    def __init__(self, *, low: int, high: int, **kwargs: Any) -> None:
        self.low, self.high = low, high
        super().__init__(numeric=True, **kwargs)

    def read(self, text: str) -> int:
        if re.match(r"[-−–]\s*[0-9]", text):
            raise ValidationError(_("Số không được âm."))
        if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(?:[., ][0-9]{3})+", text):
            raise ValidationError(_("Chỉ ghi số, ví dụ 20."))
        number = int(re.sub(r"[^0-9]", "", text))
        if not self.low <= number <= self.high:
            raise ValidationError(
                _("Số phải từ %(low)d đến %(high)d."), params={"low": self.low, "high": self.high}, code="range"
            )
        return number


class WeightField(Typed):
    """A weight in grams: `500`, `500 g`, `1,2 kg`."""

    def read(self, text: str) -> int:
        found = _WEIGHT.fullmatch(fold(text))
        if found is None:
            raise ValidationError(_("Ghi số cân, ví dụ 500 g hoặc 1,2 kg."))
        whole, fraction, unit = found.groups()
        kilograms = unit is not None and unit.startswith(("k", "c"))
        if fraction and not kilograms:
            raise ValidationError(_("Ghi rõ g hay kg, ví dụ 1200 g hoặc 1,2 kg."))
        grams = Decimal(f"{whole}.{fraction or 0}") * (1_000 if kilograms else 1)
        if not 1 <= grams <= MAX_WEIGHT_G:
            raise ValidationError(_("Số cân phải từ 1 g đến 10.000 kg."))
        return int(grams)

    def write(self, value: Any) -> str:
        exact = weight_words(value)
        return exact if value < 1_000 or value % 100 == 0 else f"{value} g"


class BoxField(Typed):
    """Length, width and height of a box, typed in centimetres, kept in millimetres."""

    def read(self, text: str) -> list[int]:
        parts = [part for part in re.split(r"[x×*]|\s+", fold(text).removesuffix("cm")) if part]
        if len(parts) != 3 or not all(re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9])?", part) for part in parts):
            raise ValidationError(_("Ghi ba số đo bằng cm, ví dụ 30 x 20 x 15."))
        sides = [int(Decimal(part.replace(",", ".")) * 10) for part in parts]
        if not all(1 <= side <= MAX_SIDE_MM for side in sides):
            raise ValidationError(_("Mỗi cạnh phải từ 1 mm đến 5 m."))
        return sides

    def write(self, value: Any) -> str:
        return " x ".join(f"{side / 10:g}".replace(".", ",") for side in value)


class GtinField(Typed):
    """A bar code number with its check digit (GS1 General Specifications, 7.9)."""

    def read(self, text: str) -> str:
        digits = re.sub(r"[\s-]", "", text)
        if not re.fullmatch(r"[0-9]{8}|[0-9]{12,14}", digits):
            raise ValidationError(_("Mã vạch gồm 8, 12, 13 hoặc 14 chữ số in dưới các vạch."))
        weighed = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(digits)))
        if weighed % 10:
            raise ValidationError(_("Mã vạch chưa khớp số kiểm tra. Cô chú nhìn lại từng số nhé."))
        return digits

    def to_python(self, value: Any) -> str:
        return super().to_python(value) or ""


class StrengthField(Typed):
    """The strength of alcohol in per cent, with one decimal; kept as text, `29.5`."""

    def read(self, text: str) -> str:
        bare = text.replace(",", ".").removesuffix("%").removesuffix("độ").strip()
        if not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9])?", bare):
            raise ValidationError(_("Ghi độ cồn bằng số, ví dụ 29,5."))
        strength = Decimal(bare).quantize(Decimal("0.1"))
        if strength > 96:
            raise ValidationError(_("Độ cồn không quá 96."))
        return str(strength)

    def prepare_value(self, value: Any) -> str:
        return str(value).replace(".", ",").removesuffix(",0") if value not in (None, "") else ""


class LifeField(Typed):
    """How long something keeps, in days: `12 tháng`, `5 ngày`, `2 năm`."""

    def read(self, text: str) -> int:
        found = _LIFE.fullmatch(fold(text))
        if found is None:
            raise ValidationError(_("Ghi như 12 tháng hoặc 5 ngày."))
        number, unit = int(found[1]), (found[2] or "").rstrip("s")
        if not unit:
            raise ValidationError(_("Ghi rõ ngày, tháng hay năm, ví dụ 12 tháng."))
        days = number * 365 // 12 if unit in ("thang", "month") else number * _UNIT_DAYS[unit]
        if not 1 <= days <= MAX_SHELF_DAYS:
            raise ValidationError(_("Hạn dùng phải từ 1 ngày đến 10 năm."))
        return days

    def write(self, value: Any) -> str:
        words = shelf_life_words(value)
        return words if self.read(words) == value else f"{value} ngày"


class SeasonDayField(Typed):
    """A day of the year, `25/5`; kept as month and day, `05-25`."""

    def read(self, text: str) -> str:
        found = re.fullmatch(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})", text)
        try:
            day = dt.date(2000, int(found[2]), int(found[1])) if found else None
        except ValueError:
            day = None
        if day is None:
            raise ValidationError(_("Ghi ngày và tháng, ví dụ 25/5."))
        return f"{day:%m-%d}"

    def prepare_value(self, value: Any) -> str:
        text = str(value or "")
        month_first = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
        return f"{int(month_first[2])}/{int(month_first[1])}" if month_first else text
