"""Opening a shop: one step a page, each saved by itself, so one may stop anywhere and come again.

Members of the shop and an officer who drafts it come through the centre's own door (`centre_page`); what each may do
here is said by the action of the step. Once the application is handed in, the steps only lead to its overview.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views.common import account_page, show_error
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.joining import contract, verification
from vendors.joining import services as joining
from vendors.joining.documents import needs_of
from vendors.joining.forms import AccountForm, ContractForm, PlaceForm, RepresentativeForm, ShopForm
from vendors.joining.services import STEPS, dossier_of
from vendors.models import Paper, Vendor, VendorStatus
from vendors.policies import Action
from vendors.services import VendorRefused
from vendors.views.contract import contract_page_context, contract_save
from vendors.views.papers import papers_context, papers_post

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]
GET_AND_POST = ["GET", "HEAD", "POST"]


def _in_draft(view: View[P]) -> View[P]:
    """Answers are changed while the application has not been handed in; afterwards its overview says what is next."""

    @wraps(view)
    def wrapper(request: HttpRequest, access: Access, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if access.vendor.status != VendorStatus.DRAFT:
            return redirect("vendors:join-overview", access.vendor.slug)
        return view(request, access, *args, **kwargs)

    return wrapper


def step_render(
    request: HttpRequest, access: Access, slug: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A step in the frame of the form. Templates get `step`, `number`, `steps` and `back`, the address before it."""
    number = next(at for at, step in enumerate(STEPS, start=1) if step.slug == slug)
    frame = {"step": STEPS[number - 1], "number": number, "steps": STEPS, "previous": STEPS[number - 2 : number - 1]}
    return centre_render(request, access, f"vendors/joining/{slug}.html", frame | context, status=status)


def go_on(vendor: Vendor, after: str) -> HttpResponse:
    """To the next step that lacks something, or to the overview where none does."""
    lacking = {item.step for item in joining.missing(vendor, dossier_of(vendor), Paper.objects.for_vendor(vendor))}
    slugs = [step.slug for step in STEPS]
    for slug in slugs[slugs.index(after) + 1 :]:
        if slug in lacking:
            return redirect(f"vendors:join-{slug}", vendor.slug)
    return redirect("vendors:join-overview", vendor.slug)


# ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────
@account_page
@require_http_methods(GET_AND_POST)
def join(request: HttpRequest) -> HttpResponse:
    """`/mo-gian-hang/`: the first step for a new shop, and the way back into those begun before.

    Template `vendors/joining/start.html`: `form` (`ShopForm`), `drafts` (shops), `steps`.
    """
    user = request.user
    assert isinstance(user, User)  # noqa: S101  `account_page` lets nobody else in
    form = ShopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            vendor = joining.shop_begin(owner=user, name=data["name"], kind=data["kind"], province=data["province"])
        except joining.TooManyApplications:
            text = _("Bạn đang có %(n)d hồ sơ chưa xong. Làm xong một hồ sơ rồi mở thêm nhé.")
            show_error(form, text % {"n": joining.MAX_OPEN})
        except VendorRefused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("vendors:join-noi-ban", vendor.slug)
    context = {"form": form, "drafts": joining.drafts_of(user), "steps": STEPS}
    return render(request, "vendors/joining/start.html", context)


@centre_page(Action.EDIT_SHOP)
@require_safe
def overview(request: HttpRequest, access: Access) -> HttpResponse:
    """`/mo-gian-hang/<shop>/`: every step with what it lacks, and handing in; later where the application stands."""
    return _overview(request, access)


def _overview(request: HttpRequest, access: Access, *, refused: str = "") -> HttpResponse:
    vendor, dossier = access.vendor, dossier_of(access.vendor)
    papers = list(Paper.objects.for_vendor(vendor))
    lacking = joining.missing(vendor, dossier, papers)
    by_step = {step.slug: [item.text for item in lacking if item.step == step.slug] for step in STEPS}
    context = {
        "dossier": dossier,
        "rows": [{"step": step, "missing": by_step[step.slug], "url": f"vendors:join-{step.slug}"} for step in STEPS],
        "needs": [need for need in needs_of(vendor, dossier, papers) if need.papers],
        "lacking": lacking,
        "done": len(STEPS) - len({item.step for item in lacking}),
        "refused": refused,
        "last_change": vendor.status_changes.order_by("-pk").first(),
        "may_sign": access.can(Action.SIGN),
        "may_bank": access.can(Action.BANK),
    }
    return centre_render(request, access, "vendors/joining/overview.html", context, status=409 if refused else 200)


# ── Steps 1 to 5 ─────────────────────────────────────────────────────────────────────────────────────────────────────
@centre_page(Action.EDIT_SHOP)
@require_http_methods(GET_AND_POST)
@_in_draft
def shop(request: HttpRequest, access: Access) -> HttpResponse:
    """Kind, name and province again, for a shop that is begun."""
    vendor = access.vendor
    form = ShopForm(request.POST or None, initial=ShopForm.initial_of(vendor))
    if request.method == "POST" and form.is_valid():
        joining.shop_rename(vendor=vendor, **form.cleaned_data)
        return go_on(vendor, "gian-hang")
    return step_render(request, access, "gian-hang", {"form": form})


@centre_page(Action.EDIT_SHOP)
@require_http_methods(GET_AND_POST)
@_in_draft
def place(request: HttpRequest, access: Access) -> HttpResponse:
    """Province, commune, address line and telephone; the two buttons of an address form ask for the page again."""
    vendor = access.vendor
    if request.method != "POST":
        form = PlaceForm(initial=PlaceForm.initial_of(vendor, dossier_of(vendor)))
    elif PlaceForm.is_asking(request.POST):
        form = PlaceForm.continued(request.POST)
    else:
        form = PlaceForm(request.POST)
        if form.is_valid():
            joining.place_save(vendor=vendor, **form.cleaned_data)
            return go_on(vendor, "noi-ban")
    return step_render(request, access, "noi-ban", {"form": form})


@sensitive_post_parameters("tax_code")
@centre_page(Action.PAPERS)
@require_http_methods(GET_AND_POST)
@_in_draft
def representative(request: HttpRequest, access: Access) -> HttpResponse:
    """Who answers for the shop, and its tax code."""
    vendor, dossier = access.vendor, dossier_of(access.vendor)
    form = RepresentativeForm(vendor, dossier, request.POST or None)
    if request.method == "POST" and form.is_valid():
        joining.representative_save(vendor=vendor, **form.cleaned_data)
        return go_on(vendor, "nguoi-dai-dien")
    return step_render(request, access, "nguoi-dai-dien", {"form": form, "dossier": dossier})


@sensitive_post_parameters("account", "holder")
@centre_page(Action.BANK)
@require_http_methods(GET_AND_POST)
@_in_draft
def account(request: HttpRequest, access: Access) -> HttpResponse:
    """Bank account. Until the first sale no money goes there, so no code is asked; later it is (`views.papers`)."""
    vendor, dossier = access.vendor, dossier_of(access.vendor)
    form = AccountForm(request.POST or None, initial={"bank_bin": dossier.bank_bin})
    if request.method == "POST" and form.is_valid():
        joining.account_save(vendor=vendor, **form.cleaned_data)
        return go_on(vendor, "tai-khoan")
    return step_render(request, access, "tai-khoan", {"form": form, "dossier": dossier})


@centre_page(Action.PAPERS)
@require_http_methods(GET_AND_POST)
@_in_draft
def documents(request: HttpRequest, access: Access) -> HttpResponse:
    """Papers, one upload at a time; "Tiếp tục" leads on."""
    form, status = None, 200
    if request.method == "POST":
        form, status = papers_post(request, access)
        if form is None:
            return redirect("vendors:join-giay-to", access.vendor.slug)
    return step_render(request, access, "giay-to", papers_context(access, form), status=status)


# ── Contract and handing in ──────────────────────────────────────────────────────────────────────────────────────────
@centre_page(Action.SIGN)
@require_http_methods(GET_AND_POST)
@_in_draft
def sign(request: HttpRequest, access: Access) -> HttpResponse:
    """The contract in full, and a tick."""
    form = ContractForm(request.POST or None, initial={"version": contract.VERSION})
    if request.method == "POST" and contract_save(request, access, form):
        return go_on(access.vendor, "hop-dong")
    return step_render(request, access, "hop-dong", {"form": form} | contract_page_context(access))


@centre_page(Action.SIGN)
@require_POST
def hand_in(request: HttpRequest, access: Access) -> HttpResponse:
    """Hand the application in; what is missing is listed on the overview."""
    try:
        verification.submit(vendor=access.vendor, by=access.user)
    except verification.StepRefused as refused:
        return _overview(request, access, refused=str(refused))
    messages.success(request, _("Đã nộp hồ sơ. Chợ Làng xem và báo lại trong 2 ngày làm việc."))
    return redirect("vendors:join-overview", access.vendor.slug)
