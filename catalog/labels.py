"""QR codes of lots, and the label for the package: SVG, sharp at any printer's resolution.

The code holds the full address `/truy-xuat/<code>/`, so any telephone opens it without an app. Colours are attributes,
not styles: the pages' Content-Security-Policy holds for these files, too.
"""

import datetime as dt
import io
from typing import Final
from xml.sax.saxutils import escape

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.models import Lot, Product

# Millimetres: A6 upright, with what printers cannot reach left free.
WIDTH, HEIGHT, MARGIN = 105, 148, 7
_FONT: Final = "'Be Vietnam Pro', 'Noto Sans', 'Segoe UI', Arial, sans-serif"
_INK: Final = "#1B1A17"


def lot_address(lot: Lot) -> str:
    """What the QR code opens: the Vietnamese page, whichever language the label is printed from."""
    with override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse("catalog:trace", args=[lot.code])


def qr_svg(text: str) -> str:
    """A QR code that bears being scratched (level M or better), dark on white, with its quiet zone."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, light="#fff", dark=_INK
    )
    return out.getvalue().decode()


def lot_label(lot: Lot, product: Product | None) -> str:
    """The label of a lot as an SVG of A6 size, in Vietnamese as the law wants labels.

    `product` is the lot's as it may be shown, with producer, province and commune at hand; nothing is said of None.
    """
    with override(settings.LANGUAGE_CODE):
        return _label(lot, product)


def _label(lot: Lot, product: Product | None) -> str:
    lines: list[str] = []
    y = MARGIN + 6.0

    def write(text: str, *, size: float, weight: int = 400, width: int, most: int = 2) -> None:
        nonlocal y
        for row in wrap(text, width=width, most=most):
            lines.append(
                f'<text x="{MARGIN}" y="{y:.1f}" font-size="{size}" font-weight="{weight}">{escape(row)}</text>'
            )
            y += size * 1.32

    if product is not None:
        producer = product.producer
        place = producer.commune.full_name + ", " if producer.commune else ""
        write(product.name, size=6.2, weight=700, width=27)
        y += 1.5
        write(producer.name, size=3.9, weight=600, width=44)
        write(f"{place}{producer.province.full_name}", size=3.5, width=50)
        y += 1.5
        lines.append(f'<path d="M{MARGIN} {y - 3:.1f}H{WIDTH - MARGIN}" stroke="{_INK}" stroke-width=".4"/>')
        y += 2.5
    write(_("Số lô: %(code)s") % {"code": lot.code}, size=4.4, weight=700, width=38)
    write(_("Ngày sản xuất: %(day)s") % {"day": _day(lot.made_on)}, size=3.9, width=44)
    if lot.use_by:
        write(_("Hạn sử dụng: %(day)s") % {"day": _day(lot.use_by)}, size=3.9, width=44)
    if lot.growing_area:
        write(_("Vùng trồng: %(code)s") % {"code": lot.growing_area.code}, size=3.5, width=50)
    if lot.certificates:
        write(", ".join(lot.certificates), size=3.5, width=50)
    if product is not None and product.storage:
        write(_("Bảo quản: %(how)s") % {"how": product.storage}, size=3.5, width=50)
    side = min(HEIGHT - MARGIN - 8 - y, 62.0)
    top = HEIGHT - MARGIN - 7 - side
    code = qr_svg(lot_address(lot)).replace(
        "<svg ", f'<svg x="{(WIDTH - side) / 2:.1f}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}" ', 1
    )
    foot = escape(_("Quét mã để xem hành trình của lô"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{_FONT}" fill="{_INK}">'
        f"<title>{escape(lot.code)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<rect x="2" y="2" width="{WIDTH - 4}" height="{HEIGHT - 4}" fill="none" stroke="{_INK}" stroke-width=".5"/>'
        f"{''.join(lines)}{code}"
        f'<text x="{WIDTH / 2}" y="{HEIGHT - MARGIN - 1}" font-size="3.6" text-anchor="middle">{foot}</text></svg>'
    )


def wrap(text: str, *, width: int, most: int) -> list[str]:
    """`text` in at most `most` rows of about `width` letters, cut with an ellipsis where there is more."""
    rows: list[str] = []
    for word in text.split():
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    rows = [row if len(row) <= width else row[: width - 1] + "…" for row in rows]
    if len(rows) > most:
        rows = [*rows[: most - 1], rows[most - 1].rstrip(".,;")[: width - 1] + "…"]
    return rows


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
