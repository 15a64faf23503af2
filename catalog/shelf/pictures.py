"""Renditions of photographs for cards: AVIF and WebP in three widths, square."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from wagtail.images import get_image_model

WIDTHS: Final = (240, 400, 640)
SIZES: Final = "(min-width: 75rem) 13rem, (min-width: 40rem) 30vw, 46vw"
_SPECS: Final = {kind: [f"fill-{width}x{width}|format-{kind}" for width in WIDTHS] for kind in ("avif", "webp")}
FALLBACK: Final = "fill-400x400|format-jpeg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """What a `<picture>` of a card needs."""

    avif: str
    webp: str
    src: str
    sizes: str = SIZES


def photographs(image_ids: Collection[int]) -> dict[int, Photograph]:
    """Two queries, and none without photographs. A rendition that is missing is made, once."""
    if not image_ids:
        return {}
    specs = [*_SPECS["avif"], *_SPECS["webp"], FALLBACK]
    images = get_image_model().objects.filter(pk__in=image_ids).prefetch_renditions(*specs)
    found = {}
    for image in images:
        renditions = image.get_renditions(*specs)
        sets = {
            kind: ", ".join(f"{renditions[spec].url} {width}w" for spec, width in zip(names, WIDTHS, strict=True))
            for kind, names in _SPECS.items()
        }
        found[image.pk] = Photograph(avif=sets["avif"], webp=sets["webp"], src=renditions[FALLBACK].url)
    return found
