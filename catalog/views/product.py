"""The page of a product, what is written about it, and the requests that start from it.

The page itself is the same for everybody: whatever needs to know who is looking (a review, a question, a request)
has a page of its own, which a link opens, or is a section.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views.common import account_page, refuse_too_many, safe_next
from catalog import adults, limits, reviews, stays
from catalog.forms import QuestionForm, ReportForm, ReviewForm, StayForm
from catalog.models import ModerationState, Product, Review, SaleMode
from catalog.photos import with_photos
from catalog.product_page import packs_of, product_page, public_product
from catalog.product_version import product_version
from catalog.shelf import memory
from catalog.shelf.services import shelf_refresh
from catalog.structured import breadcrumbs, json_ld, product_data, share_image
from catalog.views.browse import BANDS
from core.sections import sections_of
from core.text import slugify_vi
from places.models import Region

REVIEWS_A_PAGE = 10
QUESTIONS_A_PAGE = 15
MAX_PAGE = 10_000
# Where the sections stand in the page; not to be had from a text, which is escaped.
_SECTIONS = "<!-- sections -->"


@require_safe
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """`/san-pham/<slug>/`: one product; `?goi=` is the pack to show the price of.

    What is drawn is kept under the state of the product, which one query reads first: see `catalog.product_version`.
    Sections of other rooms are drawn anew each time, for they may depend on who is looking.
    """
    version = product_version(slug)
    if version is None:
        found = _found(request, slug)
        if isinstance(found, HttpResponse):
            return found
        shelf_refresh([found.pk])  # written past the services
        version = product_version(slug)
        if version is None:
            raise Http404
    if version.is_alcohol and not adults.is_adult(request):
        return _gate(request)
    offer_id = _number(request, "goi")
    if request.META.get("QUERY_STRING", "") in ("", f"goi={offer_id}"):
        key = ("product", get_language(), offer_id, version.state)
        html = memory.pages.get(key, lambda: _draw(request, slug, offer_id))
    else:  # the links to the other languages repeat what was sent
        html = _draw(request, slug, offer_id)
    response = HttpResponse(html.replace(_SECTIONS, sections_of("product", request, version)))
    return _marked(response, is_alcohol=version.is_alcohol)


def _draw(request: HttpRequest, slug: str, offer_id: int | None) -> str:
    found = public_product(slug)
    if found is None:
        raise Http404
    page = product_page(found, offer_id=offer_id)
    image = share_image(list(page.pictures))
    group = found.product_set.subgroup.group
    steps = [
        (_("Sản phẩm"), reverse("catalog:product-list")),
        (group.label, reverse("catalog:group", args=[group.slug])),
        (found.label, found.get_absolute_url()),
    ]
    context = {
        "page": page,
        "product": found,
        "group": group,
        "share_image": image,
        "json_ld": json_ld(product_data(page, image=image), breadcrumbs(*steps)),
        "band": BANDS.get(Region(found.province.region), ""),
        "sections": mark_safe(_SECTIONS),  # no input
    }
    return render_to_string("catalog/product.html", context, request)


@require_safe
def product_reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """`/san-pham/<slug>/danh-gia/`: all reviews, newest first; `?diem=` those of one rating."""
    found = _found(request, slug)
    if isinstance(found, HttpResponse):
        return found
    rating = _number(request, "diem")
    rating = rating if rating in reviews.COLUMNS else None
    tally = getattr(found, "tally", None)
    shown = found.reviews.shown()
    if rating:
        shown = shown.filter(rating=rating)
    histogram = tally.histogram if tally else dict.fromkeys(sorted(reviews.COLUMNS, reverse=True), 0)
    page = _page(request, shown, REVIEWS_A_PAGE, histogram[rating] if rating else sum(histogram.values()))
    page.object_list = with_photos(page.object_list)
    context = {"product": found, "page": page, "tally": tally, "rating": rating, "histogram": histogram.items()}
    return _marked(render(request, "catalog/product_reviews.html", context), is_alcohol=found.is_alcohol)


@require_safe
def product_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """`/san-pham/<slug>/hoi-dap/`: all questions, newest first."""
    found = _found(request, slug)
    if isinstance(found, HttpResponse):
        return found
    page = _page(request, found.questions.filter(state=ModerationState.SHOWN), QUESTIONS_A_PAGE, None)
    response = render(request, "catalog/product_questions.html", {"product": found, "page": page})
    return _marked(response, is_alcohol=found.is_alcohol)


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def review_write(request: HttpRequest, slug: str) -> HttpResponse:
    """`/san-pham/<slug>/viet-danh-gia/`: for who has received the product and not written about it yet.

    Photographs are looked at only while tries are left, for each of them has to be decoded.
    """
    found = _found(request, slug)
    if isinstance(found, HttpResponse):
        return found
    user = _user(request)
    proof = reviews.unused_proof(user=user, product=found)
    form = ReviewForm(request.POST or None, request.FILES or None, initial={"author_name": user.name})
    context = {"product": found, "form": form, "proof": proof}
    if proof is None:
        return render(request, "catalog/review_form.html", context, status=403 if request.method == "POST" else 200)
    try:
        if request.FILES:
            limits.take(request, action="photos", key=str(user.pk))
        if request.method == "POST" and form.is_valid():
            limits.take(request, action="review", key=str(user.pk))
            reviews.review_write(proof=proof, **form.cleaned_data)
            return redirect(reverse("catalog:product-reviews", args=[found.slug]))
    except limits.TooMany as error:
        return refuse_too_many(request, "catalog/review_form.html", context, error)
    except reviews.AlreadyReviewed:  # sent twice; the first one is there
        return redirect(reverse("catalog:product-reviews", args=[found.slug]))
    return render(request, "catalog/review_form.html", context)


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def question_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """`/san-pham/<slug>/dat-cau-hoi/`: ask the shop, before everybody."""
    found = _found(request, slug)
    if isinstance(found, HttpResponse):
        return found
    user = _user(request)
    form = QuestionForm(request.POST or None)
    context = {"product": found, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            limits.take(request, action="question", key=str(user.pk))
        except limits.TooMany as error:
            return refuse_too_many(request, "catalog/question_form.html", context, error)
        reviews.question_ask(product=found, user=user, text=form.cleaned_data["text"])
        return redirect(reverse("catalog:product-questions", args=[found.slug]))
    return render(request, "catalog/question_form.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_report(request: HttpRequest, pk: int) -> HttpResponse:
    """`/danh-gia/<number>/bao-cao/`: tell the staff about a review. Nobody needs an account for that."""
    review = _review(pk)
    if adults.needs_gate(request, review.product):
        return _gate(request)
    user = request.user if isinstance(request.user, User) else None
    form = ReportForm(request.POST or None)
    context = {"product": review.product, "review": review, "form": form, "sent": False}
    if request.method == "POST" and form.is_valid():
        try:
            limits.take(request, action="report", key=str(user.pk) if user else "")
            reviews.review_report(review=review, reason=form.cleaned_data["reason"], by=user)
        except limits.TooMany as error:
            return refuse_too_many(request, "catalog/review_report.html", context, error)
        except reviews.AlreadyReported:  # it lies with the staff already
            pass
        context["sent"] = True
    return render(request, "catalog/review_report.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay_request(request: HttpRequest, slug: str) -> HttpResponse:
    """`/san-pham/<slug>/dat-cho/`: ask a host for some days."""
    found = _found(request, slug)
    if isinstance(found, HttpResponse):
        return found
    if found.sale_mode != SaleMode.STAY:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    initial = {"name": user.name, "phone": user.phone_display} if user else {}
    form = StayForm(request.POST or None, initial=initial)
    context = {"product": found, "form": form, "packs": packs_of(found), "sent": None}
    if request.method == "POST" and form.is_valid():
        try:
            limits.take(request, action="stay", key=form.cleaned_data["phone"])
        except limits.TooMany as error:
            return refuse_too_many(request, "catalog/stay_form.html", context, error)
        stays.stay_request(product=found, user=user, **form.cleaned_data)
        # Shown once after a redirect, so that going back or reloading sends nothing twice.
        request.session["stay_sent"] = found.pk
        return redirect("catalog:stay-request", slug=found.slug)
    if request.method != "POST" and request.session.get("stay_sent") == found.pk:
        del request.session["stay_sent"]
        context["sent"] = True
    return render(request, "catalog/stay_form.html", context)


@never_cache
@require_POST
def adult(request: HttpRequest) -> HttpResponse:
    """`/du-18-tuoi/`: somebody says that they are 18 or older, and goes on to where they wanted."""
    response = HttpResponseRedirect(safe_next(request) or reverse("home"))
    adults.remember(response)
    return response


# ── the parts ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _found(request: HttpRequest, slug: str) -> Product | HttpResponse:
    """The product, or what to answer instead: its right address, the gate before alcohol. Raises `Http404`."""
    found = public_product(slug)
    if found is None:
        # Capitals, underscores, a doubled hyphen: what happens to addresses on their way through chats.
        fixed = slugify_vi(slug, max_length=120)
        if fixed and fixed != slug and (meant := public_product(fixed)) and request.resolver_match:
            name = request.resolver_match.view_name
            return redirect(reverse(name, args=[meant.slug]), permanent=request.method in ("GET", "HEAD"))
        raise Http404
    return _gate(request) if adults.needs_gate(request, found) else found


def _gate(request: HttpRequest) -> HttpResponse:
    """Asks for the age and says nothing of the product, not even its name."""
    response = render(request, "catalog/adult_gate.html", {"next": request.get_full_path()})
    response["Cache-Control"] = "private, no-store"
    return response


def _marked(response: HttpResponse, *, is_alcohol: bool) -> HttpResponse:
    """A page behind the gate must not be handed on by a cache to who has not passed it."""
    if is_alcohol:
        response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
    return response


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  `account_page` lets nobody else in
    return request.user


def _review(pk: int) -> Review:
    review = Review.objects.shown().select_related("product__vendor").filter(pk=pk).first() if pk < 2**62 else None
    if review is None or not Product.objects.public().filter(pk=review.product_id).exists():
        raise Http404
    return review


def _number(request: HttpRequest, name: str) -> int | None:
    """A number asked for, if it is one that could be a key."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


class _CountedPaginator(Paginator[Any]):
    """A paginator that is told how many there are, where a sum is kept."""

    def __init__(self, rows: Any, per_page: int, known: int | None) -> None:
        super().__init__(rows, per_page)
        self._known = known

    @cached_property
    def count(self) -> int:
        return super().count if self._known is None else self._known


def _page(request: HttpRequest, rows: Any, size: int, known: int | None) -> Any:
    """The page asked for by `?trang=`, or the nearest there is."""
    number = min(_number(request, "trang") or 1, MAX_PAGE)
    return _CountedPaginator(rows, size, known).get_page(number)
