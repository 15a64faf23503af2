"""What buyers write about products, and the sums of their ratings.

`RatingTally` is counted up and down in the transaction that shows or hides a review, by arithmetic in the database and
never by reading first. So the sums are right with any number of writers: see `tests/concurrency/test_reviews.py`.
"""

from collections.abc import Sequence
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Count, F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog import photos as buyers_photos
from catalog.centre import notices
from catalog.events import ProductChanged
from catalog.models import (
    ModerationState,
    Product,
    PurchaseProof,
    Question,
    RatingTally,
    Review,
    ReviewReport,
)
from catalog.models.talk import MAX_PHOTOS
from core.events import publish
from core.pictures import CleanPicture, picture_forget
from core.text import clean_text

MAX_TEXT: Final = 2_000
MAX_QUESTION: Final = 1_000
MAX_REASON: Final = 300
MAX_NAME: Final = 80
MIN_RATING, MAX_RATING = 1, 5

COLUMNS: Final = {1: "ones", 2: "twos", 3: "threes", 4: "fours", 5: "fives"}


class AlreadyReviewed(Exception):
    """This purchase has its review; there is one for each."""


class NothingSaid(Exception):
    """Nothing is left of the text once it is cleaned."""


class AlreadyReported(Exception):
    """This person has reported this review before."""


# ── Reviews ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def unused_proof(*, user: User, product: Product) -> PurchaseProof | None:
    """The latest purchase of a product that somebody has not written about yet."""
    return PurchaseProof.objects.filter(user=user, product=product, review__isnull=True).order_by("-at", "-pk").first()


def review_write(
    *, proof: PurchaseProof, rating: int, text: str = "", author_name: str = "", photos: Sequence[CleanPicture] = ()
) -> Review:
    """A buyer's review of what `proof` says they received; shown at once, with `photos` in their order.

    `rating` is 1 to 5 and there are at most `MAX_PHOTOS` photographs, else `ValueError`; the text may be empty. Raises
    `AlreadyReviewed`. Whatever fails, neither rows nor files are left. Tells the shop's people; publishes
    `ProductChanged`.
    """
    if rating not in COLUMNS:
        raise ValueError("a rating is 1 to 5")
    if len(photos) > MAX_PHOTOS:
        raise ValueError(f"a review has at most {MAX_PHOTOS} photographs")
    images = []
    try:
        with transaction.atomic():
            review = _write(proof, rating, text, author_name)
            for position, picture in enumerate(photos):
                images.append(buyers_photos.photo_add(review=review, picture=picture, position=position).image)
            _count(review.product_id, rating, 1)
            notices.tell_reviewed(review)
            publish(ProductChanged(product_id=review.product_id))
    except BaseException:
        for image in images:
            picture_forget(image)
        raise
    return review


def _write(proof: PurchaseProof, rating: int, text: str, author_name: str) -> Review:
    try:
        with transaction.atomic():
            return Review.objects.create(
                product=proof.product,
                proof=proof,
                author_name=clean_text(author_name, max_length=MAX_NAME) or _("Người mua"),
                rating=rating,
                text=clean_text(text, max_length=MAX_TEXT, multiline=True),
            )
    except IntegrityError as error:
        raise AlreadyReviewed from error


def review_hide(*, review: Review) -> bool:
    """Take a review off the page and out of the average; False if it was hidden before. Publishes `ProductChanged`."""
    return _move(review, ModerationState.SHOWN, ModerationState.HIDDEN, -1)


def review_show(*, review: Review) -> bool:
    """Undo `review_hide`; False if it is shown already. Publishes `ProductChanged`."""
    return _move(review, ModerationState.HIDDEN, ModerationState.SHOWN, 1)


def review_reply(*, review: Review, text: str) -> None:
    """What the shop answers below a review; a later answer replaces it. Raises `NothingSaid`.

    Publishes `ProductChanged`.
    """
    cleaned = clean_text(text, max_length=MAX_TEXT, multiline=True)
    if not cleaned:
        raise NothingSaid
    with transaction.atomic():
        Review.objects.filter(pk=review.pk).update(reply=cleaned, replied_at=timezone.now())
        publish(ProductChanged(product_id=review.product_id))
    review.refresh_from_db()


def review_photos_delete(*, review: Review) -> bool:
    """Delete the photographs of a review for good, files included; False if it has none. Publishes `ProductChanged`.

    For what must not even be kept: the addresses of a review that is only hidden still open.
    """
    with transaction.atomic():
        if not review.photos.all().delete()[0]:
            return False
        publish(ProductChanged(product_id=review.product_id))
    return True


def review_report(*, review: Review, reason: str, by: User | None = None) -> ReviewReport:
    """Somebody thinks a review should not stand; the staff decide. Raises `NothingSaid`, `AlreadyReported`."""
    cleaned = clean_text(reason, max_length=MAX_REASON)
    if not cleaned:
        raise NothingSaid
    if by is not None and ReviewReport.objects.filter(review=review, by=by).exists():
        raise AlreadyReported
    return ReviewReport.objects.create(review=review, by=by, reason=cleaned)


def tally_recount(*, product: Product) -> RatingTally:
    """Count the shown reviews anew: after an import, or to check. Expects nobody to write reviews meanwhile."""
    with transaction.atomic():
        tally, _created = RatingTally.objects.select_for_update().get_or_create(product=product)
        rows = Review.objects.shown().filter(product=product).order_by().values("rating").annotate(n=Count("pk"))
        counts = {row["rating"]: row["n"] for row in rows}
        for rating, column in COLUMNS.items():
            setattr(tally, column, counts.get(rating, 0))
        tally.save()
        publish(ProductChanged(product_id=product.pk))
    return tally


def _move(review: Review, source: ModerationState, target: ModerationState, by: int) -> bool:
    with transaction.atomic():
        if not Review.objects.filter(pk=review.pk, state=source).update(state=target):
            return False
        _count(review.product_id, review.rating, by)
        publish(ProductChanged(product_id=review.product_id))
    review.state = target
    return True


def _count(product_id: int, rating: int, by: int) -> None:
    RatingTally.objects.get_or_create(product_id=product_id)
    column = COLUMNS[rating]
    RatingTally.objects.filter(product_id=product_id).update(**{column: F(column) + by})


# ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────────
def question_ask(*, product: Product, user: User, text: str, author_name: str = "") -> Question:
    """A question of somebody who is signed in; shown at once. Raises `NothingSaid`.

    Tells the shop's people; publishes `ProductChanged`.
    """
    cleaned = clean_text(text, max_length=MAX_QUESTION, multiline=True)
    if not cleaned:
        raise NothingSaid
    name = clean_text(author_name or user.name, max_length=MAX_NAME) or _("Người mua")
    with transaction.atomic():
        question = Question.objects.create(product=product, user=user, author_name=name, text=cleaned)
        notices.tell_asked(question)
        publish(ProductChanged(product_id=product.pk))
    return question


def question_answer(*, question: Question, text: str) -> None:
    """The shop's answer; a later one replaces it. Raises `NothingSaid`. Publishes `ProductChanged`."""
    cleaned = clean_text(text, max_length=MAX_TEXT, multiline=True)
    if not cleaned:
        raise NothingSaid
    with transaction.atomic():
        Question.objects.filter(pk=question.pk).update(answer=cleaned, answered_at=timezone.now())
        publish(ProductChanged(product_id=question.product_id))
    question.refresh_from_db()


def question_hide(*, question: Question) -> bool:
    """Take a question off the page; False if it was hidden before. Publishes `ProductChanged`."""
    return _move_question(question, ModerationState.SHOWN, ModerationState.HIDDEN)


def question_show(*, question: Question) -> bool:
    """Undo `question_hide`; False if it is shown already. Publishes `ProductChanged`."""
    return _move_question(question, ModerationState.HIDDEN, ModerationState.SHOWN)


def _move_question(question: Question, source: ModerationState, target: ModerationState) -> bool:
    with transaction.atomic():
        if not Question.objects.filter(pk=question.pk, state=source).update(state=target):
            return False
        publish(ProductChanged(product_id=question.product_id))
    question.state = target
    return True
