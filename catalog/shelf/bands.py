"""Bands of prices, and how a range of prices is made of them."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from core.templatetags.ui import vnd

UNPRICED: Final = 0


@dataclass(frozen=True, slots=True)
class Band:
    """Prices from `low` up to and including `high` in đồng; the last one has no upper end."""

    number: int
    low: int
    high: int | None

    @property
    def label(self) -> str:
        if self.high is None:
            return _("Từ %(low)s") % {"low": vnd(self.low)}
        if not self.low:
            return _("Dưới %(high)s") % {"high": vnd(self.high + 1)}
        return _("%(low)s đến dưới %(high)s") % {"low": vnd(self.low)[:-2], "high": vnd(self.high + 1)}


_EDGES = (0, 50_000, 100_000, 200_000, 500_000, 1_000_000)
BANDS: Final = tuple(
    Band(number, low, _EDGES[number] - 1 if number < len(_EDGES) else None) for number, low in enumerate(_EDGES, 1)
)


def band_of(price: int) -> int:
    """The number of the band a price lies in."""
    return next(band.number for band in reversed(BANDS) if price >= band.low)


def split(low: int | None, high: int | None) -> tuple[list[int], list[tuple[int, int]]]:
    """A range, both ends included, as numbers of whole bands and the rest as ranges within one band each."""
    whole, rest = [], []
    for band in BANDS:
        start, end = max(low or 0, band.low), band.high
        if high is not None and (end is None or high < end):
            end = high
        if end is not None and end < start:
            continue
        if start == band.low and end == band.high:
            whole.append(band.number)
        else:
            rest.append((start, end if end is not None else MAX_PRICE))
    return whole, rest


MAX_PRICE: Final = 2_147_483_647
