"""Small pictures for lists of the centre: one rendition each, made once."""

from collections.abc import Iterable
from typing import Final

from django.db.models import FilteredRelation, Q
from wagtail.images import get_image_model

SIDE: Final = 240  # pixels
SPEC: Final = f"fill-{SIDE}x{SIDE}|format-webp"


def thumbs(image_ids: Iterable[int | None], *, spec: str = SPEC) -> dict[int, str]:
    """Addresses by image. One query, and none without photographs; a rendition that is missing is made, once."""
    ids = {pk for pk in image_ids if pk}
    if not ids:
        return {}
    images = get_image_model()
    made = FilteredRelation("renditions", condition=Q(renditions__filter_spec=spec))
    rows = images.objects.filter(pk__in=ids).annotate(made=made).values_list("pk", "made__file")
    files = images.get_rendition_model()._meta.get_field("file").storage
    found = {pk: files.url(name) if name else "" for pk, name in rows}
    missing = [pk for pk, address in found.items() if not address]
    for image in images.objects.filter(pk__in=missing) if missing else ():
        found[image.pk] = image.get_rendition(spec).url
    return found
