"""Facts of a product in the words of people: when parcels leave, what is in stock, when the season is."""

import datetime as dt
from decimal import Decimal
from typing import Final, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from catalog.models import Product, ProductSeason
from catalog.models.product import ALL_WEEKDAYS

WEEKDAYS: Final = (
    gettext_lazy("thứ hai"),
    gettext_lazy("thứ ba"),
    gettext_lazy("thứ tư"),
    gettext_lazy("thứ năm"),
    gettext_lazy("thứ sáu"),
    gettext_lazy("thứ bảy"),
    gettext_lazy("chủ nhật"),
)
FEW: Final = 20  # pieces: from here on down the number itself helps to decide


class Stock(NamedTuple):
    """How a pack stands on the shelf. `kind` is one of in, few, ahead (order before the season), out, season."""

    kind: str
    text: str

    @property
    def can_be_had(self) -> bool:
        return self.kind in {"in", "few", "ahead"}


def stock_words(available: int, season: ProductSeason | None, *, on: dt.date | None = None) -> Stock:
    """What to say about `available` pieces, on a day in or out of season."""
    today = on or timezone.localdate()
    if season is not None and not season.is_open(today):
        opens = day_and_month(season.opens)
        if available > 0:
            return Stock("ahead", _("Đặt trước, giao từ %(day)s") % {"day": opens})
        return Stock("season", _("Hết mùa, có lại từ %(day)s") % {"day": opens})
    if available <= 0:
        return Stock("out", _("Hết hàng"))
    if available <= FEW:
        return Stock("few", ngettext("Còn %(n)d", "Còn %(n)d", available) % {"n": available})
    return Stock("in", _("Còn hàng"))


def day_and_month(text: str) -> str:
    """`05-25` as people say it: 25/5, in English 25 May."""
    month, day = (int(part) for part in text.split("-"))
    if (get_language() or "vi").startswith("en"):
        return f"{day} {dt.date(2000, month, 1):%b}"
    return f"{day}/{month}"


def season_words(season: ProductSeason) -> str:
    """`Mùa từ 25/5 đến 15/7`."""
    return _("Mùa từ %(opens)s đến %(closes)s") % {
        "opens": day_and_month(season.opens),
        "closes": day_and_month(season.closes),
    }


def dispatch_words(weekdays: int) -> str:
    """When parcels leave: every day, a run of days, or each by name. `weekdays` are bits, Monday the lowest."""
    if weekdays & ALL_WEEKDAYS == ALL_WEEKDAYS:
        return _("Ngày nào cũng gửi hàng")
    days = [number for number in range(7) if weekdays >> number & 1]
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return _("Gửi hàng từ %(first)s đến %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]}
    return _("Gửi hàng vào %(days)s") % {"days": together([str(WEEKDAYS[day]) for day in days])}


def packing_words(product: Product) -> str:
    """How it is packed to arrive well; empty where nothing is special."""
    if product.needs_ice and product.needs_foam_box:
        return _("Đóng thùng xốp, ướp đá giữ lạnh")
    if product.needs_ice:
        return _("Ướp đá giữ lạnh")
    return _("Đóng thùng xốp") if product.needs_foam_box else ""


def transit_words(product: Product) -> str:
    """How long it may be under way; empty for what keeps."""
    if product.max_transit_days is None:
        return ""
    n = product.max_transit_days
    text = ngettext(
        "Chỉ nhận giao nơi đến được trong %(n)d ngày, để hàng còn tươi",
        "Chỉ nhận giao nơi đến được trong %(n)d ngày, để hàng còn tươi",
        n,
    )
    return text % {"n": n}


def weight_words(grams: int) -> str:
    """`350 g`, `1,2 kg`."""
    if grams < 1_000:
        return f"{grams}\N{NO-BREAK SPACE}g"
    kilograms = f"{Decimal(grams) / 1000:.1f}".removesuffix(".0")
    if not (get_language() or "vi").startswith("en"):
        kilograms = kilograms.replace(".", ",")
    return f"{kilograms}\N{NO-BREAK SPACE}kg"


def shelf_life_words(days: int) -> str:
    """`12 tháng`, `5 ngày`: whole months from three on, whole years from two."""
    if days >= 720 and days % 365 in range(11):
        years = days // 365
        return ngettext("%(n)d năm", "%(n)d năm", years) % {"n": years}
    if days >= 90:
        months = round(days / 30.4)
        return ngettext("%(n)d tháng", "%(n)d tháng", months) % {"n": months}
    return ngettext("%(n)d ngày", "%(n)d ngày", days) % {"n": days}


def together(names: list[str]) -> str:
    """`a, b và c`."""
    if len(names) < 2:
        return "".join(names)
    return _("%(most)s và %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}
