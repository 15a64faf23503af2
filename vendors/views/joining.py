"""Opening a shop: one step a page, each saved by itself, so one may stop anywhere and come again.

Members of the shop and an officer who drafts it come through the centre's own door (`centre_page`); what each may do
here is said by the action of the step. Once the application is handed in, the steps only lead to its overview.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.phones import display_phone
from accounts.views.common import account_page, show_error
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.joining import contract, verification
from vendors.joining import services as joining
from vendors.joining.forms import AccountForm, ContractForm, PlaceForm, RepresentativeForm, ShopForm
from vendors.joining.services import STEPS, Missing, dossier_of
from vendors.joining.taxcodes import PERSONAL
from vendors.models import Paper, Role, Vendor, VendorStatus
from vendors.policies import Action
from vendors.services import VendorRefused
from vendors.views.contract import contract_page_context, contract_save
from vendors.views.papers import papers_again, papers_context, papers_post

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Access, P], HttpResponse]
GET_AND_POST = ["GET", "HEAD", "POST"]


def _in_draft(view: View[P]) -> View[P]:
    """Answers are changed while the application has not been handed in; afterwards its overview says what is next."""

    @wraps(view)
    def wrapper(request: HttpRequest, access: Access, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if access.vendor.status != VendorStatus.DRAFT:
            return recorded(redirect("vendors:join-overview", access.vendor.slug), done=False)
        return view(request, access, *args, **kwargs)

    return wrapper


# Steps that need more than `Action.EDIT_SHOP`: an officer or a manager leaves them to the owner.
_NEEDS: Final = {
    "nguoi-dai-dien": Action.PAPERS,
    "tai-khoan": Action.BANK,
    "giay-to": Action.PAPERS,
    "hop-dong": Action.SIGN,
    "danh-tinh": Action.SIGN,
}


def step_rows(access: Access, lacking: list[Missing]) -> list[dict[str, Any]]:
    """Every step: `step`, `missing` (words), `url` (a name) and `may`, whether this person may open it. No query."""
    return [
        {
            "step": step,
            "missing": [item.text for item in lacking if item.step == step.slug],
            "url": f"vendors:join-{step.slug}",
            "may": access.can(_NEEDS.get(step.slug, Action.EDIT_SHOP)),
        }
        for step in STEPS
    ]


def _lacking(vendor: Vendor) -> list[Missing]:
    return joining.missing(vendor, dossier_of(vendor), Paper.objects.for_vendor(vendor))


def step_render(
    request: HttpRequest, access: Access, slug: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A step in the frame of the form. Templates get `step`, `number`, `steps` and `rows` (`step_rows`) as `way`."""
    number = next(at for at, step in enumerate(STEPS, start=1) if step.slug == slug)
    frame = {"step": STEPS[number - 1], "number": number, "steps": STEPS}
    frame |= {"way": step_rows(access, _lacking(access.vendor))}
    return centre_render(request, access, f"vendors/joining/{slug}.html", frame | context, status=status)


def go_on(access: Access, after: str) -> HttpResponse:
    """To the next step that lacks something and that this person may open, or to the overview where there is none."""
    rows = step_rows(access, _lacking(access.vendor))
    at = next(at for at, row in enumerate(rows) if row["step"].slug == after)
    for row in rows[at + 1 :]:
        if row["missing"] and row["may"]:
            return redirect(row["url"], access.vendor.slug)
    return redirect("vendors:join-overview", access.vendor.slug)


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
    rows = step_rows(access, lacking)
    context = {
        "dossier": dossier,
        "rows": rows,
        "next": next((row for row in rows if row["missing"] and row["may"]), None),
        "lacking": lacking,
        "done": len(STEPS) - len({item.step for item in lacking}),
        "refused": refused,
        "last_change": vendor.status_changes.order_by("-pk").first(),
        "may_sign": access.can(Action.SIGN),
        "may_bank": access.can(Action.BANK),
    }
    return centre_render(request, access, "vendors/joining/overview.html", context, status=409 if refused else 200)


def _own_phone(access: Access) -> str:
    """The number a step may begin with: the owner's own, where it is proved; none for who only helps."""
    user = access.user
    return display_phone(user.phone) if access.role == Role.OWNER and user.phone and user.phone_verified else ""


def _own_name(access: Access) -> str:
    """The name a step may begin with: of a household or farmer it is the owner's own."""
    return access.user.name if access.role == Role.OWNER and access.vendor.kind in PERSONAL else ""


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
        return go_on(access, "gian-hang")
    return step_render(request, access, "gian-hang", {"form": form})


@centre_page(Action.EDIT_SHOP)
@require_http_methods(GET_AND_POST)
@_in_draft
def place(request: HttpRequest, access: Access) -> HttpResponse:
    """Province, commune, address line and telephone; the two buttons of an address form ask for the page again."""
    vendor = access.vendor
    if request.method != "POST":
        form = PlaceForm(initial=PlaceForm.initial_of(vendor, dossier_of(vendor), own_phone=_own_phone(access)))
    elif PlaceForm.is_asking(request.POST):
        form = PlaceForm.continued(request.POST)
    else:
        form = PlaceForm(request.POST)
        if form.is_valid():
            joining.place_save(vendor=vendor, **form.cleaned_data)
            return go_on(access, "noi-ban")
    return step_render(request, access, "noi-ban", {"form": form})


@sensitive_post_parameters("tax_code")
@centre_page(Action.PAPERS)
@require_http_methods(GET_AND_POST)
@_in_draft
def representative(request: HttpRequest, access: Access) -> HttpResponse:
    """Who answers for the shop, and its tax code."""
    vendor, dossier = access.vendor, dossier_of(access.vendor)
    known = {"representative": dossier.representative or _own_name(access)}
    form = RepresentativeForm(vendor, dossier, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        joining.representative_save(vendor=vendor, **form.cleaned_data)
        return go_on(access, "nguoi-dai-dien")
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
        return go_on(access, "tai-khoan")
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
            return papers_again(request, access, "vendors:join-giay-to", status)
    return step_render(request, access, "giay-to", papers_context(access, form), status=status)


# ── Contract and handing in ──────────────────────────────────────────────────────────────────────────────────────────
@centre_page(Action.SIGN)
@require_http_methods(GET_AND_POST)
@_in_draft
def sign(request: HttpRequest, access: Access) -> HttpResponse:
    """The contract in full, and a tick."""
    form = ContractForm(request.POST or None, initial={"version": contract.VERSION})
    if request.method == "POST" and contract_save(request, access, form):
        return go_on(access, "hop-dong")
    return step_render(request, access, "hop-dong", {"form": form} | contract_page_context(access))


@centre_page(Action.SIGN)
@require_POST
def hand_in(request: HttpRequest, access: Access) -> HttpResponse:
    """Hand the application in; what is missing is listed on the overview."""
    try:
        verification.submit(vendor=access.vendor, by=access.user)
    except verification.StepRefused as refused:
        return _overview(request, access, refused=str(refused))
    return redirect("vendors:join-overview", access.vendor.slug)
