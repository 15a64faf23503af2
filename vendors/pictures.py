"""Where the pictures of a shop are kept: a collection of its own, made with the first one."""

from typing import Any, Final

from core.pictures import collection_at
from vendors.models import Vendor

COLLECTION: Final = "Gian hàng"


def collection_of(vendor: Vendor) -> Any:
    """The shop's own collection of pictures. Expects a transaction around it."""
    return collection_at(COLLECTION, vendor.slug)
