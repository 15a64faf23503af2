"""The catalog's part of a person's own data: what they wrote, and what they asked hosts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.events import ProductChanged
from catalog.models import PurchaseProof, Question, Review, ReviewPhoto, StayRequest
from catalog.photos import photo_files, photo_name
from core.events import publish
from core.slots import DATA_EXPORTERS, DataExporter

NOBODY = "Người mua"  # what stands above a text whose writer has left; as data, not as a message


def export(user: User) -> dict[str, list[Any]]:
    """Reviews, questions, requests for stays, and the purchases that reviews rest on."""
    return {
        "purchases": list(PurchaseProof.objects.filter(user=user).values("product__name", "reference", "at")),
        "reviews": [
            {
                "product__name": review.product.name,
                "author_name": review.author_name,
                "rating": review.rating,
                "text": review.text,
                "photos": [photo_name(photo) for photo in review.photos.all()],
                "created_at": review.created_at,
                "reply": review.reply,
                "state": review.state,
            }
            for review in _reviews(user).select_related("product").prefetch_related("photos__image")
        ],
        "questions": list(
            Question.objects.filter(user=user).values(
                "product__name", "author_name", "text", "created_at", "answer", "state"
            )
        ),
        "stay_requests": list(
            StayRequest.objects.filter(user=user).values(
                "product__name", "name", "phone", "arrives", "leaves", "guests", "message", "created_at"
            )
        ),
    }


def files(user: User) -> Iterable[tuple[str, bytes]]:
    """The photographs of reviews."""
    return photo_files(_reviews(user))


def erase(user: User) -> None:
    """Names and photographs go, and requests with telephone numbers; ratings and texts stay for other buyers, without
    the person. Publishes `ProductChanged`.
    """
    reviews, questions = _reviews(user), Question.objects.filter(user=user)
    changed = {*reviews.values_list("product_id", flat=True), *questions.values_list("product_id", flat=True)}
    ReviewPhoto.objects.filter(review__in=reviews).delete()
    reviews.update(author_name=NOBODY)
    questions.update(author_name=NOBODY, user=None)
    StayRequest.objects.filter(user=user).delete()
    for product_id in sorted(changed):
        publish(ProductChanged(product_id=product_id))


def _reviews(user: User) -> QuerySet[Review]:
    return Review.objects.filter(proof__user=user)


def register() -> None:
    """Put it into the slot."""
    DATA_EXPORTERS.register(
        DataExporter(
            name="catalog",
            title=_("Nhận xét, câu hỏi, yêu cầu đặt chỗ"),
            export=export,
            files=files,
            erase=erase,
            keeps=_("Nhận xét và câu hỏi còn lại cho người mua khác đọc, không còn tên và ảnh của bạn."),
            order=30,
        )
    )
