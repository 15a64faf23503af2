"""Pictures for states and steps: nothing found, nothing in the basket, signing in, how buying goes. Each on a sheet of print paper."""

import math
from collections.abc import Callable

from art import groups
from art import market as m
from art.geometry import ellipse, polygon, spline, whole
from art.motifs import craft, ware
from art.motifs.parts import bead, cord, diamond, ground, leaf
from art.palette import (
    BONE,
    CHAM,
    CHAM_DARK,
    CHAM_LIGHT,
    CHAM_PALE,
    CREAM,
    DONG,
    DONG_DARK,
    DONG_LIGHT,
    HOE,
    HOE_DARK,
    HOE_LIGHT,
    INK,
    NAU,
    NAU_DARK,
    NAU_LIGHT,
    PAPER_BLUE,
    PAPER_GREEN,
    PAPER_ROSE,
    PAPER_SAND,
    PAPER_YELLOW,
    SEAL,
    SKIN,
    SON,
    SON_DARK,
    STONE,
    STONE_DARK,
)  # fmt: skip
from art.people import BLACK, behind, head, limb, torso
from art.press import Press


def _sheet(press: Press, colour: str) -> None:
    """The paper, cut by hand: no corner quite square."""
    w, h = press.width, press.height
    press.flat(polygon([(2, 3), (w - 1, 1), (w - 3, h - 1), (1, h - 3)], step=14), colour)


def _yard(press: Press, y: float, colour: str = m.SAND, shade: str = m.SAND_DARK) -> None:
    w, h = press.width, press.height
    line = spline([(3, y + 4), (w * 0.3, y - 3), (w * 0.7, y + 3), (w - 2, y)], step=6)
    press.flat([*line, (w - 3, h - 1), (1, h - 3)], colour)
    press.line(line, 0.8, taper=(1, 1))
    cuts = []
    for i in range(int(w / 26)):
        x, yy = press.rng.uniform(6, w - 60), y + 12 + (h - y - 24) * ((i * 0.618 + 0.2) % 1)
        cuts.append((x, yy, x + press.rng.uniform(16, 44), yy, 1.5, 0.4))
    press.blades(cuts, shade)


def _person(press: Press, x: float, y: float, s: float, colour: str, shade: str, arms: list[list[tuple[float, float]]], *, length: float = 200, collar: str | None = None, buttons: str | None = HOE, over: Callable[[Press], None] | None = None, **face: object) -> None:
    """Half a figure: body, head, something held, and then the arms before it."""
    with press.at(x, y, s, weight=max(0.75, s**0.4)):
        behind(press, **{k: v for k, v in face.items() if k in ("hair", "look", "age", "colour", "cloth")})  # type: ignore[arg-type]
        torso(press, colour, shade, length=length, collar=collar, buttons=buttons)
        head(press, **face)
        if over:
            over(press)
        for points in arms:
            limb(press, points, (36, 25), colour)


def _phone(press: Press, x: float, y: float, s: float, turn: float = 0.0) -> None:
    with press.at(x, y, s, turn=turn, weight=0.9):
        press.shape(polygon([(-34, -64), (34, -64), (34, 64), (-34, 64)]), BLACK, shift=0.5)
        press.flat(polygon([(-27, -54), (27, -54), (27, 52), (-27, 52)]), CREAM)


def _parcel(press: Press, x: float, y: float, w: float, h: float, *, label: bool = True) -> None:
    """A box seen a little from the side, tied with string; its foot at y."""
    d = w * 0.26
    front = polygon([(x - w / 2, y - h), (x + w / 2, y - h), (x + w / 2, y), (x - w / 2, y)])
    top = polygon([(x - w / 2, y - h), (x - w / 2 + d, y - h - d * 0.62), (x + w / 2 + d, y - h - d * 0.62), (x + w / 2, y - h)])
    side = polygon([(x + w / 2, y - h), (x + w / 2 + d, y - h - d * 0.62), (x + w / 2 + d, y - d * 0.62), (x + w / 2, y)])
    press.fill(front, "#D9A866")
    press.fill(top, "#E8C48C", rim=None)
    press.fill(side, "#B9854A", rim=None)
    press.hatch((x + w / 2 + 5, y - h + 4), (x + w / 2 + d - 4, y - h - d * 0.5), 4, (0, h * 0.72), width=1)
    press.flat(polygon([(x - w * 0.1, y - h), (x + w * 0.06, y - h), (x + w * 0.06 + d, y - h - d * 0.62), (x - w * 0.1 + d, y - h - d * 0.62)]), HOE_LIGHT)
    press.flat(polygon([(x - w * 0.1, y - h), (x + w * 0.06, y - h), (x + w * 0.06, y - h * 0.74), (x - w * 0.1, y - h * 0.74)]), HOE_LIGHT)
    for d_ in (front, top, side):
        press.key(d_, 0.95)
    if label:
        tag = polygon([(x - w * 0.42, y - h * 0.62), (x - w * 0.02, y - h * 0.62), (x - w * 0.02, y - h * 0.2), (x - w * 0.42, y - h * 0.2)])
        press.shape(tag, CREAM, key=0.8, shift=0.3)
        press.blades([(x - w * 0.37, y - h * (0.52 - 0.1 * i), x - w * (0.07 + 0.06 * (i == 2)), y - h * (0.52 - 0.1 * i), 1.6, 0) for i in range(3)], INK)
    diamond(press, x + w * 0.3, y - h * 0.4, w * 0.08, h * 0.15, SON)


# --- states ----------------------------------------------------------------------------------------------------------------------


def lost(press: Press) -> None:
    """404: the stall is bare, only the cock is in."""
    _sheet(press, PAPER_YELLOW)
    m.sun(press, 366, 92, 40)
    m.ridge(press, [(2, 190), (80, 150), (170, 176), (270, 140), (380, 178), (478, 158)], 236, m.HAZE, key=0.6)
    _yard(press, 232)
    with press.at(-8, -132, 0.98):
        m.mat(press, 110, 376, 232, 442)
        for x in (108, 378):
            m.post(press, x, 214, 486)
        m.table(press, 100, 386, 400, 84, DONG, m.lattice_front)
        m.awning(press, 100, 386, 184, 50, (CREAM, CHAM), stripes=9)
    with press.at(236, 262, 1):
        m.rooster(press, 0, 0, 1.02)
    m.basket(press, 404, 300, 42, 36, HOE, HOE_DARK, lambda p: None)


def broken(press: Press) -> None:
    """500: a jar has cracked; it will be mended."""
    _sheet(press, PAPER_ROSE)
    _yard(press, 268, "#D9B98C", "#B98F55")
    with press.at(112, 60, 1.24, weight=1):
        ware.vase(press)
        press.poly([(112, 58), (104, 78), (114, 84), (98, 112), (110, 116), (94, 148), (118, 112), (107, 107), (124, 80), (113, 74), (120, 56)], "#3A3A44")
    for x, y, turn, c in ((330, 300, 20, CREAM), (372, 272, -30, CREAM), (108, 296, 50, CREAM), (352, 326, 80, CREAM)):
        with press.at(x, y, 1, turn=turn):
            d = "M-26 -8C-14 -18 6 -22 18 -16L24 8L2 4L-8 18Z"
            press.shape(d, c)
            press.blades([(-20, -6, 20, -9, 3, 5), (-12, 6, 6, -2, 1.6, 1)], CHAM)
    m.rooster(press, 84, 286, 0.6, flip=True)


def signin(press: Press) -> None:
    """Somebody reads the code off a phone at the gate."""
    _sheet(press, PAPER_BLUE)
    gate = "M250 330L252 150C252 66 440 66 442 150L444 330Z"
    press.shape("M228 334L230 150C230 40 464 40 464 150L466 334Z", "#C98B58")
    press.hatch((240, 130), (240, 310), 7, (9, 0), width=1.2)
    press.hatch((447, 130), (447, 310), 7, (9, 0), width=1.2)
    press.shape(gate, NAU_DARK, shift=0)
    press.fill("M256 330L258 152C258 78 344 74 345 84L346 330Z", NAU)
    press.key("M256 330L258 152C258 78 344 74 345 84L346 330Z", 0.9)
    press.fill("M436 330L434 152C434 78 350 74 349 84L348 330Z", NAU)
    press.key("M436 330L434 152C434 78 350 74 349 84L348 330Z", 0.9)
    for x in (276, 300, 324, 370, 394, 418):
        press.blades([(x, 120, x, 320, 1.3, 0)], INK)
    for y in (190, 270):
        for x in range(268, 440, 28):
            press.disc(x, y, 3.4, HOE)
    lock = "M322 214L372 212L374 262L320 264Z"
    press.line("M332 214C330 178 364 176 363 212", 4.4, INK, taper=(1, 1))
    press.line("M332 214C330 178 364 176 363 212", 2.4, STONE, taper=(1, 1))
    press.shape(lock, HOE)
    press.disc(347, 232, 6, INK)
    press.poly([(344, 234), (350, 234), (352, 252), (342, 252)], INK)
    _yard(press, 328, "#D9B98C", "#B98F55")
    _person(press, 128, 176, 0.9, SON, SON_DARK, [[(-50, 54), (-84, 120), (-10, 140)], [(50, 54), (92, 124), (36, 136)]], collar=CREAM, buttons=None, hair="bob", look=0.3)
    with press.at(146, 304, 0.62, turn=4):
        _phone(press, 0, 0, 1)
        for i in range(4):
            press.disc(-18 + 12 * i, -18, 4.2, INK)
        press.flat(polygon([(-18, 6), (18, 6), (18, 22), (-18, 22)]), CHAM)
    press.shape(ellipse(118, 300, 11, 14), SKIN, key=0.8, shift=0.3)
    press.shape(ellipse(176, 300, 11, 14), SKIN, key=0.8, shift=0.3)


def empty(press: Press) -> None:
    """Nothing here yet: an empty basket, a fallen leaf."""
    _sheet(press, PAPER_SAND)
    ground(press, 90, 400, 302, weight=1.6)
    with press.at(104, 46, 1.36, weight=1.05):
        craft.basket(press)
    leaf(press, 372, 294, 60, 28, -24, DONG, veins=5)
    leaf(press, 96, 306, 46, 22, 196, DONG_LIGHT, veins=4)


def cart(press: Press) -> None:
    """An empty shopping basket with a bird on its handle."""
    _sheet(press, PAPER_GREEN)
    ground(press, 90, 400, 312, weight=1.6)
    cord(press, "M136 196C150 60 330 60 344 196", 13, NAU_LIGHT)
    press.shape(ellipse(240, 198, 124, 26), NAU_DARK, shift=0.3)
    d = "M116 198C150 232 330 232 364 198C360 250 342 292 322 314C270 322 210 322 158 314C138 292 120 250 116 198Z"
    press.fill(d, HOE)
    with press.clipped(d):
        press.flat("M318 190C316 250 300 300 270 330L380 330L380 190Z", HOE_DARK)
        for row in range(4):
            for i in range(9):
                x = 118 + i * 31 + (15 if row % 2 else 0)
                sag = 16 * (1 - ((x - 240) / 124) ** 2)
                press.blades([(x - 14, 228 + row * 24 + sag - 8, x + 14, 228 + row * 24 + sag - 8, 2.6, 0), (x + 15, 218 + row * 24 + sag - 8, x + 15, 240 + row * 24 + sag - 8, 2, 0)], INK if row % 2 else NAU)
    press.key(d)
    press.shape("M110 190C150 230 330 230 370 190C376 198 376 206 370 212C330 246 150 246 110 212C104 206 104 198 110 190Z", NAU_LIGHT)
    press.hatch((124, 204), (356, 204), 19, lambda t: (5, 16 + 20 * (1 - (2 * t - 1) ** 2)), width=1.3, jitter=0.05)
    with press.at(226, 84, 1.2):
        body = "M-34 4C-30 -20 -8 -30 12 -26C26 -22 34 -12 34 0L58 10L30 12C22 24 -2 28 -18 20C-28 16 -34 10 -34 4Z"
        press.fill(body, CHAM_LIGHT)
        press.flat("M-30 10C-20 16 6 18 30 10C22 24 -2 28 -18 20C-24 18 -28 14 -30 10Z", CREAM)
        press.key(body)
        press.shape("M-2 -8C12 -14 30 -8 38 6C22 10 6 8 -2 -8Z", CHAM, key=0.9)
        press.shape("M-30 -6L-48 -2L-31 4Z", HOE, key=0.85, shift=0.3)
        press.disc(-18, -8, 3.4, INK)
        press.disc(-18.8, -8.8, 1.1, CREAM)
        for x in (-4, 8):
            press.line([(x, 20), (x - 2, 34)], 1.3, HOE_DARK, taper=(1, 0.8))


def search(press: Press) -> None:
    """Nothing found: an old man looks through his lens once more."""
    _sheet(press, PAPER_YELLOW)
    for x, y, r in ((70, 84, 0.5), (410, 70, 0.6), (420, 250, 0.45), (60, 240, 0.42)):
        with press.at(x, y, r):
            press.line("M-24 -20C-20 -50 26 -48 24 -16C22 4 0 4 0 28", 3.4, STONE_DARK, taper=(0.8, 0.8))
            diamond(press, 0, 48, 9, 9, STONE_DARK)
    _person(press, 226, 200, 1.34, BONE, STONE, [[(-50, 54), (-92, 128), (-70, 170)]], length=140, hair="bald", age="old", look=0.5, moustache=True, mood="calm", buttons=NAU)
    with press.at(226, 200, 1.34, weight=1):
        cord(press, polygon([(92, 22), (40, -28)], closed=False), 10, NAU)
        limb(press, [(50, 54), (112, 100), (92, 30)], (36, 25), BONE)
        ring = ellipse(21, -48, 27, 27)
        press.flat(ring, "#F3E3CC")
        press.blades([(2, -50, 40, -51, 3, 7)], INK)
        press.blades([(4, -43, 39, -44, 1.5, -5)], INK)
        press.disc(22, -47, 8, INK)
        press.disc(19.6, -49.4, 2.6, CREAM)
        press.blades([(4, -64, 38, -66, 2.4, 4)], STONE_DARK)
        press.key(ring, 1.7, NAU)
        press.key(ellipse(21, -48, 29.6, 29.6), 0.8)
        press.blades([(2, -56, 12, -68, 2, 2)], CREAM)


def orders(press: Press) -> None:
    """No orders yet: boxes waiting to be tied."""
    _sheet(press, PAPER_BLUE)
    ground(press, 60, 430, 316, weight=1.7)
    _parcel(press, 196, 312, 190, 118)
    _parcel(press, 214, 178, 120, 76)
    _parcel(press, 368, 312, 84, 66, label=False)
    with press.at(340, 140, 1.06, weight=1):
        spool = "M-30 -34L30 -34L22 -20L22 30L30 44L-30 44L-22 30L-22 -20Z"
        press.shape(spool, NAU_LIGHT)
        for y in range(-14, 28, 6):
            press.line([(-24, y), (0, y + 4), (24, y)], 1.4, SON, taper=(1, 1))
        press.line("M22 26C60 40 30 70 74 78C100 84 110 60 96 54C80 50 78 76 104 84", 1.3, SON, taper=(1, 0.4))


def messages(press: Press) -> None:
    """Two who talk, their words still to come."""
    _sheet(press, PAPER_GREEN)
    _person(press, 124, 216, 0.98, CHAM, CHAM_DARK, [[(-50, 54), (-88, 130), (-30, 160)]], length=180, hair="ponytail", look=0.7, mood="laugh", buttons=None, collar=CREAM)
    _person(press, 362, 220, 0.98, NAU_LIGHT, NAU, [[(50, 54), (88, 128), (24, 158)]], length=180, hair="short", look=-0.7, moustache=True)
    a = "M44 26L206 20L208 86L132 88L112 110L110 88L46 90Z"
    press.shape(a, CREAM)
    b = "M246 38L428 34L430 96L382 97L366 118L356 98L248 100Z"
    press.shape(b, SON)
    for i in range(3):
        diamond(press, 92 + i * 34, 55, 9, 9, CHAM)
        diamond(press, 302 + i * 34, 67, 9, 9, CREAM)


def offline(press: Press) -> None:
    """The string of the kite has snapped."""
    _sheet(press, PAPER_BLUE)
    m.ridge(press, [(2, 262), (90, 236), (190, 258), (300, 228), (400, 254), (478, 240)], 304, DONG_LIGHT, key=0.8)
    _yard(press, 296, DONG, DONG_DARK)
    for x, y, w in ((70, 60, 60), (300, 40, 76), (390, 130, 56)):
        press.blades([(x, y, x + w, y, 5, 2), (x + 12, y + 9, x + w + 14, y + 9, 4, 1)], CREAM)
    press.line(spline([(282, 132), (262, 168), (284, 196), (258, 222)]), 0.9, taper=(1, 0.5))
    press.line(spline([(196, 296), (206, 270), (196, 250), (214, 236)]), 0.9, taper=(1, 0.4))
    with press.at(286, 96, 1.24, turn=-18):
        wing = "M-96 12C-70 -30 -30 -34 0 -16C30 -34 70 -30 96 12C66 2 34 4 0 22C-34 4 -66 2 -96 12Z"
        press.fill(wing, SON)
        press.flat("M-70 -8C-50 -22 -26 -22 0 -8C26 -22 50 -22 70 -8C44 -10 22 -6 0 6C-22 -6 -44 -10 -70 -8Z", HOE)
        press.line([(0, -16), (0, 22)], 1.2, taper=(1, 1))
        press.blades([(-84, 4, -10, 8, 1.2, -5), (84, 4, 10, 8, 1.2, 5)])
        press.key(wing)
        press.shape("M-22 26C-14 20 14 20 22 26C16 38 -16 38 -22 26Z", NAU_LIGHT, key=0.9)
    _person(press, 140, 232, 0.62, HOE, HOE_DARK, [[(-42, 52), (-76, 110), (-60, 150)]], length=150, hair="tuft", age="child", look=0.7, mood="calm", buttons=None, collar=CREAM)
    with press.at(140, 232, 0.62):
        limb(press, [(42, 52), (78, 74), (84, 10)], (36, 25), HOE)
    _yard(press, 322, DONG, DONG_DARK)


def live(press: Press) -> None:
    """Nobody on air yet: a seller sets up phone and lamp before her fruit."""
    _sheet(press, PAPER_ROSE)
    for x, y in ((30, 20), (112, 20), (390, 20)):
        press.line([(x + 20, 4), (x + 20, y + 10)], 0.9, taper=(1, 1))
        lantern = ellipse(x + 20, y + 36, 22, 26)
        press.shape(lantern, SON if x != 112 else HOE)
        press.blades([(x + 20, y + 12, x + 20, y + 60, 1, 0), (x + 20, y + 11, x + 20, y + 61, 1, 9), (x + 20, y + 11, x + 20, y + 61, 1, -9)])
    _person(press, 178, 182, 0.92, DONG, DONG_DARK, [[(-50, 54), (-92, 124), (-64, 168)]], length=190, hair="nape", look=0.6, mood="laugh", collar=None)
    with press.at(178, 182, 0.92):
        limb(press, [(50, 54), (98, 92), (110, 26)], (36, 25), DONG)
        bead(press, 118, -2, 22, SON, CREAM, key=2)
        leaf(press, 116, -20, 40, 18, -50, DONG, veins=3)
        leaf(press, 114, -20, 36, 16, -130, DONG_LIGHT, veins=3)
    m.table(press, 40, 312, 286, 90, CHAM, m.brocade_front)
    m.basket(press, 92, 284, 44, 30, HOE, HOE_DARK, m.lychees)
    m.basket(press, 258, 286, 40, 28, "#E0B45C", NAU_LIGHT, m.pomelos)
    for leg in ([(396, 210), (352, 346)], [(396, 210), (398, 348)], [(396, 210), (440, 346)]):
        cord(press, polygon([leg[0], leg[1]], closed=False), 7, BLACK, key=0.7)
    halo = ellipse(394, 152, 62, 62)
    press.fill(halo, HOE_LIGHT)
    press.key(halo)
    press.flat(ellipse(394, 152, 47, 47), PAPER_ROSE)
    press.key(ellipse(394, 152, 47, 47), 0.9)
    with press.at(394, 152, 0.62, turn=-3):
        _phone(press, 0, 0, 1)
        press.flat(polygon([(-27, -54), (27, -54), (27, 52), (-27, 52)]), CHAM_PALE)
        press.disc(0, -6, 14, SKIN)
        press.flat("M-22 52C-20 14 20 14 22 52Z", DONG)
        press.flat("M-15 -8C-18 -26 18 -26 15 -8C8 -16 -8 -16 -15 -8Z", BLACK)
        press.flat(polygon([(-23, -50), (-2, -50), (-2, -40), (-23, -40)]), SON)
    press.blades([(394 + 70 * math.cos(a), 152 + 70 * math.sin(a), 394 + 82 * math.cos(a), 152 + 82 * math.sin(a), 2.2, 0) for a in (i * 0.42 + 3.4 for i in range(8))], HOE_DARK)


# --- how buying goes (320 × 200) -------------------------------------------------------------------------------------------------


def _pin(press: Press, x: float, y: float, s: float, colour: str = SON) -> None:
    with press.at(x, y, s):
        press.shape("M0 0C-14 -20 -22 -30 -22 -44C-22 -58 -12 -68 0 -68C12 -68 22 -58 22 -44C22 -30 14 -20 0 0Z", colour)
        diamond(press, 0, -45, 9, 10, CREAM)


def how_find(press: Press) -> None:
    """A map of hills, river and fields on the table, pins, a lens."""
    press.flat(polygon([(0, 0), (320, 0), (320, 200), (0, 200)], step=20), PAPER_BLUE)
    sheet = "M26 44L104 28L186 46L272 26L286 164L190 182L108 166L20 180Z"
    press.fill(sheet, BONE)
    with press.clipped(sheet):
        press.flat("M10 20L104 20L108 172L10 190Z", "#DDE7D2")
        press.flat("M186 40L290 20L300 176L190 190Z", "#DDE7D2")
        for x, y, s, c in ((62, 92, 1.0, DONG), (92, 84, 0.8, DONG_LIGHT), (228, 74, 1.0, DONG), (258, 84, 0.8, DONG_LIGHT)):
            press.shape(f"M{x - 26 * s} {y}C{x - 14 * s} {y - 34 * s} {x + 10 * s} {y - 38 * s} {x + 28 * s} {y}Z", c, key=0.8, shift=0.4)
            press.blades([(x - 8 * s, y - 24 * s, x - 14 * s, y - 4, 1.4, 1), (x + 2, y - 26 * s, x - 2, y - 4, 1.4, 1)], DONG_DARK)
        river = spline([(140, 20), (128, 56), (156, 84), (140, 118), (170, 146), (160, 196)])
        press.line(river, 5, CHAM, taper=(1, 1))
        press.line(river, 3.2, CHAM_PALE, taper=(1, 1))
        for i in range(4):
            press.blades([(40, 128 + i * 10, 104, 122 + i * 10, 1.4, 2), (196, 124 + i * 10, 270, 118 + i * 10, 1.4, 2)], HOE_DARK)
        press.blades([(104, 28, 108, 166, 1.2, 0), (186, 46, 190, 182, 1.2, 0)])
    press.key(sheet)
    _pin(press, 72, 126, 0.62, CHAM)
    _pin(press, 250, 132, 0.7, CHAM)
    _pin(press, 166, 112, 1.0)
    cord(press, polygon([(232, 150), (286, 194)], closed=False), 12, NAU)
    ring = ellipse(206, 128, 36, 36)
    press.flat(ellipse(206, 128, 33, 33), "#EAF2EE")
    with press.clipped(ellipse(206, 128, 33, 33)):
        press.shape("M166 160C180 112 214 104 246 156Z", DONG, key=0.9, shift=0.4)
        m.hamlet(press, 206, 148, 0.46)
    press.key(ring, 1.8, NAU)
    press.key(ellipse(206, 128, 39, 39), 0.8)


def how_live(press: Press) -> None:
    """Who makes it and who vouches for it: a potter, her jar, the certificate with its seal."""
    press.flat(polygon([(0, 0), (320, 0), (320, 200), (0, 200)], step=20), PAPER_YELLOW)
    m.sun(press, 52, 48, 24)
    for x in (20, 66):
        press.shape(polygon([(x - 16, 150), (x + 22, 150), (x + 22, 156), (x - 16, 156)]), NAU, key=0.7, shift=0.3)
    press.shape(polygon([(0, 160), (320, 156), (320, 200), (0, 200)], step=10), NAU_LIGHT, key=0.9, shift=0.3)
    press.hatch((20, 172), (300, 170), 9, (24, 0), width=1.1, colour=NAU)
    m.goods(press, groups.vase, 36, 150, 0.9)
    _person(press, 130, 86, 0.62, CHAM, CHAM_DARK, [[(-52, 54), (-88, 104), (-36, 122)], [(52, 54), (88, 104), (40, 122)]], length=128, hair="bun", look=0.5, mood="smile", buttons=HOE)
    m.goods(press, groups.honey, 130, 172, 0.86)
    with press.at(240, 92, 1, turn=4):
        press.shape(polygon([(-48, -62), (48, -62), (48, 66), (-48, 66)]), CREAM)
        press.key(polygon([(-41, -55), (41, -55), (41, 59), (-41, 59)]), 0.5, HOE_DARK)
        press.blades([(-28, -38, 28, -38, 3.4, 0), (-32, -20, 32, -20, 1.6, 0), (-32, -8, 32, -8, 1.6, 0), (-32, 4, 8, 4, 1.6, 0)], INK)
        press.flat(polygon([(-4, 14), (36, 11), (38, 50), (-6, 52)], step=6), SEAL)
        rng = press.rng
        for sx, sy, r in ((6, 24, 6), (26, 23, 6), (16, 39, 7)):
            pts = []
            for i in range(10):
                rr = r if i % 2 == 0 else r * 0.42
                a = math.pi * i / 5 - math.pi / 2 + rng.uniform(-0.06, 0.06)
                pts.append((sx + rr * math.cos(a), sy + rr * math.sin(a)))
            press.poly(pts, CREAM, jitter=0.2)


def how_parcel(press: Press) -> None:
    """A courier brings a box to the door."""
    press.flat(polygon([(0, 0), (320, 0), (320, 200), (0, 200)], step=20), PAPER_GREEN)
    press.shape(polygon([(196, 0), (320, 0), (320, 200), (196, 200)], step=10), HOE_LIGHT, shift=0)
    press.shape(polygon([(214, 14), (320, 14), (320, 200), (214, 200)], step=10), NAU_DARK, shift=0)
    m.awning(press, 188, 348, -16, 34, (SON, CREAM), stripes=7, inset=8)
    _person(press, 262, 84, 0.6, HOE, HOE_DARK, [[(50, 54), (84, 110), (10, 140)]], length=200, hair="long", look=-0.7, mood="laugh", collar=CREAM, buttons=None)
    _person(press, 84, 78, 0.62, DONG, DONG_DARK, [], length=200, hair="crop", look=0.7, buttons=None, collar=CREAM)
    with press.at(84, 78, 0.62):
        cap = "M-38 -66C-42 -104 -20 -116 2 -116C28 -116 44 -98 38 -68L64 -60C60 -52 40 -54 30 -58C8 -66 -16 -68 -38 -66Z"
        press.shape(cap, SON)
        press.blades([(-26, -84, -10, -104, 1.8, 2)], CREAM)
    _parcel(press, 166, 166, 74, 52)
    for x, y, s, c in ((84, 78, 0.62, DONG),):
        with press.at(x, y, s):
            limb(press, [(48, 54), (70, 126), (92, 138)], (36, 25), c)
            limb(press, [(-50, 54), (-62, 124), (70, 152)], (36, 25), c)
    with press.at(262, 84, 0.6):
        limb(press, [(-50, 54), (-84, 112), (-96, 134)], (36, 25), HOE)


STATES: dict[str, Callable[[Press], None]] = {
    "404": lost, "500": broken, "signin": signin, "empty": empty, "cart": cart, "search": search, "orders": orders, "messages": messages,
    "offline": offline, "live": live,
}  # fmt: skip
STEPS: dict[str, Callable[[Press], None]] = {"how-find": how_find, "how-live": how_live, "how-parcel": how_parcel}


def files() -> dict[str, str]:
    """All scenes by file name."""
    out = {}
    for drawings, width, height in ((STATES, 480, 360), (STEPS, 320, 200)):
        for name, draw in drawings.items():
            with whole(4):
                press = Press(f"s-{name}", width, height, seed=sum(map(ord, name)), key_width=3.0 if width == 480 else 2.6, tolerance=0.46, rim_from=60)
                draw(press)
                out[f"scenes/{name}.svg"] = press.svg()
    return out

