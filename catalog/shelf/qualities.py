"""What "Đặc tính" offers: the qualities that a shop has papers for, and that a product is a gift box.

Each is a bit of `ShelfEntry.qualities`. A bit keeps its place for as long as rows are kept, so what comes new is put
last; a product of which it is true is then to be recomputed (a `ShelfMark`).
"""

from typing import Final

from django.utils.translation import gettext as _

from catalog.models import Product, Quality

GIFT_BOX: Final = "hop-qua"
QUALITIES: Final[tuple[str, ...]] = (*Quality.values, GIFT_BOX)
QUALITY_BITS: Final = {quality: 1 << place for place, quality in enumerate(QUALITIES)}


def quality_label(quality: str) -> str:
    """What a value is called, in the reader's language."""
    return _("Hộp quà") if quality == GIFT_BOX else str(Quality(quality).label)


def own_bits(product: Product) -> int:
    """The bits that the row of the product itself decides."""
    return QUALITY_BITS[GIFT_BOX] if product.is_gift_box else 0
