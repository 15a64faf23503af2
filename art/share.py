"""The picture shown with a link to the site: name, motto and the market, framed as on the front page. Only :mod:`art.raster` uses it."""

import re

from art import hero, marks
from art.lettering import measure, outlines
from art.palette import GROUND, INK, SON

WIDTH, HEIGHT = 1200, 630
MOTTO = ("HÀNG LÀNG,", "RÕ NGƯỜI LÀM")


def share() -> str:
    """1200 × 630."""
    picture = re.sub(r"<svg [^>]*viewBox=\"([^\"]+)\"", r'<svg x="520" y="93" width="592" height="444" viewBox="\1"', hero.hero_phone(), count=1)
    x, size = 72, 66.0
    while measure(MOTTO[1], size) > 420:
        size -= 1
    words = "".join(outlines(line, x, 366 + i * size * 1.24, size) for i, line in enumerate(MOTTO))
    name = outlines("CHỢ LÀNG", x + 96, 196, 62)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><path fill="{GROUND}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        + marks.mark_body(x, 124, 0.82)
        + f'<path fill="{INK}" d="{name}"/><path fill="{INK}" d="{words}"/>'
        + f'<path fill="{SON}" d="M{x} 270h120v7h-120zM536 109h592v444h-592z"/>{picture}'
        + f'<path fill="none" stroke="{INK}" stroke-width="4" d="M520 93h592v444h-592z"/></svg>\n'
    )
