"""Pottery and craft: the blue and white vase, the bamboo basket, the wine jar."""


from art.motifs.parts import flower, ground
from art.palette import CHAM, CREAM, SON, STONE
from art.press import Press
from art.turned import Turned


def vase(press: Press, seed: int = 1) -> None:
    """Bình gốm men lam: white glaze, cobalt bands, a chrysanthemum and leaves (Bát Tràng, Chu Đậu)."""
    body = Turned(100, [(26, 21), (32, 17), (44, 13.5), (54, 14), (68, 26), (88, 43), (108, 49), (130, 44), (150, 33), (164, 24), (172, 23), (176, 25)], 0.1)
    outline = body.outline()
    press.fill(outline, CREAM)
    press.flat(body.shade(56, 175, 0.52), STONE)
    for y0, y1 in ((46, 53), (72, 76.5), (140, 146), (168, 172)):
        press.flat(body.band(y0, y1, 0.985), CHAM)
    press.hatch((76, 61), (128, 61), 11, (0, 6), width=0.9, colour=CHAM)
    x, y = body.on(0, 103)
    flower(press, x, y, 24, 14, CHAM, SON, inner=0.22)
    for sign in (-1, 1):
        for turn, yy, dx, dy in ((58, 92, 5, -13), (64, 104, 9, -3), (56, 116, 7, 9), (44, 128, 2, 11), (40, 84, -2, -9)):
            px, py = body.on(sign * turn, yy)
            press.blades([(px - sign * 3, py + 2, px - sign * 3 + sign * dx * 0.5, py + dy * 0.9, 2.0, sign * 1.5)], CHAM)
        px, py = body.on(sign * 34, 126)
        qx, qy = body.on(sign * 62, 112)
        press.blades([(px, py, qx, qy, 0.7, sign * 4)], CHAM)
    press.blades([(66, 82, 60, 104, 1.6, 3), (58, 112, 61, 124, 1.2, 1), (90, 36, 89, 44, 1.0, 0)], CREAM)
    press.hatch((139, 96), (126, 146), 8, (-7, 7), width=1.0, bend=-0.8)
    press.key(outline)
    mouth = body.mouth(26.4)
    press.flat(mouth, "#3A3A44")
    press.key(mouth, 0.7)
    ground(press, 66, 146, 178)


