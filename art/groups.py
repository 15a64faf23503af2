"""Small coloured prints for the six OCOP groups and the 26 product sets: flat plates and keyline on nothing, to be read at 40 px.

Drawn on a 56 grid. A thin edge of shell paper runs round every figure: it is lost on the light ground and carries the keyline on the dark.
"""

import math
from collections.abc import Callable

from art import geometry as g
from art.geometry import ellipse
from art.palette import (
    AMBER,
    BONE,
    CHAM,
    CHAM_LIGHT,
    CHAM_PALE,
    CREAM,
    DONG,
    DONG_LIGHT,
    GROUND,
    HOE,
    HOE_DARK,
    HOE_LIGHT,
    INK,
    NAU,
    NAU_LIGHT,
    PINK_LIGHT,
    SON,
    SON_DARK,
    SON_LIGHT,
    STONE,
)  # fmt: skip
from art.press import Press

SIZE = 56


def _curls(p: Press, xs: tuple[float, ...], y: float, h: float) -> None:
    for x in xs:
        p.line(f"M{x} {y}C{x - 3} {y - h * 0.35} {x + 3} {y - h * 0.62} {x - 0.5} {y - h}", 0.85, taper=(0.6, 0.4))


def _leaf(p: Press, x: float, y: float, length: float, width: float, turn: float, colour: str = DONG, veins: int = 3) -> None:
    with p.at(x, y, 1, turn=turn, weight=1):
        w = width / 2
        p.shape(f"M0 0C{length * 0.2:.1f} {-w * 1.25:.1f} {length * 0.65:.1f} {-w * 1.3:.1f} {length} 0C{length * 0.65:.1f} {w * 1.3:.1f} {length * 0.2:.1f} {w * 1.25:.1f} 0 0Z", colour, key=0.9)
        p.line([(0, 0), (length * 0.82, 0)], 0.6, taper=(1, 0.3))
        for i in range(veins):
            t = length * (0.25 + 0.2 * i)
            p.blades([(t, 0, t + length * 0.12, -w * 0.7, 0.6, 0), (t, 0, t + length * 0.12, w * 0.7, 0.6, 0)])


def bowl(p: Press) -> None:
    """Group I, food: a steaming bowl."""
    d = "M6 27L50 26.5C49.5 39 42 47 37 48.5L19 49C13 47 7 39.5 6 27Z"
    p.shape(d, SON)
    p.line("M12 34L23 33.6M15 40L22 39.6", 0.8)
    p.line("M4 26.8L52 26.2", 1.1, taper=(0.9, 0.9))
    p.blades([(41, 32, 37, 43, 1.5, -1)], SON_DARK)
    _curls(p, (19, 28.5, 38), 21, 14)


def cup(p: Press) -> None:
    """Group II, drinks: a cup."""
    p.key("M38 27C50 24 50 41 37 38.5", 1.05)
    p.shape("M11 22L40 21.6L39.5 41C39 46 36 49 31 49.4L19.5 49.6C15 49 12 46 11.6 41Z", HOE)
    p.blades([(18, 28, 18.2, 39, 1.3, 0)], INK)
    p.blades([(34, 27, 33.5, 42, 1.6, -1)], HOE_DARK)
    _curls(p, (20, 30.5), 16.5, 12.5)


def leaf(p: Press) -> None:
    """Group III, medicinal plants: a leaf."""
    d = "M27.5 4.5C40 13 46 22 44 31C42.5 39.5 36 45 28 46C19 45.5 12.5 39 11.5 31C10.5 21 16 12 27.5 4.5Z"
    p.shape(d, DONG)
    p.flat("M29 9C38 16 43 23 41.5 31C40.5 38 35 43 29 44Z", "#3E8473")
    p.line("M27.8 14L28.2 53", 1.05, taper=(0.4, 0.9))
    p.line("M28 27L18 20M28 35.5L16.5 29M28.2 25L36.5 17.5M28.2 33.5L39 26M28.2 41L37 35", 0.8, taper=(1, 0.4))


def vase(p: Press) -> None:
    """Group IV, crafts: a vase with a band."""
    d = "M19.5 5L37 4.6C35.5 9.5 33.5 12 33.8 16C40 19 45.5 24.5 45 33C44.6 41 40 47 36.5 51L20 51.4C15.5 47 11.5 41 11.2 33C11 24.5 16.5 19 22.8 16.2C23 12 20.5 9.5 19.5 5Z"
    p.fill(d, CHAM_LIGHT)
    p.flat("M12.5 28.5L44.5 28L45 37L12 37.5Z", BONE)
    p.line("M12 28.2L45 27.8M12.2 38L44.6 37.6", 0.8, taper=(1, 1))
    for i in range(5):
        p.poly([(15.5 + i * 6.1, 36), (18.5 + i * 6.1, 30), (21.5 + i * 6.1, 36)], CHAM, jitter=0.2)
    p.blades([(38, 42, 34, 48, 1.5, -0.6), (17, 44, 19, 47, 1, 0)], CHAM)
    p.key(d)


def tree(p: Press) -> None:
    """Group V, ornamental plants: a small tree in a pot."""
    p.line("M28 42C27.5 36 30 32 28 24M28.6 33C32 31 34 28 35.5 24", 1.35, taper=(1, 0.6))
    d = "M16 30C8.5 30 6 22 11.5 18.5C10.5 11.5 17.5 7.5 22.5 10C26 4 36 4.5 38 11C45 10.5 48.5 17.5 45 21.5C48.5 27 44 32 38 30.5C34 33.5 30.5 32.5 28.5 30.5C25 33 19.5 33 16 30Z"
    p.shape(d, DONG)
    p.line("M28 37C27.8 32 29 27 27.8 20M28.5 29C32 27 33.6 24 34.5 20M28 26C25.5 24.5 23 22.5 22 19", 0.95, taper=(1, 0.4))
    p.shape("M15 42L42 41.6L39 51.4L18.5 51.8Z", SON)
    p.line("M12.5 42L44.5 41.4", 1.15, taper=(0.9, 0.9))


def house(p: Press) -> None:
    """Group VI, community tourism: a house on stilts."""
    p.line("M15 37L15 51M28 37L28 51M41 37L41 51", 1.1, taper=(1, 1))
    p.fill("M11.5 24L28 9L44.5 24L44.5 38L11.5 38Z", HOE)
    p.shape("M12 23L44 22.6L44.2 37.8L12 38.2Z", HOE)
    p.blades([(16.5, 27, 16.7, 35, 1, 0), (20, 27, 20.2, 35, 1, 0), (40, 26.6, 40, 35, 1, 0)], HOE_DARK)
    p.shape("M23.5 27.5L33 27.2L33.2 38L23.4 38.2Z", NAU, key=0.85, shift=0)
    p.shape("M3.5 26L28 5.5L52.5 25.6L46 26.5L28 13.5L10 27Z", NAU_LIGHT)
    p.line("M8 51.4L49 51", 1.1, taper=(0.7, 0.7))


def lychees(p: Press) -> None:
    """Set 1, fresh vegetables and fruit."""
    _leaf(p, 27, 20, 23, 12, -160, DONG)
    _leaf(p, 28, 19, 24, 12, -30, DONG_LIGHT)
    p.line("M27.5 20C24 24 20 26 18 28M28 20C32 23 35 25 37 28M27.5 20L27 10", 1, taper=(1, 0.7))
    for x, y, colour in ((17.5, 37, SON), (38, 38, SON_LIGHT)):
        p.fill(ellipse(x, y, 11.5), colour)
        for dx, dy in ((-3, -2), (3, -3), (0, 2.5), (6, 2), (-5, 4), (3, 7), (-1, -6.5)):
            p.poly([(x + dx - 1.5, y + dy + 0.9), (x + dx, y + dy - 0.9), (x + dx + 1.5, y + dy + 0.9)], INK, jitter=0.15)
        p.blades([(x - 7.5, y + 1, x - 3, y - 7, 1, 1.6)], PINK_LIGHT)
        p.key(ellipse(x, y, 11.5))


def fish(p: Press) -> None:
    """Set 2, fresh meat, seafood, eggs, milk: a fish and an egg."""
    d = "M3.5 24C9 14.5 22 12.5 33 19L37 21L51 13C48.5 19 48.5 26 52 33L37.5 27C29 35.5 11 35 3.5 24Z"
    p.fill(d, CHAM_LIGHT)
    p.flat("M6 26C14 29 28 28.5 37 25C29 34.5 12 34 6 26Z", BONE)
    p.line("M14.5 17C17.5 21 17.5 27 14.5 31", 0.75)
    for x in (21, 27, 33):
        p.line(f"M{x} 20C{x + 2.5} 22 {x + 2.5} 25 {x} 27", 0.65)
    p.dots([(9.5, 22)], 1.5)
    p.key(d)
    egg = ellipse(39, 42, 10.5, 8, -14)
    p.shape(egg, "#F3D9B4")
    p.blades([(33, 43, 37, 37.5, 1, 1)], CREAM)


def rice(p: Press) -> None:
    """Set 3, rice and grains: an ear bowed by its grains."""
    p.line("M9 52C16 40 20 20 36 9", 1.1, taper=(1, 0.5))
    _leaf(p, 13, 44, 26, 8, -38, DONG, 0)
    grains = [(17.5, 33, -118), (21.5, 24, -124), (27.5, 15.5, -134), (24, 34, -26), (28.6, 25.5, -32), (34.5, 17.4, -40)]
    for x, y, turn in grains:
        with p.at(x, y, 1, turn=turn, weight=1):
            p.shape("M-4 0C-1 -4.6 6 -4 9 0C6 4 -1 4.6 -4 0Z", HOE, key=0.85)
            p.blades([(-1, 0, 6, 0, 0.5, 0)], INK)
    with p.at(41, 9, 1, turn=-52, weight=1):
        p.shape("M-4 0C-1 -4.6 6 -4 9 0C6 4 -1 4.6 -4 0Z", HOE_LIGHT, key=0.85)


def honey(p: Press) -> None:
    """Set 4, honey: a jar with a cloth cap."""
    d = "M13 21L43 20.6C46 26 46.4 45 43 50.4L13.4 51C10 46 10 27 13 21Z"
    p.fill(d, HOE_DARK)
    p.flat("M13 21L24 21C21 30 21 42 24 51L13.4 51C10 46 10 27 13 21Z", HOE)
    for x, y in ((21.5, 31), (34.5, 31), (28, 34.8), (21.5, 38.8), (34.5, 38.8), (28, 42.5)):
        p.poly([(x + 3.5 * math.cos(math.tau * i / 6), y + 3.5 * math.sin(math.tau * i / 6)) for i in range(6)], INK, jitter=0)
        p.poly([(x + 2.5 * math.cos(math.tau * i / 6), y + 2.5 * math.sin(math.tau * i / 6)) for i in range(6)], HOE_LIGHT, jitter=0)
    p.key(d)
    p.shape("M12 9C18 5.5 38 5.5 44 9L47.5 21L42 19.5L37 22L32 19.8L27.5 22L23 19.8L18 22L13 19.6L8.5 21.4Z", SON)
    p.line("M11.5 14.5L44.5 14.2", 0.7, taper=(0.8, 0.8))


def noodles(p: Press) -> None:
    """Set 5, quick meals: noodles lifted from a bowl."""
    p.line("M24 4L37 27M31 3L41 27", 1.05, taper=(0.9, 0.9))
    p.fill("M18 12L36 11L37 29L20 29Z", HOE_LIGHT, rim=None)
    p.line("M19 29L19 13C21 8 25 12 25 15L25 29M25 15C26 9 31 11 31 15L31 29M31 15C32 10 37 11 37 15L37 29", 0.75, taper=(1, 0.8))
    d = "M6 29L50 28.4C49.5 40 43 47 38 49L18.5 49.4C13 47 6.5 40 6 29Z"
    p.fill(d, CREAM)
    p.flat("M7 33L49.5 32.4L48.5 37L8 37.6Z", CHAM)
    p.blades([(42, 39, 37, 47, 1.3, -1)], STONE)
    p.key(d)
    p.line("M4 28.8L52 28.2", 1.1, taper=(0.9, 0.9))


def rice_paper(p: Press) -> None:
    """Set 6, made from rice: bánh tráng with sesame, and a bundle of dry vermicelli."""
    p.fill(ellipse(25, 22, 19.5), "#F4E6C4")
    p.dots([(16, 16), (22, 12), (30, 13), (35, 20), (14, 24), (20, 30), (29, 22), (22, 21), (32, 31), (26, 36)], 0.9)
    p.line("M11 22C11 15 17 9 24 8.5", 0.6, HOE_DARK)
    p.key(ellipse(25, 22, 19.5))
    d = "M12 40L50 33L52.5 45L14.5 52.5Z"
    p.fill(d, CREAM)
    p.line("M13 43L50 36M13.6 46.2L51 39M14 49.4L51.6 42.2", 0.55, taper=(0.8, 0.8))
    p.key(d, 0.95)
    p.shape("M28.5 35.5L34.5 34.4L37 48.4L31 49.6Z", SON, key=0.8, shift=0.4)


def preserves(p: Press) -> None:
    """Set 7, made from vegetables and fruit: a preserving jar."""
    d = "M12 18L44 17.6C46.5 24 46.5 45 44 50.6L12.4 51C9.6 45 9.6 24 12 18Z"
    p.fill(d, "#DCE6D2")
    for x, y, c in ((19, 43, SON_LIGHT), (31, 44.5, HOE), (38.5, 36, SON_LIGHT), (25, 34.5, HOE), (17, 30, DONG_LIGHT), (34, 27.5, DONG_LIGHT)):
        p.flat(ellipse(x, y, 5.6, 4.8, 20), c)
        p.key(ellipse(x, y, 5.6, 4.8, 20), 0.65)
    p.blades([(13, 25, 13, 40, 1, 0)], CREAM)
    p.key(d)
    p.shape("M12.5 7L43.5 6.6L44 17.6L12 18Z", DONG)
    p.hatch((17, 9.4), (40, 9), 6, (0, 6), width=0.8, jitter=0.05)


def sausages(p: Press) -> None:
    """Set 8, made from meat and fish: lạp xưởng on a string."""
    p.line("M16 12C20 3 36 3 40 12M28 5.5L28 3", 0.9, taper=(1, 1))
    for x, y, turn in ((17, 31, 6), (39, 31, -6)):
        with p.at(x, y, 1, turn=turn, weight=1):
            d = "M0 -19C7 -19 8.6 -12 8.4 0C8.4 12 7 19.4 0 19.4C-7 19.4 -8.4 12 -8.4 0C-8.6 -12 -7 -19 0 -19Z"
            p.fill(d, SON_DARK)
            p.flat("M0 -19C-7 -19 -8.6 -12 -8.4 0C-8.4 12 -7 19.4 0 19.4C-3 10 -3 -10 0 -19Z", SON)
            p.blades([(-3, -10, 1, -7, 0.7, 0), (2, -3, 5, 0, 0.7, 0), (-4, 3, 0, 6, 0.7, 0), (1, 10, 4, 12, 0.7, 0)], PINK_LIGHT)
            p.key(d)
    p.line("M12.5 51L17 55M39 51L43 54.6", 0.8)


def fish_sauce(p: Press) -> None:
    """Set 9, fish sauce and other liquid seasoning."""
    d = "M22 13L34 12.8L34 18C41 22 42 26 42 30L41.6 49C41 51.4 39 52 37 52L18.5 52.2C16 52 14.6 51 14.4 49L14 30C14 26 15.5 22 22 18Z"
    p.fill(d, AMBER)
    p.flat("M37 20C41 23 42 26 42 30L41.6 49C41 51.4 39 52 35 52C37 42 37.6 30 37 20Z", NAU)
    p.flat("M14 29.5L42 29L42 43.6L14.2 44Z", CREAM)
    p.line("M14 29.5L42 29M14.2 44L42 43.6", 0.7, taper=(1, 1))
    p.flat("M18.5 37C22 32.5 29 33 33 36.5L37.5 33.6L37 40.4L33 37.6C29 41 22 41 18.5 37Z", CHAM)
    p.blades([(18.5, 25, 17.5, 28.5, 1, 0)], CREAM)
    p.key(d)
    p.shape("M20.5 3.6L35.4 3.3L35.8 13L20.2 13.3Z", SON)


def spices(p: Press) -> None:
    """Set 10, other seasoning: a chilli and star anise."""
    d = "M13 13C22 10 27 17 28.5 26C30 35 33 42 41 49C29 49.5 18 41 14.5 30C12.6 24 10.5 18 13 13Z"
    p.fill(d, SON)
    p.blades([(16.5, 19, 21, 34, 1.5, 1.4)], PINK_LIGHT)
    p.key(d)
    p.shape("M8 14C9.5 8.5 17 8 20.6 11.6C18 16 11.5 17.6 8 14Z", DONG, key=0.9)
    p.line("M12.5 10.5C11.5 7 9 5.5 6 5.4", 1, taper=(1, 0.8))
    star = [(40.5 + (13.4 if i % 2 == 0 else 6) * math.cos(math.pi * i / 8 + 0.14), 22 + (13.4 if i % 2 == 0 else 6) * math.sin(math.pi * i / 8 + 0.14)) for i in range(16)]
    p.fill(g.polygon(star), NAU_LIGHT)
    p.blades([(40.5 + 4.4 * math.cos(a), 22 + 4.4 * math.sin(a), 40.5 + 11 * math.cos(a), 22 + 11 * math.sin(a), 1.3, 0) for a in (math.tau * i / 8 + 0.14 for i in range(8))])
    p.key(g.polygon(star), 0.9)


def teapot(p: Press) -> None:
    """Set 11, tea: a clay pot and a bud with two leaves."""
    p.key("M13 29C4.5 27.5 3.6 42 14.5 42", 1.05)
    p.shape("M39 34C44 33.5 44 27 46 22L51 23.4C49.6 31 48.6 39.5 40 42Z", NAU)
    d = "M12.6 28L41 27.6C44 34 42 44 36.6 48.6L18 49C12 44.6 10 35 12.6 28Z"
    p.fill(d, NAU)
    for i in range(4):
        p.poly([(17 + i * 6.4, 36), (19.6 + i * 6.4, 33.2), (22.2 + i * 6.4, 36), (19.6 + i * 6.4, 38.8)], HOE_LIGHT, jitter=0.2)
    p.blades([(37, 41, 33, 46.6, 1.2, -0.6)])
    p.key(d)
    p.shape("M15.4 27.6C18 21 35.6 21 38.4 27.4Z", NAU_LIGHT, key=0.95)
    p.shape("M24 20.4L30 20.2L29.8 16L24.4 16.2Z", SON, key=0.85, shift=0.4)
    _leaf(p, 38, 16, 12, 8, -150, DONG, 0)
    _leaf(p, 38, 16, 12, 8, -30, DONG, 0)
    _leaf(p, 38, 17, 13, 6, -90, HOE, 0)


def herbal_tea(p: Press) -> None:
    """Set 12, tea of other plants: a chrysanthemum in a glass."""
    petals = [(28 + r * math.cos(a), 14 + r * math.sin(a)) for a, r in ((math.tau * i / 80, 9 + 2.6 * math.cos(10 * math.tau * i / 80)) for i in range(80))]
    p.fill(petals, HOE)
    p.blades([(28 + 4 * math.cos(a), 14 + 4 * math.sin(a), 28 + 8.6 * math.cos(a), 14 + 8.6 * math.sin(a), 0.6, 0) for a in (math.tau * (i + 0.5) / 10 for i in range(10))])
    p.key(petals, 0.9)
    p.shape(ellipse(28, 14, 4), AMBER, key=0.8, shift=0.4)
    d = "M13 27L43 26.6L40 48.6C39.6 51 38 52 36 52L20.4 52.2C18 52 16.6 51 16.2 48.8Z"
    p.fill(d, "#E6EDDF")
    p.flat("M14.4 34L42 33.6L40 48.6C39.6 51 38 52 36 52L20.4 52.2C18 52 16.6 51 16.2 48.8Z", HOE_DARK)
    p.blades([(20, 37, 21.4, 47, 1.2, 0)], HOE_LIGHT)
    p.line("M14 33.8L42.4 33.4", 0.7, taper=(1, 1))
    p.key(d)


def coffee(p: Press) -> None:
    """Set 13, coffee and cocoa: a phin dripping into a glass."""
    d = "M15 31L41 30.6L39 49.6C38.6 51.6 37 52.2 35 52.3L21 52.5C19 52.4 17.6 51.6 17.2 49.8Z"
    p.fill(d, "#E9E4D6")
    p.flat("M16.4 40L40 39.6L39 49.6C38.6 51.6 37 52.2 35 52.3L21 52.5C19 52.4 17.6 51.6 17.2 49.8Z", "#4A2912")
    p.flat("M16.9 46.4L39.4 46L39 49.6C38.6 51.6 37 52.2 35 52.3L21 52.5C19 52.4 17.6 51.6 17.2 49.8Z", "#EBD3A6")
    p.line("M28 32L28 37.6", 0.9, "#4A2912", taper=(0.6, 0.3))
    p.key(d)
    p.shape("M8.6 27L47.6 26.4L46.6 31L9.8 31.4Z", STONE, key=0.9, shift=0.5)
    p.fill("M17 13L39.4 12.6L38.4 27L18 27.3Z", STONE)
    p.flat("M32 13L39.4 12.6L38.4 27L31.4 27Z", "#A79D86")
    p.key("M17 13L39.4 12.6L38.4 27L18 27.3Z")
    p.shape("M14.6 9.4L41.6 9L42 13L14.4 13.4Z", STONE, key=0.9, shift=0.4)
    p.line("M28 9L28 4.6", 1.3, taper=(1, 1))


def rice_wine(p: Press) -> None:
    """Set 14, clear rice spirit: a gourd-shaped bottle and a cup."""
    d = "M20 10L28 9.8C27.8 15 32 18 32 23C32 26 30.5 27.4 30.5 28.6C36 31 38.4 36 38 41C37.4 47 34.5 50.6 31 51.8L15.5 52C11.5 50.6 9 47 8.6 41C8.4 36 11.5 31 16.6 28.8C16.6 27.4 15.4 26 15.4 23C15.6 18 20.4 15 20 10Z"
    p.fill(d, CREAM)
    p.flat("M30.5 28.6C36 31 38.4 36 38 41C37.4 47 34.5 50.6 31 51.8L26 51.9C32 46 33 36 28 29Z", STONE)
    p.blades([(16, 41, 23, 36, 1.3, 1), (23, 36, 30, 41, 1.3, 1), (16, 41, 23, 45, 1.3, -1), (23, 45, 30, 41, 1.3, -1), (17, 22, 30, 22, 1, -1)], CHAM)
    p.key(d)
    p.shape("M21 5L27 4.8L27.6 10L20.4 10.2Z", NAU_LIGHT, key=0.9, shift=0.4)
    c = "M38 41L53 40.8C53 46.6 50.6 50.6 48.6 51.8L42.6 52C40.4 50.6 38.2 46.8 38 41Z"
    p.fill(c, CREAM)
    p.flat("M39 44.2L52.6 44L52 46.4L39.4 46.6Z", CHAM)
    p.key(c, 0.95)


def wine_jar(p: Press) -> None:
    """Set 15, other alcoholic drinks: a jar of rượu cần and its reeds."""
    p.line("M24 20C23 12 17 7 11 5.5M28 20L29.5 3.5M32 20C33 12 39 8 46 8.5", 1.05, taper=(0.9, 0.8))
    d = "M19 18L37.4 17.7C37 21 37.6 22.6 40 25C45 30 45.6 38 42.6 44C40.6 48.6 38 51.4 35.6 52L20.6 52.2C18 51.4 15.4 48.6 13.4 44.2C10.6 38 11.4 30 16.2 25.2C18.6 22.8 19.4 21.2 19 18Z"
    p.fill(d, NAU)
    p.flat("M36 22C44 29 45 37 42.6 44C40.6 48.6 38 51.4 35.6 52L31 52C37 44 38.6 32 36 22Z", "#5F3213")
    p.line("M13.4 31.6C22 34.6 34 34.4 43.2 31.2M13 39C22 42 34 42 43.6 38.6", 0.7, HOE, taper=(0.9, 0.9))
    for x in (18, 24.5, 31, 37.5):
        p.poly([(x - 2.4, 37), (x, 34.4), (x + 2.4, 37), (x, 39.6)], HOE, jitter=0.2)
    p.key(d)
    p.shape("M16.6 15L39.6 14.6L39.8 19.2L16.4 19.6Z", DONG, key=0.9, shift=0.4)


def water(p: Press) -> None:
    """Set 16, bottled water."""
    d = "M23 12L33 11.8C33.4 16 39 18.6 39.4 24C39.6 28 37.6 30 37.6 32C37.6 34 39.6 36 39.4 40L38.8 49.4C38.4 51.6 37 52.2 35 52.3L21.4 52.5C19.2 52.4 17.8 51.6 17.4 49.6L16.8 40C16.6 36 18.6 34 18.6 32C18.6 30 16.6 28 16.8 24C17.2 18.6 22.8 16 23 12Z"
    p.fill(d, CHAM_PALE)
    p.flat("M34 15C36 18 39 19 39.4 24C39.6 28 37.6 30 37.6 32C37.6 34 39.6 36 39.4 40L38.8 49.4C38.4 51.6 37 52.2 33.4 52.3C36 40 36 24 34 15Z", CHAM_LIGHT)
    p.flat("M27.6 24C31 29 33 32 32.6 35.6C32 41 23.6 41 23 35.6C22.8 32 25 29 27.6 24Z", CHAM)
    p.blades([(20.5, 23, 20.4, 28, 1, 0), (20, 40, 20.4, 47, 1, 0)], CREAM)
    p.key(d)
    p.shape("M21.4 4L34.6 3.7L35 12L21 12.3Z", CHAM)


def coconut(p: Press) -> None:
    """Set 17, soft drinks: a young coconut with a straw."""
    p.shape("M30.4 16L39.4 2.6L43 4.6L35 18Z", SON, key=0.9, shift=0.4)
    d = "M9 25C10 17 18 13.5 28 13.4C38 13.4 46 17 47 25C50 34 45 44 38.6 49.4L18 49.6C11 44.4 6.4 34 9 25Z"
    p.fill(d, DONG_LIGHT)
    p.flat("M42 18C46 20 47 23 47 25C50 34 45 44 38.6 49.4L31 49.5C41 42 44.6 30 42 18Z", DONG)
    p.blades([(14, 30, 18, 43, 1.2, 0), (22, 32, 24, 45, 1.1, 0), (33, 32, 32, 45, 1.1, 0)], DONG)
    p.key(d)
    p.shape("M9 24.6L14 15.4L22 18L29 12.6L36 17.4L43 15L47 24.4C40 30 17 30.4 9 24.6Z", CREAM, key=0.95, shift=0.4)
    p.flat(ellipse(28, 23, 8, 2.8), STONE)
    p.line(ellipse(28, 23, 8, 2.8), 0.6, taper=(1, 1))


def mortar(p: Press) -> None:
    """Set 18, traditional medicine: mortar, pestle and herb."""
    _leaf(p, 19, 25, 17, 9, -128, DONG)
    _leaf(p, 21, 25, 16, 8, -82, DONG_LIGHT, 2)
    p.shape("M29 27L43.4 5.4C47 3.4 51 6 50 10L36 29.6Z", NAU_LIGHT)
    d = "M7.6 26L48.6 25.6C48.4 34 43 40.6 37.4 43L40.6 51.4L15.8 51.8L18.8 43.2C13 40.6 7.8 34.4 7.6 26Z"
    p.fill(d, STONE)
    p.flat("M42 27L48.6 25.6C48.4 34 43 40.6 37.4 43L40.6 51.4L34 51.5C31 44 40 38 42 27Z", "#A79D86")
    p.blades([(13, 31, 17, 38, 1, 0.6), (20, 46, 36, 45.8, 0.7, 0)])
    p.key(d)
    p.line("M5 26L51.4 25.4", 1.15, taper=(0.9, 0.9))


def cosmetics(p: Press) -> None:
    """Set 19, cosmetics from medicinal plants: a cream jar, lid aside, with a leaf."""
    _leaf(p, 33, 17, 17, 10, -28, DONG)
    _leaf(p, 31, 17, 15, 9, -120, DONG_LIGHT, 2)
    p.flat("M17 24C18 14 24 19 28 14C30 18 40 16 40 24Z", CREAM)
    p.key("M17 24C18 14 24 19 28 14C30 18 40 16 40 24", 0.9)
    d = "M9 26L47.6 25.6L47 46.6C46.4 50.6 44 51.8 41 52L16 52.2C12.6 52 10.2 50.6 9.6 47Z"
    p.fill(d, PINK_LIGHT)
    p.flat("M40 26L47.6 25.6L47 46.6C46.4 50.6 44 51.8 38 52C40 44 41 34 40 26Z", "#D98294")
    p.flat(ellipse(27, 39, 9, 8), CREAM)
    p.flat("M22 42C22 35 27 33 32.4 33.4C33 39 29 44 22 42Z", DONG)
    p.key(d)
    p.shape("M7.6 22.6L49 22.2L49 28L7.6 28.4Z", CREAM, key=0.95, shift=0.4)


def oil(p: Press) -> None:
    """Set 20, essential oil: a dropper bottle and a drop."""
    d = "M16 22L35 21.8C36 25 40 26 40 30L39.6 49C39 51.4 37.6 52.2 35.6 52.3L15.4 52.5C13 52.3 11.6 51.4 11.4 49.2L11 30C11 26 15.4 25 16 22Z"
    p.fill(d, "#9C5A1C")
    p.flat("M34 23C36 25.4 40 26 40 30L39.6 49C39 51.4 37.6 52.2 32 52.3C35 43 35.6 32 34 23Z", NAU)
    p.flat("M11 33.6L40 33.2L39.8 46.4L11.2 46.8Z", CREAM)
    p.flat("M20 44C19.6 37.6 24 35 31.6 35.6C32 41 28 45.6 20 44Z", DONG)
    p.blades([(14.4, 29.6, 14.2, 32.4, 0.9, 0)], CREAM)
    p.key(d)
    p.shape("M17.4 14L33.6 13.7L34.6 22L16.4 22.3Z", INK, key=0.9, shift=0)
    p.shape("M22 14C19.6 8 21 3 25.4 2.9C30 3 31 8 28.8 13.8Z", SON, key=0.9, shift=0.5)
    p.shape("M46.6 6C50.6 12 52 14.6 51.8 17.6C51.2 22.6 43 22.6 42.4 17.6C42.2 14.6 44 11.6 46.6 6Z", HOE, key=0.9, shift=0.5)


def basket(p: Press) -> None:
    """Set 21, household crafts: a woven basket."""
    p.line("M13 25C14 0.5 42 0.5 43 25", 1.5, taper=(1, 1))
    d = "M7 25L49 24.6L44 49.4C43.4 51.4 42 52 40.4 52L16 52.2C14 52 12.8 51.4 12.2 49.6Z"
    p.fill(d, HOE)
    for row, y in enumerate((29, 34.4, 39.8, 45.2)):
        for i in range(5):
            x = 13.2 + i * 7.4 + (3.7 if row % 2 else 0)
            if x < 44 - row:
                p.blades([(x - 3.2, y + 2.4, x + 3.2, y + 2.4, 1.9, 0)], NAU)
    p.key(d)
    p.shape("M4.6 22.6L51.4 22L51 27.6L5 28.2Z", NAU_LIGHT, key=0.95, shift=0.5)


def cloth(p: Press) -> None:
    """Set 22, cloth and clothing: a brocade on its rod."""
    d = "M11 11L45 10.6L44.6 44.4L11.4 44.8Z"
    p.fill(d, CHAM)
    p.flat("M11.4 15L45 14.6L45 18L11.4 18.4Z", SON)
    p.flat("M11.6 38L44.8 37.6L44.8 41L11.6 41.4Z", HOE)
    for x in (19.6, 36.4):
        p.poly([(x - 7.4, 28), (x, 20.4), (x + 7.4, 28), (x, 35.6)], CREAM, jitter=0.2)
        p.poly([(x - 4.6, 28), (x, 23.2), (x + 4.6, 28), (x, 32.8)], SON, jitter=0.2)
        p.poly([(x - 1.9, 28), (x, 26), (x + 1.9, 28), (x, 30)], HOE, jitter=0.1)
    for i in range(8):
        p.line([(13.6 + i * 4.1, 44), (13.4 + i * 4.1, 52.4)], 0.7, taper=(1, 0.6))
    p.key(d)
    p.shape("M5 5.4L51 4.8L51 11L5 11.6Z", HOE, key=0.95, shift=0.4)


def blossom(p: Press) -> None:
    """Set 23, flowers: peach blossom."""
    p.line("M5 51C16 46 22 38 31 35C41 31 46 20 49 7M20 43C21 36 17 29 14 24", 1.35, taper=(1, 0.5))
    for x, y, r, turn in ((34, 32, 13.5, -84), (15, 18, 10.5, -60)):
        petals = []
        for i in range(60):
            a = math.radians(turn) + math.tau * i / 60
            lobe = abs(math.cos(2.5 * (a - math.radians(turn))))
            petals.append((x + r * (0.62 + 0.38 * lobe**0.7) * math.cos(a), y + r * (0.62 + 0.38 * lobe**0.7) * math.sin(a)))
        p.fill(petals, "#E9798C")
        for i in range(5):
            a = math.radians(turn + 36) + math.tau * i / 5
            p.blades([(x + 0.3 * r * math.cos(a), y + 0.3 * r * math.sin(a), x + 0.66 * r * math.cos(a), y + 0.66 * r * math.sin(a), 0.6, 0)])
            b = a + math.radians(36)
            p.blades([(x + 0.34 * r * math.cos(b), y + 0.34 * r * math.sin(b), x + 0.8 * r * math.cos(b), y + 0.8 * r * math.sin(b), 1.1, 0)], PINK_LIGHT)
        p.dots([(x, y)], r * 0.24, HOE)
        p.key(petals, 0.95)
    for x, y in ((48, 14), (8, 44)):
        p.shape(ellipse(x, y, 3.8), "#E9798C", key=0.85, shift=0.5)


def bonsai(p: Press) -> None:
    """Set 24, ornamental trees: a trained tree in a tray."""
    d = "M24 44C26 38 19 34 20 28C21 22 28 22 31 17L35.4 19.6C32 26 26.4 26 27 30C28 34 34 38 33.4 44Z"
    for x, y, rx, ry in ((37, 13, 14, 8), (15, 22, 11.6, 7), (41, 28, 10.6, 6.4)):
        if x == 37:
            p.shape(d, NAU)
            p.line("M24 29C20 28 18 26 16 24M29 33C33 34 36 33 39 31", 1.1, taper=(1, 0.8))
        p.shape([(px + 0.9 * math.sin(px), py) for px, py in ellipse(x, y, rx, ry)], DONG if y != 22 else DONG_LIGHT, key=1)
        p.blades([(x - 5, y + 1, x - 2, y - 3, 0.9, 0), (x + 1, y + 2, x + 4, y - 2, 0.9, 0), (x + 6, y + 1, x + 8, y - 1, 0.8, 0)])
    p.shape("M9 44L48 43.6L45 51.4L12.4 51.8Z", CHAM)
    p.line("M16 52L16 54.4M41 52L41 54.2", 1.2, taper=(1, 1))


def goldfish(p: Press) -> None:
    """Set 25, ornamental animals: a goldfish."""
    t = "M34 27C39 18 46 13 52.6 12C50 18 49 23 50 27C53 32 53 38 51 44C44 42 38 37 34 29Z"
    p.shape(t, SON_LIGHT)
    p.blades([(38, 26, 48, 17, 0.8, 0), (38, 28, 48.6, 28, 0.8, 0), (38, 30, 48, 39, 0.8, 0)])
    p.shape("M17 18C19 11 27 8 33 10C31 14 31 17 32 20Z", SON_LIGHT, key=0.9)
    d = "M4 28C7 18.6 17 15.6 26 17.6C33 19.2 37 23 38 27.6C36 35.6 27 41 18 39.6C10.6 38.6 5.4 34 4 28Z"
    p.fill(d, SON)
    p.flat("M6 32C13 36 28 36 37 29.6C35 36 27 41 18 39.6C12 38.6 8 36 6 32Z", HOE_LIGHT)
    for x, y in ((19, 24), (25, 23), (22, 29), (28, 28), (31, 25)):
        p.line(f"M{x - 2} {y - 2}C{x + 2} {y - 1} {x + 2} {y + 2} {x - 1} {y + 3}", 0.6)
    p.flat(ellipse(10.6, 25.6, 2.9), CREAM)
    p.dots([(10.4, 25.6)], 1.6)
    p.key(d)
    p.shape("M19 36C17 41 18 45 22 48C25 45 26 41 25.4 37Z", SON_LIGHT, key=0.9)
    p.shape(ellipse(8, 10, 2.6), CHAM_PALE, key=0.7, shift=0.4)
    p.shape(ellipse(14, 5.2, 1.9), CHAM_PALE, key=0.6, shift=0.4)


GROUPS: tuple[Callable[[Press], None], ...] = (bowl, cup, leaf, vase, tree, house)
SETS: tuple[Callable[[Press], None], ...] = (
    lychees, fish, rice, honey, noodles, rice_paper, preserves, sausages, fish_sauce, spices, teapot, herbal_tea, coffee, rice_wine, wine_jar,
    water, coconut, mortar, cosmetics, oil, basket, cloth, blossom, bonsai, goldfish, house,
)  # fmt: skip


def _icon(name: str, draw: Callable[[Press], None], seed: int) -> str:
    press = Press(name, SIZE, SIZE, seed=seed, key_width=2.3, shift=(1.3, 1.1), wobble=0.3, tolerance=0.21, halo=GROUND)
    draw(press)
    return press.svg()


def files() -> dict[str, str]:
    """``group-1.svg`` … ``group-6.svg``, ``set-01.svg`` … ``set-26.svg``."""
    out = {f"group-{i}.svg": _icon(f"g{i}", draw, i) for i, draw in enumerate(GROUPS, 1)}
    return out | {f"set-{i:02d}.svg": _icon(f"s{i}", draw, 10 + i) for i, draw in enumerate(SETS, 1)}
