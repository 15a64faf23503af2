"""The order of lists. The law wants the criteria published: `templates/catalog/_ranking.html` says them in words."""

import datetime as dt
import math
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# What a product has before anybody rates it: so many ratings of so much, so that one 5 does not beat ninety of 4,9.
PRIOR_COUNT: Final = 5
PRIOR_RATING: Final = 4.0
POINTS_PER_DOUBLING_OF_SALES: Final = 100
POINTS_PER_RATING: Final = 200  # for each whole point of the average above or below PRIOR_RATING
POINTS_PER_STAR: Final = 60  # for each OCOP star above two
DAYS_PER_POINT: Final = 4  # of later publication
POINTS_OUT_OF_STOCK: Final = -5_000  # what cannot be had comes last
_NEWNESS_FROM: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


class Order(models.TextChoices):
    """`?sap-xep=`."""

    SUITED = "phu-hop", _("Phù hợp")
    NEWEST = "moi", _("Mới lên kệ")
    PRICE_UP = "gia-tang", _("Giá thấp trước")
    PRICE_DOWN = "gia-giam", _("Giá cao trước")
    RATED = "danh-gia", _("Người mua chấm cao")
    SOLD = "ban-chay", _("Bán nhiều")


COLUMNS: Final[dict[Order, tuple[str, ...]]] = {
    Order.SUITED: ("-score", "-product_id"),
    Order.NEWEST: ("-published_at", "-product_id"),
    Order.PRICE_UP: ("-is_priced", "price", "-product_id"),
    Order.PRICE_DOWN: ("-is_priced", "-price", "-product_id"),
    Order.RATED: ("-rating_rank", "-product_id"),
    Order.SOLD: ("-sold", "-product_id"),
}


def rating_rank(rating_sum: int, rating_count: int) -> int:
    """The average of the ratings and the prior ones, times 1,000."""
    return round(1_000 * (rating_sum + PRIOR_COUNT * PRIOR_RATING) / (rating_count + PRIOR_COUNT))


def score(*, sold: int, rating_rank: int, stars: int, published_at: dt.datetime, can_be_had: bool) -> int:
    """Points of the usual order. Newness counts by the day of publication, so that no score changes by itself."""
    return (
        round(POINTS_PER_DOUBLING_OF_SALES * math.log2(1 + sold))
        + round(POINTS_PER_RATING * (rating_rank / 1_000 - PRIOR_RATING))
        + (POINTS_PER_STAR * (stars - 2) if stars else 0)
        + (published_at - _NEWNESS_FROM).days // DAYS_PER_POINT
        + (0 if can_be_had else POINTS_OUT_OF_STOCK)
    )
