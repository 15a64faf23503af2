"""Bottles and jars: fish sauce, honey, essential oil, wine."""

from art.geometry import polygon
from art.motifs.parts import fish, wave
from art.palette import (
    AMBER,
    CHAM,
    CHAM_LIGHT,
    CHAM_PALE,
    CREAM,
    HOE,
    NAU,
    NAU_DARK,
    PEACH,
    SON,
    SON_DARK,
)
from art.press import Press
from art.turned import Turned


def fish_sauce(press: Press, seed: int = 1) -> None:
    """Nước mắm: an amber bottle with a red cap, a label with an anchovy, cá cơm swimming by."""
    body = Turned(100, [(47, 15), (60, 15.5), (70, 20), (84, 32), (98, 36), (110, 36), (160, 36), (168, 35), (172, 31)], 0.09)
    outline = body.outline()
    press.fill(outline, AMBER)
    press.flat(body.band(47.2, 66), "#8F3E12")
    press.flat(body.shade(66, 171, 0.5), NAU)
    press.flat(body.shade(72, 171, 0.82, 1.0), NAU_DARK)
    label = body.band(107, 150)
    press.flat(label, CREAM)
    press.flat(body.shade(107, 150, 0.8, 1.0), "#E3D9C2")
    press.flat(body.band(142, 147.5, 0.995), HOE)
    press.flat(body.band(110.5, 112.5, 0.995), SON)
    fish(press, 100, 130, 40, CHAM_LIGHT, key=0.62)
    for y in (107, 150):
        press.line(body.arc(y), 0.75, taper=(0.8, 0.8))
    press.blades([(72, 90, 68, 104, 2.0, 2.5), (80, 77, 76, 84, 1.4, 1), (90, 50, 90, 62, 1.3, 0), (69, 153, 70, 166, 1.6, 0)], PEACH)
    press.hatch((134, 92), (134, 105), 4, (-9, 3), width=0.9)
    press.key(outline)
    cap = polygon([(83, 24), (117, 24), (118, 49), (82, 49)])
    press.fill(cap, SON)
    press.flat(polygon([(109, 25), (119, 25), (119.5, 50), (110, 50)]), SON_DARK)
    press.hatch((87, 29), (114, 29), 7, (0, 15), width=0.9, jitter=0.1)
    press.key(cap)
    wave(press, 30, 174, 177, 9, 2.2, 0.9, CHAM)
    fish(press, 40, 166, 34, CHAM_PALE, key=0.62)
    fish(press, 158, 149, 33, CHAM_PALE, flip=True, key=0.62)
    fish(press, 162, 167, 33, CHAM_LIGHT, flip=True, key=0.62)
