"""The catalog's part of a person's own data: what they wrote, and what they asked hosts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalog.models import PurchaseProof, Question, Review, StayRequest
from core.slots import DATA_EXPORTERS, DataExporter

NOBODY = "Người mua"  # what stands above a text whose writer has left; as data, not as a message


def export(user: User) -> dict[str, list[Any]]:
    """Reviews, questions, requests for stays, and the purchases that reviews rest on."""
    return {
        "purchases": list(PurchaseProof.objects.filter(user=user).values("product__name", "reference", "at")),
        "reviews": list(
            Review.objects.filter(proof__user=user).values(
                "product__name", "author_name", "rating", "text", "created_at", "reply", "state"
            )
        ),
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


def erase(user: User) -> None:
    """Names go, and requests with telephone numbers; ratings and texts stay for other buyers, without the person."""
    Review.objects.filter(proof__user=user).update(author_name=NOBODY)
    Question.objects.filter(user=user).update(author_name=NOBODY, user=None)
    StayRequest.objects.filter(user=user).delete()


def register() -> None:
    """Put it into the slot."""
    DATA_EXPORTERS.register(
        DataExporter(
            name="catalog",
            title=_("Nhận xét, câu hỏi, yêu cầu đặt chỗ"),
            export=export,
            erase=erase,
            keeps=_("Nhận xét và câu hỏi còn lại cho người mua khác đọc, không còn tên bạn."),
            order=30,
        )
    )
