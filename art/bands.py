"""Woven borders, 12 px high on the page: a Chăm loom band, one of the Tây Nguyên, and the water of the floating markets.

Each is one repeat on a grid of threads; weavers of the region are to look at them before the site is opened (docs say so).
"""

from art.palette import CHAM_DARK, CHAM_PALE, CREAM, HOE, INK, SON, SON_DARK

HEIGHT = 24
"""Units; two to a pixel."""


def _rects(colour: str, boxes: list[tuple[float, float, float, float]]) -> str:
    def short(v: float) -> str:
        return f"{v:g}"

    d = "".join(f"M{short(x)} {short(y)}h{short(w)}v{short(h)}h{short(-w)}z" for x, y, w, h in boxes)
    return f'<path fill="{colour}" d="{d}"/>'


def _steps(cx: float, cy: float, rows: list[float], cell: float) -> list[tuple[float, float, float, float]]:
    """A stepped figure: one box a row, each row's half width in cells, mirrored above and below the middle row."""
    boxes = {
        (cx - half * cell, cy + row * cell, 2 * half * cell, cell) for i, half in enumerate(rows) for row in (i - 0.5, -i - 0.5)
    }
    return sorted(boxes)


def _svg(width: float, body: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {HEIGHT}" width="{width / 2:g}" height="{HEIGHT // 2}">{body}</svg>\n'


def cham() -> str:
    """Stepped diamonds with a heart, between two rails, on madder red."""
    body = _rects(SON_DARK, [(0, 0, 40, 24)])
    body += _rects(HOE, [(0, 0, 40, 2), (0, 22, 40, 2)]) + _rects(INK, [(0, 2, 40, 1.4), (0, 20.6, 40, 1.4)])
    body += _rects(CREAM, _steps(20, 12, [4.5, 3.5, 2.5, 1.5], 2)) + _rects(SON_DARK, _steps(20, 12, [3.1, 2.1, 1.1], 2))
    body += _rects(HOE, _steps(20, 12, [1.5, 0.5], 2))
    for x in (0, 40):
        body += _rects(HOE, _steps(x, 12, [2.5, 1.5, 0.5], 2))
        body += _rects(INK, _steps(x, 12, [0.5], 2))
    body += _rects(CREAM, [(9, 6, 2, 2), (9, 16, 2, 2), (29, 6, 2, 2), (29, 16, 2, 2)])
    return _svg(40, body)


def taynguyen() -> str:
    """Rows of teeth in black, red and white: the edge of a Ba Na or Ê Đê cloth."""
    body = _rects(INK, [(0, 0, 24, 24)])
    body += _rects(SON, [(0, 0, 24, 2.4), (0, 21.6, 24, 2.4)]) + _rects(HOE, [(0, 3.6, 24, 1), (0, 19.4, 24, 1)])
    up = "".join(f"M{x} 17.6l4-7.4 4 7.4z" for x in (0, 8, 16))
    down = "".join(f"M{x} 6.2l4 7.4 4-7.4z" for x in (-4, 4, 12, 20))
    body += f'<path fill="{CREAM}" d="{up}"/><path fill="{SON}" d="{down}"/>'
    body += f'<path fill="{INK}" d="' + "".join(f"M{x} 17.8l1.5-2.9 1.5 2.9z" for x in (2.5, 10.5, 18.5)) + '"/>'
    return _svg(24, body)


def songnuoc() -> str:
    """Three lines of ripples and a boat's eye."""
    body = _rects(CHAM_DARK, [(0, 0, 48, 24)])
    for y, x0, colour in ((5.5, 0, CHAM_PALE), (19, -12, CHAM_PALE)):
        d = "".join(f"M{x} {y}q6-5 12 0q6 5 12 0v2.2q-6 4.4-12 0q-6-4.6-12 0z" for x in (x0, x0 + 24, x0 + 48))
        body += f'<path fill="{colour}" d="{d}"/>'
    eye = "M16 12.4q8-6.6 16 0q-8 6.6-16 0z"
    body += f'<path fill="{CREAM}" d="{eye}"/><path fill="{SON}" d="M24 9.3l3.2 3.1-3.2 3.1-3.2-3.1z"/>'
    body += f'<path fill="{HOE}" d="M0 9.4l3 3-3 3-3-3zM48 9.4l3 3-3 3-3-3z"/>'
    return _svg(48, body)


def files() -> dict[str, str]:
    """The three borders."""
    return {"bands/cham.svg": cham(), "bands/taynguyen.svg": taynguyen(), "bands/songnuoc.svg": songnuoc()}
