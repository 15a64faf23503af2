"""The pictures of a listing as it is edited: added, put in order, taken out. What is on the shelf is not touched."""

import secrets
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from accounts.models import User
from catalog.editing.working import Shot, Working, as_json
from catalog.models import Product, ProductPicture, ProductRevision, RevisionState
from catalog.pictures import CleanPicture, PictureRefused, collection_of, picture_forget, picture_image
from core.text import slugify_vi

MAX_PICTURES: Final = 10
MAX_ALT: Final = 160


def shots_write(found: Working, shots: Sequence[Shot], *, by: User | None) -> None:
    """Make `shots` the pictures of what is edited. Expects the product's lock, and the caller to tell of it."""
    if found.revision is not None:
        found.revision.pictures = as_json(shots)
    else:
        pictures_apply(found.product, shots, by=by)


def pictures_apply(product: Product, shots: Iterable[Shot], *, by: User | None) -> None:
    """Make `shots` the product's pictures. Expects its lock, and the caller to publish `ProductChanged`.

    Photographs that were public once are kept, as the law wants the listing kept; see `images_forget`.
    """
    shots = list(shots)
    kept = {shot.pk for shot in shots if shot.pk}
    product.pictures.exclude(pk__in=kept).delete()
    rows = {row.pk: row for row in product.pictures.all()}
    for position, shot in enumerate(shots):
        alt = shot.alt or product.name[:MAX_ALT]
        row = rows.get(shot.pk) if shot.pk else None
        if row is None:
            ProductPicture.objects.create(
                product=product,
                image_id=shot.image,
                drawing=shot.drawing,
                paper=shot.paper,
                alt=alt,
                alt_en=shot.alt_en,
                shows_label=shot.label,
                position=position,
                uploaded_by=by,
            )
            continue
        fresh = {"alt": alt, "alt_en": shot.alt_en, "shows_label": shot.label, "position": position}
        if any(getattr(row, name) != value for name, value in fresh.items()):
            ProductPicture.objects.filter(pk=row.pk).update(**fresh)


def pictures_add(
    *, product: Product, uploads: Sequence[tuple[str, CleanPicture]], write: Callable[..., Working], by: User | None
) -> int:
    """Store checked photographs, by name and content, at the end; returns how many.

    `write` is `catalog.editing.services.shots_change`. Raises `PictureRefused` for more than `MAX_PICTURES`; then none
    is kept.
    """
    stored: list[object] = []

    def added(shots: list[Shot]) -> list[Shot]:
        if len(shots) + len(uploads) > MAX_PICTURES:
            raise PictureRefused(_("Mỗi món tối đa %(most)d ảnh. Bỏ bớt ảnh cũ trước nhé.") % {"most": MAX_PICTURES})
        collection = collection_of(product.vendor)
        for name, picture in uploads:
            base = slugify_vi(PurePath(name).stem or product.name, max_length=50) or "anh"
            # Nobody outside can guess the address of a photograph that has not been approved yet.
            image = picture_image(
                picture, title=product.name, name=f"{base}-{secrets.token_hex(6)}", collection=collection
            )
            image.uploaded_by_user = by
            stored.append(image)
            image.save()
            shots.append(Shot(image=image.pk, alt=product.name[:MAX_ALT]))
        return shots

    try:
        write(product=product, change=added, by=by)
    except BaseException:
        for image in stored:
            picture_forget(image)
        raise
    return len(uploads)


def moved(key: str, by: int) -> Callable[[list[Shot]], list[Shot]]:
    """A change that puts one picture `by` places further, as far as there are places."""

    def change(shots: list[Shot]) -> list[Shot]:
        at = next((index for index, shot in enumerate(shots) if shot.key == key), None)
        if at is not None:
            shot = shots.pop(at)
            shots.insert(min(max(at + by, 0), len(shots)), shot)
        return shots

    return change


def removed(key: str) -> Callable[[list[Shot]], list[Shot]]:
    """A change that takes one picture out."""
    return lambda shots: [shot for shot in shots if shot.key != key]


def label_set(key: str, on: bool) -> Callable[[list[Shot]], list[Shot]]:
    """A change that says whether the label can be read on a picture."""
    return lambda shots: [replace(shot, label=on) if shot.key == key else shot for shot in shots]


def still_there(shots: Iterable[Shot]) -> tuple[Shot, ...]:
    """Those whose photograph has not been deleted meanwhile. One query, none without photographs."""
    shots = tuple(shots)
    images = {shot.image for shot in shots if shot.image}
    there = set(get_image_model().objects.filter(pk__in=images).values_list("pk", flat=True)) if images else set()
    return tuple(shot for shot in shots if shot.image is None or shot.image in there)


def images_forget(product: Product, images: Collection[int]) -> None:
    """Delete photographs that only a draft had and that nothing refers to any more. Expects a transaction.

    A copy of a listing shares its photographs, so the history of all of the shop's goods is looked at.
    """
    if not images:
        return
    used: set[int | None] = set(ProductPicture.objects.filter(image__in=images).values_list("image_id", flat=True))
    live = ProductRevision.objects.for_vendor(product.vendor).exclude(state=RevisionState.DISCARDED)
    naming = Q()  # as both databases write JSON, in which something always follows
    for image in images:
        naming |= Q(as_text__contains=f'"image": {image},')
    named = live.annotate(as_text=Cast("pictures", TextField())).filter(naming).values_list("pictures", flat=True)
    used |= {data.get("image") for pictures in named for data in pictures}
    for image in get_image_model().objects.filter(pk__in=set(images) - used):
        image.delete()


def revision_begin(found: Working, *, by: User | None) -> ProductRevision:
    """An open revision of what is on the shelf, with no change yet. Expects the product's lock; not yet saved."""
    return ProductRevision(
        product=found.product,
        pictures=as_json(found.shots),
        base_version=found.product.version,
        by=by,
    )


def revision_images_drop(product: Product, revision: ProductRevision) -> None:
    """Delete what only a revision had that is discarded now. Expects a transaction."""
    images_forget(product, {data["image"] for data in revision.pictures if data.get("image") and not data.get("pk")})
