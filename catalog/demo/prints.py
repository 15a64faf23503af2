"""Which print of `static/img/prints/` shows which demo product.

Every motif has a print of its own name, and what several products share has a second arrangement, `<name>-2`. Where the
products of one motif look different, the print is named here by product.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

from django.contrib.staticfiles import finders

from catalog.models.picture import PAPERS

BY_PRODUCT: Final = {
    "banh-chung-bo-dau": "banh-chung",
    "banh-cay-lang-nguyen": "peanut",
    "banh-trang-phoi-suong": "rice-paper-2",
    "ca-phe-ea-kao": "coffee-2",
    "com-chay-ninh-binh": "rice-paper",
    "com-xanh-tu-le": "rice-2",
    "duong-thot-not-an-hao": "coconut",
    "hoa-hong-sa-dec": "blossom",
    "khoai-deo-hai-ninh": "jam",
    "me-xung-hue": "candy-2",
    "nep-tu-le": "rice",
    "nha-nghi-ban-sin-suoi-ho": "house",
    "ruou-sim-phu-quoc": "sim-wine",
    "tra-hoa-vang-ba-che": "herbal-tea",
    "tra-mang-cau-rach-nhum": "herbal-tea",
    "tuong-ot-muong-khuong": "chili-sauce",
    "bo-bat-dia-men-ran-bat-trang": "bowls",
    "gom-phu-lang-binh-hoa": "pottery-2",
    "banh-pia-soc-trang": "durian",
    "sua-hat-sen-dong-bung": "lotus-seed",
    "hanh-tim-vinh-chau": "garlic",
}


def prints_for(motifs: Mapping[str, str]) -> dict[str, str]:
    """The name of the print of each product, from its motif, both by slug.

    The arrangements of a print go round among its products, in an order that looks random and is always the same.
    Raises `ValueError` for a motif that has no print.
    """
    choices = {slug: arrangements(slug, motif) for slug, motif in motifs.items()}
    chosen, shown = {}, Counter[str]()
    # Those without a choice first: the others make up for them.
    for slug in sorted(choices, key=lambda slug: (len(choices[slug]), spread(f"block {slug}", over=2**32))):
        chosen[slug] = min(choices[slug], key=lambda name: shown[name])
        shown[chosen[slug]] += 1
    return chosen


def arrangements(slug: str, motif: str) -> list[str]:
    """The prints that fit a product: that of its name or its motif, and the second arrangement of the same."""
    name = BY_PRODUCT.get(slug, motif)
    found = [each for each in (name, f"{name}-2") if drawn(each)]
    if not found:
        raise ValueError(f"{slug}: there is no print for {motif!r}")
    return found


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
