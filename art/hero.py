"""The picture of the front page: the market by the river, wide for desks and near for phones."""

from art import groups
from art import market as m
from art.geometry import whole
from art.palette import DONG_LIGHT, HOE, HOE_DARK, NAU_LIGHT, PAPER_YELLOW
from art.press import Press

LIGHT_WICKER = "#E0B45C"


def _wide(press: Press) -> None:
    m.backdrop(press, 960, sun_at=(536, 158, 78))
    m.birds(press, ((300, 84, 17), (342, 104, 12), (266, 112, 11), (700, 92, 12)))
    m.karst(press, 628, 272, 46, 104, DONG_LIGHT, "#5B8D78")
    m.karst(press, 448, 272, 26, 58, DONG_LIGHT, "#5B8D78")
    m.hamlet(press, 498, 270, 0.34)
    m.areca(press, 352, 378, 176, -10)
    m.areca(press, 404, 372, 132, 12)
    m.boat(press, 540, 330, 0.78)
    m.pottery_stall(press, 34, 318)
    m.sauce_stall(press, 664, 936)
    m.filming(press, 376, 372, 0.5)
    m.customer(press, 668, 374, 0.5)
    m.child(press, 742, 484, 0.5)
    m.basket(press, 440, 560, 58, 48, LIGHT_WICKER, NAU_LIGHT, m.lychees)
    m.grandmother(press, 540, 426, 0.56)
    m.basket(press, 646, 584, 52, 46, HOE, HOE_DARK, m.garlic)
    m.basket(press, 88, 570, 62, 52, LIGHT_WICKER, NAU_LIGHT, m.pomelos)
    m.rooster(press, 246, 628, 0.86)
    m.basket(press, 874, 576, 60, 50, HOE, HOE_DARK, m.dragon_fruit)


def _near(press: Press) -> None:
    """One stall, drawn nearer: at 360 px a phone shows no more."""
    with press.at(-16, -124, 1, weight=1):
        m.backdrop(press, 672, sun_at=(520, 214, 64))
        m.birds(press, ((452, 160, 14), (486, 176, 10)))
        m.karst(press, 628, 272, 40, 92, DONG_LIGHT, "#5B8D78")
        m.areca(press, 352, 378, 176, -6)
        m.areca(press, 410, 372, 128, 12)
        m.boat(press, 540, 322, 0.72)
        m.pottery_stall(press, 40, 324, groups.fish_sauce)
        m.child(press, 610, 462, 0.56, look=-0.7)
        m.basket(press, 370, 546, 60, 48, LIGHT_WICKER, NAU_LIGHT, m.lychees)
        m.grandmother(press, 474, 408, 0.57)
        m.basket(press, 562, 566, 46, 40, HOE, HOE_DARK, m.garlic)
        m.rooster(press, 196, 592, 0.7)


def hero() -> str:
    """960 × 640."""
    with whole(1.5):
        press = Press("hero", 960, 640, seed=12, paper=PAPER_YELLOW, key_width=3.0, tolerance=0.85, rim_from=200)
        _wide(press)
        return press.svg()



def hero_phone() -> str:
    """640 × 480."""
    with whole(2):
        press = Press("near", 640, 480, seed=14, paper=PAPER_YELLOW, key_width=3.0, tolerance=0.7, rim_from=150)
        _near(press)
        return press.svg()


def files() -> dict[str, str]:
    """Both."""
    return {"hero.svg": hero(), "hero-phone.svg": hero_phone()}
