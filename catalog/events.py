"""What the catalog tells the rooms above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductChanged:
    """Anything about a product that a list or a search shows has changed: texts, status, price, stock, stars."""

    product_id: int
