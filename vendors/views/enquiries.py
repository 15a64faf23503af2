"""Asking a shop in private: the buyer's pages and the shop's."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views.common import account_page, refuse_too_many, show_error, too_many_text
from vendors import limits
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.models import Enquiry, EnquiryState, Member, Vendor
from vendors.policies import Action
from vendors.selectors import open_shop
from vendors.shop import enquiries
from vendors.shop.forms import AnswerForm, EnquiryForm, MessageForm
from vendors.shop.profile import profile_of

PER_PAGE: Final = 20
MOST_MESSAGES: Final = 200  # the latest of a talk


# ── The buyer ────────────────────────────────────────────────────────────────────────────────────────────────────────
@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """`/gian-hang/<slug>/hoi-gia-si/`: begin; `?mon=` is the product meant."""
    vendor = open_shop(slug)
    if vendor is None or not profile_of(vendor).takes_enquiries:
        raise Http404
    user = _user(request)
    goods = enquiries.goods_of(vendor)
    asked = (request.POST.get("about") or request.GET.get("mon") or "")[:120]
    about = enquiries.good_of(vendor, asked)
    if about is not None and about not in goods:
        goods = [about, *goods]
    initial = {"about": about.key if about else "", "name": user.name, "phone": user.phone_display}
    form = EnquiryForm(goods, request.POST or None, initial=initial)
    is_own = Member.objects.filter(vendor=vendor, user=user).exists()
    context = {"vendor": vendor, "form": form, "profile": profile_of(vendor), "is_own": is_own}
    if is_own:  # it would also count for how soon the shop answers
        return render(request, "vendors/enquiry_form.html", context, status=403 if request.method == "POST" else 200)
    if request.method == "POST" and form.is_valid():
        try:
            limits.take(request, action="enquiry", key=str(user.pk))
        except limits.TooMany as error:
            return refuse_too_many(request, "vendors/enquiry_form.html", context, error)
        data = form.cleaned_data
        values = {name: data[name] for name in ("text", "name", "phone", "quantity")}
        enquiry = enquiries.enquiry_open(vendor=vendor, user=user, about=about, **values)
        return redirect("vendors:my-enquiry", enquiry.pk)
    return render(request, "vendors/enquiry_form.html", context)


@account_page
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """`/tai-khoan/tin-nhan/`: what one has asked, the latest talk first."""
    rows = Enquiry.objects.filter(user=_user(request)).select_related("vendor").order_by("-last_at", "-pk")
    return render(request, "vendors/my_enquiries.html", {"page": _page(request, rows)})


@account_page
@require_http_methods(["GET", "HEAD", "POST"])
def my_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """`/tai-khoan/tin-nhan/<number>/`: one talk, and going on with it."""
    user = _user(request)
    enquiry = get_object_or_404(Enquiry.objects.select_related("vendor__province", "user"), pk=pk, user=user)
    form = MessageForm(request.POST or None)
    context = {"enquiry": enquiry, "vendor": enquiry.vendor, "form": form, "talk": _talk(enquiry)}
    if request.method == "POST" and enquiry.vendor.is_open and form.is_valid():
        try:
            limits.take(request, action="enquiry-message", key=str(user.pk))
        except limits.TooMany as error:
            return refuse_too_many(request, "vendors/my_enquiry.html", context, error)
        enquiries.buyer_write(enquiry=enquiry, user=user, text=form.cleaned_data["text"])
        return redirect("vendors:my-enquiry", enquiry.pk)
    return render(request, "vendors/my_enquiry.html", context)


# ── The shop ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@centre_page(Action.ANSWER)
@require_safe
def shop_list(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/tin-nhan/`: whoever waits longest first, then the latest talks."""
    rows = Enquiry.objects.for_vendor(access.vendor).order_by(F("waiting_since").asc(nulls_last=True), "-last_at")
    context = {"page": _page(request, rows), "profile": profile_of(access.vendor)}
    return centre_render(request, access, "vendors/centre/enquiries.html", context)


@centre_page(Action.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def shop_thread(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/tin-nhan/<number>/`: one talk: answer it, or say that it is done."""
    enquiry = _enquiry(access.vendor, pk)
    closing = request.method == "POST" and request.POST.get("viec") == "xong"
    if closing:
        enquiries.enquiry_close(enquiry=enquiry)
        return redirect("vendors:centre-enquiries", access.vendor.slug)
    form = AnswerForm(request.POST or None)
    template = "vendors/centre/enquiry.html"
    context = {
        "enquiry": enquiry,
        "form": form,
        "talk": _talk(enquiry),
        "may_close": enquiry.state != EnquiryState.CLOSED,
    }
    if request.method == "POST" and form.is_valid():
        try:
            limits.take(request, action="enquiry-message", key=str(access.user.pk))
        except limits.TooMany as error:
            response = centre_render(request, access, template, _refused(context, error), status=429)
            response["Retry-After"] = str(error.retry_after)
            return response
        enquiries.shop_answer(enquiry=enquiry, author=access.user, text=form.cleaned_data["text"])
        return redirect("vendors:centre-enquiry", access.vendor.slug, enquiry.pk)
    return centre_render(request, access, template, context)


# ── The parts ────────────────────────────────────────────────────────────────────────────────────────────────────────
def _enquiry(vendor: Vendor, pk: int) -> Enquiry:
    return get_object_or_404(Enquiry.objects.for_vendor(vendor).select_related("user"), pk=pk)


def _talk(enquiry: Enquiry) -> list[Any]:
    """The latest messages, the oldest of them first."""
    latest = enquiry.messages.select_related("author").order_by("-at", "-pk")[:MOST_MESSAGES]
    return list(reversed(latest))


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  `account_page` lets nobody else in
    return request.user


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("trang", "1")[:9])


def _refused(context: dict[str, Any], error: limits.TooMany) -> dict[str, Any]:
    show_error(context["form"], too_many_text(error.retry_after))
    return context
