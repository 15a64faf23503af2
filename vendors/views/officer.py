"""Officers of communes and showrooms: producers of the own area, drafting for them, and the producer's confirmation."""

from functools import wraps
from typing import Any

from django.contrib import messages as flash
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.phones import display_phone
from accounts.views.common import account_page, show_error, too_many_text
from core.slots import CENTRE_TASKS
from places import selectors as places
from vendors import limits
from vendors.access import OFFICER
from vendors.models import Assistance, Officer, Vendor, VendorStatus
from vendors.people import assistance, links
from vendors.people.forms import ConfirmForm, DraftForm, OfficerForm, SendLinkForm
from vendors.people.messages import send_confirmation
from vendors.people.offices import office_end, office_give
from vendors.people.services import name_of, written
from vendors.policies import Action
from vendors.services import VendorRefused
from vendors.staff import staff_page
from vendors.views.people import GET_POST, INVALID

PAGE_SIZE = 30
# What an officer may help with; orders, questions and money are nobody's business but the shop's.
_HELPS = frozenset({Action.EDIT_SHOP, Action.PAPERS, Action.PRODUCTS, Action.LABELS})


def officer_page(view: Any) -> Any:
    """For officers; the view gets its user's offices. 404 for everybody else."""

    @account_page
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, User)  # noqa: S101  `account_page` lets nobody else in
        offices = assistance.offices_of(request.user)
        if not offices:
            raise Http404
        return view(request, offices, *args, **kwargs)

    return wrapper


@officer_page
@require_safe
def home(request: HttpRequest, offices: list[Officer]) -> HttpResponse:
    """`/can-bo/`: the shops of the area, those drafted here first."""
    query = request.GET.get("q", "")[:80]
    area = assistance.search(assistance.area_of(offices), query)
    shops = area.select_related("commune", "province", "assistance").order_by("status", "name", "pk")
    page = Paginator(shops, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = [{"vendor": shop, "missing": missing_of(shop), "mine": _is_mine(shop, request.user)} for shop in page]
    context = {"offices": offices, "page": page, "rows": rows, "query": query}
    return render(request, "vendors/officer/home.html", context)


@officer_page
@require_safe
def shop(request: HttpRequest, offices: list[Officer], slug: str) -> HttpResponse:
    """`/can-bo/<slug>/`: what the public knows of a shop, where it stands, and what is missing."""
    found = _shop(offices, slug)
    waiting = [task for task in CENTRE_TASKS if task.action in _HELPS]
    mine = _is_mine(found, request.user)
    context = {
        "vendor": found,
        "missing": missing_of(found, waits=True),
        "waiting": [work for task in waiting if (work := task.find(found)) is not None],
        "mine": mine,
        "phone": display_phone(found.assistance.phone) if mine else "",
    }
    return render(request, "vendors/officer/shop.html", context)


@officer_page
@require_http_methods(GET_POST)
def draft(request: HttpRequest, offices: list[Officer]) -> HttpResponse:
    """`/can-bo/soan-giup/`: begin a shop for somebody, then go on in its centre."""
    assert isinstance(request.user, User)  # noqa: S101
    form = DraftForm(request.POST if request.method == "POST" else None, offices=offices)
    status = 200
    if form.is_bound and form.is_valid():
        commune = places.commune(form.cleaned_data["commune"])
        assert commune is not None  # noqa: S101  the form offers those in force only
        try:
            limits.take(request, action="draft-shop", key=f"user-{request.user.pk}")
            begun = assistance.draft_begin(
                officer=request.user,
                name=form.cleaned_data["name"],
                kind=form.cleaned_data["kind"],
                commune=commune,
                producer_name=form.cleaned_data["producer_name"],
                phone=form.cleaned_data["phone"],
            )
        except limits.TooMany as error:
            form.add_error(None, too_many_text(error.retry_after))
            status = 429
        except (VendorRefused, assistance.OutsideArea) as error:
            form.add_error("name", str(error) or _("Nơi này không thuộc địa bàn của bạn."))
        else:
            flash.success(request, _("Đã mở bản nháp. Soạn xong thì gửi cho chủ gian hàng xác nhận."))
            return redirect("vendors:centre-home", begun.vendor.slug)
    if form.errors and status == 200:
        status = INVALID
    return render(request, "vendors/officer/draft.html", {"form": form}, status=status)


@officer_page
@require_POST
def confirmation(request: HttpRequest, offices: list[Officer], slug: str) -> HttpResponse:
    """`/can-bo/<slug>/gui-xac-nhan/`: a link for the producer, shown this once; the one before it ends."""
    help_ = _own_draft(request, offices, slug)
    assert isinstance(request.user, User)  # noqa: S101
    try:
        limits.take(request, action="invite", key=str(help_.vendor_id))
        token = assistance.confirmation_create(assistance=help_)
    except limits.TooMany as error:
        flash.error(request, too_many_text(error.retry_after))
        return redirect("vendors:officer-shop", slug)
    except assistance.ConfirmationOver:
        raise Http404 from None
    written(vendor=help_.vendor, user=request.user, action="vendors:officer-confirmation", as_kind=OFFICER)
    form = SendLinkForm(initial={"token": token, "phone": display_phone(help_.phone)})
    return _link_page(request, help_.vendor, token, form)


@officer_page
@require_POST
def confirmation_send(request: HttpRequest, offices: list[Officer], slug: str) -> HttpResponse:
    """`/can-bo/<slug>/gui-xac-nhan/tin/`: the link just made, to the producer's telephone."""
    help_ = _own_draft(request, offices, slug)
    assert isinstance(request.user, User)  # noqa: S101
    form = SendLinkForm(request.POST)
    token = str(request.POST.get("token", ""))
    meant = assistance.find(token)
    if meant is None or meant.pk != help_.pk:
        raise Http404
    status = INVALID
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            limits.take(request, action="send-link", key=f"user-{request.user.pk}")
            limits.take(request, action="send-link-to", key=phone)
        except limits.TooMany as error:
            show_error(form, too_many_text(error.retry_after))
            status = 429
        else:
            send_confirmation(request, phone=phone, link=links.address("vendors:confirm-shop", token))
            flash.success(request, _("Đã gửi liên kết cho chủ gian hàng."))
            status = 200
    return _link_page(request, help_.vendor, token, form, status=status)


@account_page
@require_http_methods(GET_POST)
def confirm_shop(request: HttpRequest, token: str) -> HttpResponse:
    """`/xac-nhan-gian-hang/<token>/`: the producer sees what was drafted, corrects the name, takes it over."""
    assert isinstance(request.user, User)  # noqa: S101  `account_page` lets nobody else in
    try:
        limits.take(request, action="open-link")
    except limits.TooMany as error:
        return _over(request, too_many_text(error.retry_after), status=429)
    found = assistance.find(token)
    if found is None:
        return _over(request, _("Liên kết này không dùng được nữa. Cô chú nhờ cán bộ gửi lại liên kết mới nhé."))
    if found.officer_id == request.user.pk:
        return _over(
            request, _("Đây là liên kết cho chủ gian hàng. Chủ gian hàng mở trên điện thoại của mình."), status=403
        )
    vendor = found.vendor
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial={"name": vendor.name})
    if form.is_bound and form.is_valid():
        try:
            assistance.confirm(token=token, user=request.user, name=form.cleaned_data["name"])
        except (assistance.ConfirmationOver, assistance.NotTheProducer):
            return _over(request, _("Gian hàng này vừa có người xác nhận."), status=409)
        flash.success(request, _("Gian hàng nay là của cô chú. Cán bộ không còn vào được nữa."))
        return redirect("vendors:centre-home", vendor.slug)
    context = {"form": form, "vendor": vendor, "officer": name_of(found.officer) if found.officer else ""}
    return render(request, "vendors/officer/confirm.html", context, status=INVALID if form.errors else 200)


@staff_page("vendors.assign_officer")
@require_http_methods(GET_POST)
def assign(request: HttpRequest) -> HttpResponse:
    """`/kiem-duyet/can-bo/`: who looks after which area; somebody new with the form, listed by province."""
    asking = "list" in request.POST  # "Xem xã, phường": the same form with the communes of the chosen province
    if asking:
        form = OfficerForm(initial={"person": request.POST.get("person"), "province": request.POST.get("province")})
    else:
        form = OfficerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        assert isinstance(request.user, User)  # noqa: S101  `staff_page` lets nobody else in
        office_give(
            user=form.cleaned_data["person"],
            province_id=form.cleaned_data["province"],
            commune_id=form.cleaned_data["commune"] or None,
            by=request.user,
        )
        flash.success(request, _("Đã giao địa bàn."))
        return redirect("vendors:officer-assign")
    query = request.GET.get("q", "")[:80].strip()
    officers = Officer.objects.select_related("user", "province", "commune").order_by("province", "commune", "pk")
    if query:
        officers = officers.filter(
            Q(province__name__icontains=query) | Q(commune__name__icontains=query) | Q(user__name__icontains=query)
        )
    page = Paginator(officers, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = [{"officer": officer, "name": name_of(officer.user)} for officer in page]
    context = {"form": form, "page": page, "rows": rows, "query": query}
    return render(request, "vendors/officer/assign.html", context, status=INVALID if form.errors else 200)


@staff_page("vendors.assign_officer")
@require_POST
def unassign(request: HttpRequest, pk: int) -> HttpResponse:
    """`/kiem-duyet/can-bo/<pk>/thoi/`: the office ends, and with it the door into drafts of that area."""
    assert isinstance(request.user, User)  # noqa: S101  `staff_page` lets nobody else in
    try:
        office_end(pk=pk, by=request.user)
    except Officer.DoesNotExist:
        raise Http404 from None
    flash.success(request, _("Đã thôi giao địa bàn."))
    return redirect("vendors:officer-assign")


def missing_of(vendor: Vendor, *, waits: bool = False) -> list[str | Promise]:
    """What a shop still lacks, as far as its own row says; no query where `assistance` was read with it.

    With `waits` its waiting tasks, which name the application, stand in the same list.
    """
    found: list[str | Promise] = []
    helped = getattr(vendor, "assistance", None)
    if helped is not None and helped.confirmed_at is None:
        found.append(gettext_lazy("chủ gian hàng chưa xác nhận"))
    if vendor.status == VendorStatus.DRAFT and not waits:
        found.append(gettext_lazy("chưa nộp hồ sơ"))
    if vendor.commune_id is None:
        found.append(gettext_lazy("chưa rõ xã, phường"))
    if not vendor.story:
        found.append(gettext_lazy("chưa có chuyện của gian hàng"))
    return found


def _is_mine(vendor: Vendor, user: Any) -> bool:
    """Whether this officer is drafting it now."""
    helped: Assistance | None = getattr(vendor, "assistance", None)
    return helped is not None and helped.officer_id == user.pk and helped.confirmed_at is None


def _shop(offices: list[Officer], slug: str) -> Vendor:
    shops = assistance.area_of(offices).select_related("province", "commune", "craft_village", "assistance")
    return get_object_or_404(shops, slug=slug)


def _own_draft(request: HttpRequest, offices: list[Officer], slug: str) -> Assistance:
    found = _shop(offices, slug)
    if not _is_mine(found, request.user):
        raise Http404
    return found.assistance


def _over(request: HttpRequest, text: str, *, status: int = 410) -> HttpResponse:
    return render(request, "vendors/people/link_over.html", {"text": text}, status=status)


def _link_page(
    request: HttpRequest, vendor: Vendor, token: str, form: SendLinkForm, *, status: int = 200
) -> HttpResponse:
    link = links.address("vendors:confirm-shop", token)
    context = {"vendor": vendor, "link": link, "qr": links.qr_picture(link), "form": form, "token": token}
    return render(request, "vendors/officer/link.html", context, status=status)
