"""Reading shops."""

from typing import Final

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from wagtail.images import get_image_model

from core.structured import SHARE_SQUARE, SHARE_WIDE
from vendors.models import Follow, Vendor

COVER: Final = "fill-1440x480|format-webp"
COVER_SMALL: Final = "fill-720x360|format-webp"
COVER_JPEG: Final = "fill-720x360|format-jpeg"
SPECS: Final = (COVER, COVER_SMALL, COVER_JPEG, SHARE_WIDE, SHARE_SQUARE)


def open_vendor(slug: str) -> Vendor | None:
    """The shop of that address if the public may see it, with where it is. One query."""
    related = ("province", "commune", "craft_village__province")
    return Vendor.objects.open().select_related(*related).filter(slug=slug).first()


def open_shop(slug: str) -> Vendor | None:
    """As `open_vendor`, with its profile, its picture and, as `followers`, how many follow it. One or two queries."""
    counted = Follow.objects.filter(vendor=OuterRef("pk")).order_by().values("vendor").annotate(n=Count("pk"))
    renditions = get_image_model().get_rendition_model().objects.filter(filter_spec__in=SPECS)
    shops = (
        Vendor.objects.open()
        .select_related("province", "commune", "craft_village__province", "profile__picture")
        .prefetch_related(Prefetch("profile__picture__renditions", renditions, to_attr="prefetched_renditions"))
        .annotate(followers=Coalesce(Subquery(counted.values("n")), 0))
    )
    return shops.filter(slug=slug).first()
