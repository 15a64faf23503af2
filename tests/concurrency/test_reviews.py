"""Twenty people write and hide reviews of one product at once: the sums are those of a recount.

Runs on SQLite and on PostgreSQL; the control shows the race without arithmetic in the database.
"""

import threading
from collections import Counter

import pytest

from catalog import reviews
from catalog.models import Product, PurchaseProof, RatingTally, Review
from tests.concurrency.race import race
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]

WRITERS = 20


def proofs(product: Product, count: int = WRITERS) -> list[PurchaseProof]:
    return [
        PurchaseProof.objects.create(product=product, user=make_user(), reference=f"{product.pk}/{number}")
        for number in range(count)
    ]


def recount(product: Product) -> dict[int, int]:
    counted = Counter(Review.objects.shown().filter(product=product).values_list("rating", flat=True))
    return {rating: counted.get(rating, 0) for rating in (5, 4, 3, 2, 1)}


def test_writing_and_hiding_at_once_leaves_true_sums():
    product = make_product()
    bought = proofs(product)
    early = [reviews.review_write(proof=proof, rating=4) for proof in bought[: WRITERS // 2]]

    def run(number: int) -> object:
        if number < len(early):
            return reviews.review_hide(review=early[number])
        return reviews.review_write(proof=bought[number], rating=number % 5 + 1).pk

    results = race(WRITERS, run)
    assert not [r for r in results if isinstance(r, Exception)]
    tally = RatingTally.objects.get(product=product)
    assert tally.histogram == recount(product)
    assert tally.count == WRITERS - len(early)


def test_a_purchase_gets_one_review_however_often_it_is_sent():
    product = make_product()
    (proof,) = proofs(product, 1)

    def run(_number: int) -> object:
        return reviews.review_write(proof=proof, rating=5).pk

    results = race(WRITERS, run)
    assert sum(isinstance(r, int) for r in results) == 1
    assert sum(isinstance(r, reviews.AlreadyReviewed) for r in results) == WRITERS - 1
    assert RatingTally.objects.get(product=product).histogram == recount(product) == {5: 1, 4: 0, 3: 0, 2: 0, 1: 0}


def test_hiding_one_review_twenty_times_counts_once():
    product = make_product()
    first, second = (reviews.review_write(proof=proof, rating=3) for proof in proofs(product, 2))
    assert race(WRITERS, lambda _number: reviews.review_hide(review=first)).count(True) == 1
    assert RatingTally.objects.get(product=product).threes == 1
    assert second.state == "shown"


def test_control_reading_the_sum_first_loses_reviews():
    product = make_product()
    RatingTally.objects.create(product=product)
    all_have_read = threading.Barrier(WRITERS)

    def run(_number: int) -> None:
        tally = RatingTally.objects.get(product=product)
        all_have_read.wait(30)
        tally.fives += 1
        tally.save(update_fields=["fives"])

    race(WRITERS, run)
    assert RatingTally.objects.get(product=product).fives < WRITERS
