"""In the producer's centre: questions and reviews to answer, certificates and how long they stand, what was sold."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog import reviews
from catalog.centre.steps import sold_chart
from catalog.centre.tasks import EXPIRY_NOTICE, questions_to_answer, reviews_to_answer
from catalog.certificates import decision_words, standing_of
from catalog.models import Certificate, Question, Review
from catalog.photos import with_photos
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.policies import Action

A_PAGE = 20


@centre_page(Action.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/hoi-dap/`: those without an answer, or all (`?loc=tat-ca`); POST answers one."""
    shown = Question.objects.for_vendor(access.vendor).shown()
    unanswered = questions_to_answer(access.vendor)
    if request.method == "POST":
        question = _chosen(request, shown)
        try:
            reviews.question_answer(question=question, text=request.POST.get("text", ""))
        except reviews.NothingSaid:
            return _talk(request, access, shown, unanswered, "questions", error=question.pk)
        messages.success(request, _("Đã trả lời. Người mua thấy ngay."))
        return redirect("catalog:centre-questions", access.vendor.slug)
    return _talk(request, access, shown, unanswered, "questions")


@centre_page(Action.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def reviews_of_shop(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/danh-gia/`: those that the first page counts, or all (`?loc=tat-ca`); POST answers one."""
    shown = Review.objects.for_vendor(access.vendor).shown()
    unanswered = reviews_to_answer(access.vendor)
    if request.method == "POST":
        review = _chosen(request, shown)
        try:
            reviews.review_reply(review=review, text=request.POST.get("text", ""))
        except reviews.NothingSaid:
            return _talk(request, access, shown, unanswered, "reviews", error=review.pk)
        messages.success(request, _("Đã trả lời. Người mua thấy ngay."))
        return redirect("catalog:centre-reviews", access.vendor.slug)
    return _talk(request, access, shown, unanswered, "reviews")


@centre_page(Action.LOOK)
@require_safe
def certificates(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/sao-ocop/`: every certificate of the shop's products, those that end first on top."""
    today = timezone.localdate()
    newer = Certificate.objects.filter(
        product=OuterRef("product"), revoked_on=None, expires_on__gt=OuterRef("expires_on")
    )
    rows: Any = (
        Certificate.objects.for_vendor(access.vendor).annotate(is_renewed=Exists(newer)).select_related("product")
    )
    page = Paginator(rows.order_by(F("revoked_on").asc(nulls_first=True), "expires_on", "pk"), A_PAGE).get_page(
        request.GET.get("trang")
    )
    shown = [
        {
            "certificate": row,
            "standing": standing_of(row, today),
            "words": decision_words(row),
            "days_left": (row.expires_on - today).days,
            "ends_soon": row.revoked_on is None
            and today <= row.expires_on <= today + EXPIRY_NOTICE
            and not row.is_renewed,
        }
        for row in page
    ]
    return centre_render(request, access, "catalog/centre/certificates.html", {"page": page, "rows": shown})


@centre_page(Action.LOOK)
@require_safe
def sold(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/da-xuat/`: a panel of the first page, and a page of its own without JavaScript."""
    template = "catalog/centre/_sold.html" if getattr(request, "htmx", False) else "catalog/centre/sold.html"
    return centre_render(request, access, template, {"chart": sold_chart(access.vendor)})


def _chosen(request: HttpRequest, rows: Any) -> Any:
    """The row that the form names, if it is one of these. Raises `Http404`."""
    number = request.POST.get("id", "")
    found = rows.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 18 else None
    if found is None:
        raise Http404
    return found


def _talk(
    request: HttpRequest, access: Access, rows: Any, unanswered: Any, what: str, *, error: int = 0
) -> HttpResponse:
    only_open = request.GET.get("loc") != "tat-ca"
    chosen = unanswered.order_by("created_at", "pk") if only_open else rows.order_by("-created_at", "-pk")
    page = Paginator(chosen.select_related("product"), A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": with_photos(page) if what == "reviews" else page,
        "only_open": only_open,
        "error": error,
        "typed": request.POST.get("text", "") if error else "",
        "longest": reviews.MAX_TEXT,
    }
    return centre_render(request, access, f"catalog/centre/{what}.html", context, status=422 if error else 200)
