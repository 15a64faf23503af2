"""What the shelf does when something changes elsewhere."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from wagtail.images import get_image_model

from catalog.events import ProductChanged, ProductsChanged
from catalog.models import ProductPicture, ReviewPhoto
from catalog.shelf.services import (
    on_product_changed,
    on_products_changed,
    shelf_fold,
    shelf_refresh_due,
    shelf_refresh_vendor,
)
from core.events import publish, subscribe
from core.slots import TICKER_JOBS, TickerJob
from vendors.events import VendorChanged


def on_vendor_changed(event: VendorChanged) -> None:
    shelf_refresh_vendor(vendor_id=event.vendor_id)


def on_rendition_deleted(instance: Any, **_kwargs: Any) -> None:
    """Cards and pages that were drawn with it name a file that is gone: staff gave an image another file in Wagtail's
    own pages, where no service of ours is asked.
    """
    image = instance.image_id
    shown = ProductPicture.objects.filter(image=image).order_by().values_list("product_id", flat=True)
    told = ReviewPhoto.objects.filter(image=image).order_by().values_list("review__product_id", flat=True)
    with transaction.atomic():
        for product_id in sorted({*shown, *told}):
            publish(ProductChanged(product_id=product_id))


def work_ahead() -> None:
    """What readers would do otherwise, done before they come."""
    shelf_refresh_due()
    shelf_fold()


def connect() -> None:
    subscribe(ProductChanged, on_product_changed, durable=True)
    subscribe(ProductsChanged, on_products_changed, durable=True)
    subscribe(VendorChanged, on_vendor_changed, durable=True)
    post_delete.connect(
        on_rendition_deleted, sender=get_image_model().get_rendition_model(), dispatch_uid="catalog.shelf"
    )
    TICKER_JOBS.register(TickerJob(name="shelf", seconds=5, run=work_ahead))
