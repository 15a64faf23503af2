"""Small pictures for lists of the centre: one rendition each, made once."""

from collections.abc import Iterable
from typing import Final

from wagtail.images import get_image_model

SIDE: Final = 240  # pixels
SPEC: Final = f"fill-{SIDE}x{SIDE}|format-webp"


def thumbs(image_ids: Iterable[int | None]) -> dict[int, str]:
    """Addresses by image. Two queries, and none without photographs."""
    ids = {pk for pk in image_ids if pk}
    if not ids:
        return {}
    images = get_image_model().objects.filter(pk__in=ids).prefetch_renditions(SPEC)
    return {image.pk: image.get_rendition(SPEC).url for image in images}
