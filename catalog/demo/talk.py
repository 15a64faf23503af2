"""What the demo's buyers say: reviews and questions."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from django.db.models import Count

from catalog.demo.files import day_of, entries, moment
from catalog.demo.prints import spread
from catalog.models import (
    Product,
    Question,
    RatingTally,
    Review,
)

TALLY: Final = {1: "ones", 2: "twos", 3: "threes", 4: "fours", 5: "fives"}


def load_reviews(products: dict[str, Product]) -> None:
    known = set(Review.objects.filter(proof=None).values_list("product_id", "author_name", "created_at"))
    new = []
    for row in entries("reviews"):
        key = f"{row['product']} {row['author']} {row['text']}"
        at = moment(dt.date.fromisoformat(row["on"]), key)
        if (products[row["product"]].pk, row["author"], at) not in known:
            new.append(
                Review(
                    product=products[row["product"]],
                    author_name=row["author"],
                    rating=row["rating"],
                    text=row["text"],
                    created_at=at,
                    reply=row["reply"] or "",
                    replied_at=at + dt.timedelta(hours=1 + spread(f"reply {key}", over=48)) if row["reply"] else None,
                )
            )
    Review.objects.bulk_create(new)
    _tallies(product.pk for product in products.values())


def _tallies(product_ids: Iterable[int]) -> None:
    """The sums of the ratings counted anew, reviews of the demo's visitors included."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    shown = Review.objects.shown().order_by().values_list("product_id", "rating").annotate(Count("pk"))
    for product_id, rating, count in shown:
        counts[product_id][TALLY[rating]] = count
    RatingTally.objects.bulk_create(
        [RatingTally(product_id=pk, **{column: counts[pk][column] for column in TALLY.values()}) for pk in product_ids],
        update_conflicts=True,
        unique_fields=["product"],
        update_fields=list(TALLY.values()),
    )


def load_questions(products: dict[str, Product]) -> None:
    known = set(Question.objects.filter(user=None).values_list("product_id", "author_name", "created_at"))
    new = []
    for row in entries("questions"):
        key = f"{row['product']} {row['author']} {row['text']}"
        at = moment(dt.date.fromisoformat(row["on"]), key)
        answered_on = day_of(row["answered_on"])
        if (products[row["product"]].pk, row["author"], at) not in known:
            new.append(
                Question(
                    product=products[row["product"]],
                    author_name=row["author"],
                    text=row["text"],
                    created_at=at,
                    answer=row["answer"] or "",
                    answered_at=max(moment(answered_on, f"answer {key}"), at + dt.timedelta(minutes=20))
                    if answered_on
                    else None,
                )
            )
    Question.objects.bulk_create(new)
