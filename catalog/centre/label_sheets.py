"""Labels of a lot for the printer at hand: sheets of stickers, or a roll of 58 or 80 mm.

A label is a small SVG: the QR code that opens the lot's page, and what a buyer asks first. It is drawn once a page and
repeated, so a sheet of twenty-four weighs no more than one.
"""

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from catalog.labels import lot_address, qr_svg, wrap
from catalog.models import Lot

USUAL: Final = "a4-24"
MOST: Final = 500  # labels at once
_INK: Final = "#1B1A17"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One kind of paper: how large a label is in millimetres, and how many are on a sheet or one piece of the roll."""

    code: str
    title: str | Promise
    width: float
    height: float
    each: int

    @property
    def is_roll(self) -> bool:
        return self.each == 1


PAPERS: Final = {
    paper.code: paper
    for paper in (
        Paper(code="a4-24", title=gettext_lazy("A4, 24 nhãn (70 × 37 mm)"), width=70, height=37, each=24),
        Paper(code="a4-12", title=gettext_lazy("A4, 12 nhãn (105 × 48 mm)"), width=105, height=48, each=12),
        Paper(code="cuon-58", title=gettext_lazy("Máy in cuộn 58 mm"), width=48, height=40, each=1),
        Paper(code="cuon-80", title=gettext_lazy("Máy in cuộn 80 mm"), width=72, height=40, each=1),
    )
}


def sheets(paper: Paper, count: int) -> list[range]:
    """How many labels are on each sheet, as ranges to loop over."""
    return [range(min(paper.each, count - start)) for start in range(0, count, paper.each)]


def label_symbol(lot: Lot, paper: Paper) -> SafeString:
    """The label as an SVG `<symbol id="tem">`, in Vietnamese as the law wants labels.

    Expects `lot.product` with its producer at hand.
    """
    with override(settings.LANGUAGE_CODE):
        return mark_safe(_symbol(lot, paper))  # every text is escaped below


def _symbol(lot: Lot, paper: Paper) -> str:
    margin = 2.5
    side = min(paper.height - 2 * margin, paper.width * 0.45)
    left = margin + side + 2
    room = paper.width - left - margin
    rows: list[str] = []
    y = margin + 3.4

    def write(text: str, *, size: float, weight: int = 400, most: int = 1) -> None:
        nonlocal y
        for row in wrap(text, width=max(6, int(room / (size * 0.58))), most=most):
            if y > paper.height - margin:
                return
            rows.append(
                f'<text x="{left:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}">{escape(row)}</text>'
            )
            y += size * 1.28

    write(lot.product.name, size=3.4, weight=700, most=3)
    y += 0.5
    write(lot.code, size=3.2, weight=700, most=2)
    write(_("SX: %(day)s") % {"day": f"{lot.made_on:%d/%m/%Y}"}, size=2.8)
    if lot.use_by:
        write(_("HSD: %(day)s") % {"day": f"{lot.use_by:%d/%m/%Y}"}, size=2.8, weight=700)
    write(lot.product.producer.name, size=2.5, most=2)
    top = (paper.height - side) / 2
    code = qr_svg(lot_address(lot)).replace(
        "<svg ", f'<svg x="{margin}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}" ', 1
    )
    return (
        f'<symbol id="tem" viewBox="0 0 {paper.width:g} {paper.height:g}" fill="{_INK}">'
        f'<rect width="{paper.width:g}" height="{paper.height:g}" fill="#fff"/>{code}{"".join(rows)}</symbol>'
    )
