"""Photographs of products, kept by shop; `core.pictures` checks and cleans them."""

import secrets
from pathlib import PurePath

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from catalog.events import ProductChanged
from catalog.models import Product, ProductPicture
from core.events import publish
from core.pictures import (
    MAX_BYTES,
    MAX_PIXELS,
    CleanPicture,
    PictureRefused,
    collection_at,
    picture_check,
    picture_forget,
    picture_image,
)
from core.text import clean_text, slugify_vi
from vendors.pictures import COLLECTION, collection_of

__all__ = [
    "COLLECTION",
    "MAX_BYTES",
    "MAX_PIXELS",
    "CleanPicture",
    "PictureRefused",
    "collection_at",
    "collection_of",
    "picture_add",
    "picture_check",
    "picture_forget",
    "picture_image",
]


def picture_add(
    *, product: Product, picture: CleanPicture, alt: str, alt_en: str = "", name: str = "", by: User | None = None
) -> ProductPicture:
    """Store a checked photograph as the last picture of a product. Publishes `ProductChanged`.

    `alt` says what is to be seen; the product's name stands in where it is empty. The file is written at once and taken
    away again where this fails; a caller whose own transaction fails later calls `picture_forget`.
    """
    alt = clean_text(alt, max_length=160) or product.name[:160]
    base = slugify_vi(PurePath(name).stem or product.name, max_length=50) or "anh"
    base = f"{base}-{secrets.token_hex(6)}"  # nobody guesses the address of a photograph of a draft
    with transaction.atomic():
        Product.objects.select_for_update().get(pk=product.pk)  # two at once: one place each
        image = picture_image(picture, title=alt, name=base, collection=collection_of(product.vendor))
        image.uploaded_by_user = by
        try:
            image.save()
            last = product.pictures.aggregate(last=Max("position"))["last"]
            row = ProductPicture.objects.create(
                product=product,
                image=image,
                alt=alt,
                alt_en=clean_text(alt_en, max_length=160),
                position=0 if last is None else last + 1,
                uploaded_by=by,
            )
            publish(ProductChanged(product_id=product.pk))
        except Exception:
            picture_forget(image)
            raise
    return row
