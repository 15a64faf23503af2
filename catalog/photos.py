"""Photographs that buyers add to their reviews: stored as those of products are, apart from them, and shown small.

Their files have names that say nothing, their collection is left out where staff choose pictures for pages, and both
row and files of an image go when the photograph's row goes, in whichever way that is deleted.
"""

import logging
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import FilteredRelation, Q, QuerySet
from django.db.models.signals import post_delete
from wagtail.images import get_image_model
from wagtail.models import Collection

from catalog.models import Review, ReviewPhoto
from core.pictures import CleanPicture, collection_at, picture_forget, picture_image

logger = logging.getLogger(__name__)

MAX_SIDE: Final = 2_000  # pixels of what is kept
COLLECTION: Final = "Ảnh người mua"
SIDE: Final = 240  # pixels of the small ones: twice to three times their size on the page
SMALL: Final = {kind: f"fill-{SIDE}x{SIDE}|format-{kind}" for kind in ("avif", "webp", "jpeg")}
LARGE: Final = "max-1600x1600|format-jpeg"
_SPECS: Final = (*SMALL.values(), LARGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPhoto:
    """Addresses of one photograph: the small ones, square, and the large one they lead to."""

    avif: str
    webp: str
    src: str
    large: str


def photo_add(*, review: Review, picture: CleanPicture, position: int) -> ReviewPhoto:
    """Store a checked photograph with its review. Expects a transaction around it, and the caller to tell of it.

    The file is written at once and taken away again where this fails; a caller whose own transaction fails later calls
    `picture_forget`.
    """
    image = picture_image(
        picture, title=f"{COLLECTION}: {review.product.name}", name=secrets.token_hex(8), collection=_collection()
    )
    try:
        image.save()
        return ReviewPhoto.objects.create(review=review, image=image, position=position)
    except Exception:
        picture_forget(image)
        raise


def with_photos(reviews: Iterable[Review]) -> list[Review]:
    """The reviews, each with its photographs as `shown_photos`. One query, whatever there is to be shown.

    A rendition that is missing is made, once.
    """
    reviews = list(reviews)
    found: dict[int, dict[int, dict[str, str]]] = defaultdict(dict)  # addresses by review, image and rendition
    files = get_image_model().get_rendition_model()._meta.get_field("file").storage
    for review_id, image_id, spec, name in _made(reviews) if reviews else ():
        addresses = found[review_id].setdefault(image_id, {})
        if spec:
            addresses[spec] = files.url(name)
    for review in reviews:
        review.shown_photos = [_shown(image_id, addresses) for image_id, addresses in found[review.pk].items()]
    return reviews


def _made(reviews: list[Review]) -> QuerySet[ReviewPhoto, tuple[int, int, str | None, str]]:
    made = FilteredRelation("image__renditions", condition=Q(image__renditions__filter_spec__in=_SPECS))
    photos = ReviewPhoto.objects.filter(review__in=reviews).annotate(made=made).order_by("review", "position")
    return photos.values_list("review_id", "image_id", "made__filter_spec", "made__file")


def _shown(image_id: int, addresses: dict[str, str]) -> ShownPhoto:
    if missing := [spec for spec in _SPECS if spec not in addresses]:
        made = get_image_model().objects.get(pk=image_id).get_renditions(*missing)
        addresses = addresses | {spec: rendition.url for spec, rendition in made.items()}
    return ShownPhoto(
        avif=addresses[SMALL["avif"]],
        webp=addresses[SMALL["webp"]],
        src=addresses[SMALL["jpeg"]],
        large=addresses[LARGE],
    )


def photo_files(reviews: QuerySet[Review]) -> Iterable[tuple[str, bytes]]:
    """Name and content of every photograph of these reviews, one after the other. What cannot be read is left out."""
    for photo in ReviewPhoto.objects.filter(review__in=reviews).select_related("image"):
        try:
            with photo.image.file.open() as file:
                yield photo_name(photo), file.read()
        except OSError:
            logger.exception("could not read %s", photo.image.file.name)


def photo_name(photo: ReviewPhoto) -> str:
    """What a photograph is called in its writer's own copy."""
    ending = photo.image.file.name.rpartition(".")[2]
    return f"danh-gia-{photo.review_id}-{photo.position + 1}.{ending}"


def _collection() -> Any:
    """Found without a lock but for the first time."""
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    return found or collection_at(COLLECTION)


def _image_goes_along(instance: ReviewPhoto, **_kwargs: Any) -> None:
    """Wagtail deletes the files of an image and of its renditions when the transaction is committed."""
    get_image_model().objects.filter(pk=instance.image_id).delete()


def connect() -> None:
    """A signal, since a review can also go with what it belongs to, where no service is asked."""
    post_delete.connect(_image_goes_along, sender=ReviewPhoto, dispatch_uid="catalog.photos")
