"""Which print of `static/img/prints/` shows which demo product.

Most motifs have a print of their own name. For the others the nearest one is named here, by motif, and by product
where products of one motif look different. A print that is drawn later under the motif's own name wins over both.
"""

import hashlib
from functools import cache
from typing import Final

from django.contrib.staticfiles import finders

from catalog.models.picture import PAPERS

BY_PRODUCT: Final = {
    "banh-chung-bo-dau": "banh-chung",
    "banh-cay-lang-nguyen": "peanut",
    "duong-thot-not-an-hao": "coconut",
    "hoa-hong-sa-dec": "blossom",
    "keo-dua-ben-tre": "coconut",
    "khoai-deo-hai-ninh": "jam",
    "me-xung-hue": "peanut",
    "ruou-sim-phu-quoc": "sim-wine",
    "tra-atiso-da-lat": "herbal-tea",
    "tra-hoa-vang-ba-che": "herbal-tea",
    "tra-mang-cau-rach-nhum": "herbal-tea",
    "bo-bat-dia-men-ran-bat-trang": "bowls",
    "am-tra-men-ngoc-bat-trang": "bowls",
    "banh-pia-soc-trang": "durian",
    "nha-dam-my-son": "grapes",
    "sua-hat-sen-dong-bung": "lotus-seed",
    "vang-nho-phuoc-thuan": "grapes",
    "su-su-tam-dao": "avocado",
    "hanh-tim-vinh-chau": "garlic",
    "nuoc-tam-la-thuoc-dao-do": "herbal-tea",
    "khan-trai-ban-theu-van-lam": "blossom",
}
BY_MOTIF: Final = {
    "apple": "mango",
    "apricot-blossom": "blossom",
    "artichoke": "herbal-tea",
    "bamboo-basket": "basket",
    "beef-jerky": "sausage",
    "boat-tour": "house",
    "cake": "banh-chung",
    "candy": "jam",
    "capsule": "turmeric",
    "chicken": "eggs",
    "chili": "chili-sauce",
    "cow-milk": "water",
    "duck-egg": "eggs",
    "embroidery": "silk",
    "fish-pet": "goldfish",
    "garden-tour": "orange",
    "grape": "grapes",
    "indigo-cloth": "indigo",
    "juice": "jam",
    "longan": "lychee",
    "mat": "basket",
    "pineapple": "jam",
    "pork": "banana",
    "pottery": "vase",
    "soy-sauce": "fish-sauce",
    "spirits": "rice-wine",
    "sticky-rice": "rice",
    "stilt-house": "house",
    "vegetables": "mushrooms",
    "wine": "sim-wine",
    "wood-carving": "lacquer",
}


def print_for(slug: str, motif: str) -> str:
    """The name of the print for a product. Raises `ValueError` for a motif that has none."""
    for name in (motif if slug not in BY_PRODUCT else "", BY_PRODUCT.get(slug, ""), BY_MOTIF.get(motif, ""), motif):
        if name and drawn(name):
            return name
    raise ValueError(f"{slug}: there is no print for {motif!r}")


@cache
def drawn(name: str) -> bool:
    """Whether there is such a print."""
    return finders.find(f"img/prints/{name}.svg") is not None


def spread(key: str, *, over: int) -> int:
    """A number from 0 to `over` − 1 that looks random and is the same on every machine and every run."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") % over


def paper_for(slug: str) -> int:
    """One of the print papers, 1 to 5."""
    return 1 + spread(f"paper {slug}", over=PAPERS)
