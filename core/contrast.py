"""Contrast of the palette after WCAG 2.2, computed from `static/css/tokens.css` itself."""

import re
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

_HEX = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});")
_LIGHT, _DARK_SYSTEM, _DARK_CHOSEN = (
    ':root, [data-theme="light"] {',
    ":root:not([data-theme]) {",
    '\n[data-theme="dark"] {',
)

TEXT = 4.5  # 1.4.3, text below 24 px
GRAPHIC = 3.0  # 1.4.11, edges of controls and meaningful graphics

# What stands on what, and how much it needs. A new pair in the stylesheets belongs here.
PAIRS: list[tuple[str, str, float]] = [
    *[
        (ink, ground, TEXT)
        for ground in ("diep", "be")
        for ink in ("muc", "muc2", "cham", "son-text", "hoe-text", "dong")
    ],
    ("muc", "cham-soft", TEXT),
    ("cham", "cham-soft", TEXT),
    ("muc2", "cham-soft", TEXT),
    ("on-cham", "cham", TEXT),
    ("on-cham", "cham-press", TEXT),
    ("on-son", "son", TEXT),
    ("on-son", "son-press", TEXT),
    ("son-text", "son-soft", TEXT),
    ("muc", "son-soft", TEXT),
    ("hoe-text", "hoe-soft", TEXT),
    ("muc", "hoe-soft", TEXT),
    ("dong", "dong-soft", TEXT),
    ("seal-ink", "seal", TEXT),
    ("on-cloth", "cloth", TEXT),
    ("on-cloth2", "cloth", TEXT),
    ("key", "print-2", TEXT),
    ("edge", "diep", GRAPHIC),
    ("edge", "be", GRAPHIC),
    ("son", "diep", GRAPHIC),
    ("hoe-rim", "diep", GRAPHIC),
    ("hoe-rim", "be", GRAPHIC),
    *[("key", f"print-{n}", GRAPHIC) for n in range(1, 6)],
]


class Pair(NamedTuple):
    """One combination in one scheme."""

    ink: str
    ground: str
    ratio: float
    needed: float

    @property
    def passes(self) -> bool:
        return self.ratio >= self.needed


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palettes(css: str | None = None) -> dict[str, dict[str, str]]:
    """Colours by scheme: `light`, `dark` (the visitor's choice) and `dark-system`; what both share is in each."""
    if css is None:
        css = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
    shared = dict(_HEX.findall(_block(css, "\n:root {")))
    return {
        name: shared | dict(_HEX.findall(_block(css, opening)))
        for name, opening in (("light", _LIGHT), ("dark", _DARK_CHOSEN), ("dark-system", _DARK_SYSTEM))
    }


def pairs(palette: dict[str, str]) -> list[Pair]:
    """Every pair in use, measured in one palette."""
    return [Pair(ink, ground, ratio(palette[ink], palette[ground]), needed) for ink, ground, needed in PAIRS]


def _block(css: str, opening: str) -> str:
    start = css.index(opening) + len(opening)
    return css[start : css.index("}", start)]


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
