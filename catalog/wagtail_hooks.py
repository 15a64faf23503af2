"""What the catalog changes in Wagtail's admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

from catalog.photos import COLLECTION


@hooks.register("construct_image_chooser_queryset")
def without_photos_of_buyers(images: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Buyers gave them for a review, not for pages; and a page that shows one would keep it from being deleted."""
    return images.exclude(collection__name=COLLECTION)
