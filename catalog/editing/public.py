"""A listing as somebody has read it, for pages that stay when it leaves the shelf: certificates and lots."""

from django.core.exceptions import ObjectDoesNotExist

from catalog.editing.revisions import last_approved
from catalog.editing.working import applied
from catalog.models import Product, ProductStatus


def as_read(product: Product) -> Product | None:
    """The product itself while it is on the shelf, else a copy with the texts that were approved last.

    None where none were: what a shop writes is shown to nobody before somebody has read it. One query off the shelf.
    """
    if product.status == ProductStatus.PUBLISHED:
        return product
    approved = last_approved(product)
    if approved is None:
        return None
    try:
        return applied(product, approved.fields)
    except ObjectDoesNotExist:  # what it names is no more, as a producer whom the staff put together with another
        return None
