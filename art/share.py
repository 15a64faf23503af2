"""The pictures shown with a link, 1200 × 630: to the site its name, motto and market; to a good its print. :mod:`art.pixels` lists them."""

import random
import re

from art import hero, marks
from art.lettering import measure, outlines
from art.palette import GROUND, INK, PAPER_BLUE, PAPER_GREEN, PAPER_ROSE, PAPER_SAND, PAPER_YELLOW, PAPERS, SON
from art.press import Press

WIDTH, HEIGHT = 1200, 630
MOTTO = ("HÀNG LÀNG,", "RÕ NGƯỜI LÀM")

GOOD = 560
"""Side of the print of a good. It stands in the middle, so a service that cuts a square out leaves it whole."""

STREAKS = {PAPER_YELLOW: "#F8EBC8", PAPER_BLUE: "#E5EAF3", PAPER_GREEN: "#E1ECE6", PAPER_ROSE: "#F7E5DB", PAPER_SAND: "#F4EEE2"}
"""What the pine-needle brush leaves on each paper."""

OTHER_PAPER = {
    "basket": PAPER_ROSE, "cake": PAPER_ROSE, "duck-egg": PAPER_BLUE, "longan": PAPER_GREEN, "mango": PAPER_BLUE, "rice-paper-2": PAPER_BLUE,
    "soap": PAPER_BLUE, "turmeric": PAPER_GREEN,
}  # fmt: skip
"""Prints that would be lost on the paper their name gives them."""


def share() -> str:
    """The site."""
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


def good(name: str, svg: str) -> str:
    """The print of that name, drawn as ``svg``, on brushed paper with the mark in the corner. No words: paper bears none."""
    seed = sum(map(ord, name))
    paper = OTHER_PAPER.get(name, PAPERS[seed % len(PAPERS)])
    press = Press(f"s-{name}", WIDTH, HEIGHT, seed=seed, paper=paper)
    rng = random.Random(seed)
    for _ in range(46):
        x, y = rng.uniform(-200, 1100), rng.uniform(4, 626)
        press.blades([(x, y, x + rng.uniform(160, 620), y + rng.uniform(-3, 3), rng.uniform(0.8, 2.6), rng.uniform(-1, 1))], STREAKS[paper])
    frame = f'<svg x="{(WIDTH - GOOD) // 2}" y="{(HEIGHT - GOOD) // 2}" width="{GOOD}" height="{GOOD}"'
    press.raw(svg.strip().replace('<svg xmlns="http://www.w3.org/2000/svg"', frame, 1))
    press.raw(marks.mark_body(1080, 510, 0.75))
    return press.svg()
