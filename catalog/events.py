"""What the catalog tells the rooms above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProductChanged:
    """Anything about a product that a list, a search or its own page shows has changed.

    Texts, status, price, stars, running out and coming back, pictures, lots, reviews, questions. Not: each piece sold.
    """

    product_id: int


@dataclass(frozen=True, slots=True)
class ProductsChanged:
    """`ProductChanged` of many products at once, a few hundred at most; who hears the one hears the other."""

    product_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StockLow:
    """A shop's own stock of a pack has fallen to `Offer.low_stock_at`: once a fall, not for each piece sold."""

    offer_id: int
    vendor_id: int
