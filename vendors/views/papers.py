"""The centre's page for papers, bank account and tax data, and the files themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stepup import has_recent_code, require_recent_code, suspend
from accounts.views.common import show_error, too_many_text
from core.files import protected
from vendors import limits
from vendors.access import STAFF, Access
from vendors.centre import audit, centre_page, centre_render, recorded
from vendors.joining import contract, documents
from vendors.joining import services as joining
from vendors.joining.documents import PaperRefused, needs_of
from vendors.joining.forms import AccountForm, FoodForm, PaperForm, RepresentativeForm
from vendors.joining.services import dossier_of, identity_passed
from vendors.models import Paper, PaperKind, VendorStatus
from vendors.policies import Action

GET_AND_POST = ["GET", "HEAD", "POST"]
_Form = PaperForm | FoodForm


# ── Shared with the step of joining ──────────────────────────────────────────────────────────────────────────────────
def papers_post(request: HttpRequest, access: Access) -> tuple[_Form | None, int]:
    """Do what a button of a list of papers asks for: the form with what is wrong and a status, or None and 200 when
    done, 409 when the person is told why not.

    POST: `action` is `add` (a `PaperForm`), `remove` (`pk`) or `food` (a `FoodForm`). Papers of another shop, and kinds
    that there are none of, are 404.
    """
    action = request.POST.get("action", "")
    if action == "food":
        food = FoodForm(request.POST)
        if not food.is_valid():
            return food, 400
        joining.sells_food_save(vendor=access.vendor, sells_food=food.cleaned_data["sells_food"])
        return None, 200
    if action == "remove":
        return None, 200 if _remove(request, access) else 409
    return _add(request, access)


def _add(request: HttpRequest, access: Access) -> tuple[PaperForm | None, int]:
    kind = request.POST.get("kind", "")
    if kind not in PaperKind.values:
        raise Http404
    form = PaperForm(kind, request.POST, request.FILES)
    try:
        limits.take(request, action="paper", key=str(access.vendor.pk))
        if not form.is_valid():
            return form, 400
        data = form.cleaned_data
        documents.paper_add(
            vendor=access.vendor,
            kind=data["kind"],
            upload=data["file"],
            by=access.user,
            valid_until=data["valid_until"],
            replaces=data["replaces"] or 0,
        )
    except limits.TooMany as error:
        show_error(form, too_many_text(error.retry_after))
        return form, 429
    except PaperRefused as refused:
        form.add_error("file", str(refused))
        return form, 400
    messages.success(request, _("Đã nhận giấy tờ. Chợ Làng sẽ xem."))
    return None, 200


def _remove(request: HttpRequest, access: Access) -> bool:
    try:
        documents.paper_remove(vendor=access.vendor, pk=number_in(request.POST.get("pk", "")))
    except Paper.DoesNotExist:
        raise Http404 from None
    except PaperRefused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Đã xoá giấy tờ."))
    return True


def papers_again(request: HttpRequest, access: Access, page: str, status: int) -> HttpResponse:
    """Back to `page` (a name), at the kind of paper that was sent: the list is long on a phone."""
    kind = request.POST.get("kind", "") if request.POST.get("action") == "add" else ""
    place = f"#giay-{kind}" if kind in PaperKind.values else ""
    return recorded(redirect(f"{reverse(page, args=[access.vendor.slug])}{place}"), status == 200)


def number_in(text: str) -> int:
    """The id that a form names; 0, which nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def papers_context(access: Access, bound: _Form | None) -> dict[str, Any]:
    """The list of papers with a form for each kind; `bound` is the one that came back with errors. Two queries."""
    vendor, dossier = access.vendor, dossier_of(access.vendor)
    needs = needs_of(vendor, dossier, Paper.objects.for_vendor(vendor))
    own = bound if isinstance(bound, PaperForm) else None
    chosen = own.data.get("kind") if own else ""
    food = bound if isinstance(bound, FoodForm) else None
    initial = {} if dossier.sells_food is None else {"sells_food": "1" if dossier.sells_food else "0"}
    return {
        "dossier": dossier,
        "form": bound,
        "food_form": food or FoodForm(initial=initial),
        "rows": [(need, own if own and chosen == need.kind else PaperForm(need.kind)) for need in needs],
        "wrong_kind": chosen,
        "replaces": number_in(own.data.get("replaces", "")) if own else 0,
    }


# ── The centre ───────────────────────────────────────────────────────────────────────────────────────────────────────
@centre_page(Action.PAPERS)
@require_http_methods(GET_AND_POST)
def papers(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/giay-to/`: papers and their state, and what else the marketplace keeps of the shop."""
    form, status = None, 200
    if request.method == "POST":
        form, status = papers_post(request, access)
        if form is None:
            return papers_again(request, access, "vendors:centre-papers", status)
    context = papers_context(access, form) | {
        "accepted": contract.accepted(access.vendor),
        "identity": identity_passed(access.vendor),
        "is_draft": access.vendor.status == VendorStatus.DRAFT,
        "may_bank": access.can(Action.BANK),
        "may_sign": access.can(Action.SIGN),
    }
    return centre_render(request, access, "vendors/centre/papers.html", context, status=status)


@centre_page(Action.PAPERS)
@require_safe
def paper_file(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """The file of one of the shop's papers: pictures are shown, a PDF is saved."""
    paper = Paper.objects.for_vendor(access.vendor).filter(pk=pk).first()
    if paper is None:
        raise Http404
    if access.kind == STAFF:  # who acts for a shop reads its papers on the record
        audit(access, action="vendors:centre-paper-file", target=str(paper.pk))
    return file_answer(request, paper)


def file_answer(request: HttpRequest, paper: Paper) -> HttpResponse:
    """For who may have it. Whatever the file holds, nothing in it can run in our name."""
    response = protected(request, paper.path, filename=paper.filename, inline=paper.is_picture)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@sensitive_post_parameters("account", "holder")
@centre_page(Action.BANK)
@require_http_methods(GET_AND_POST)
@require_recent_code(methods=("GET", "HEAD"))
def account(request: HttpRequest, access: Access) -> HttpResponse:
    """Another bank account, after a fresh code. In draft the step of joining does it."""
    vendor = access.vendor
    if vendor.status == VendorStatus.DRAFT:
        return recorded(redirect("vendors:join-tai-khoan", vendor.slug), done=False)
    if request.method == "POST" and not has_recent_code(request):
        return _suspend_without(request, "account", "holder")
    dossier = dossier_of(vendor)
    form = AccountForm(request.POST or None, initial={"bank_bin": dossier.bank_bin})
    if request.method == "POST" and form.is_valid():
        joining.account_save(vendor=vendor, **form.cleaned_data)
        messages.success(request, _("Đã đổi tài khoản nhận tiền."))
        return redirect("vendors:centre-papers", vendor.slug)
    return centre_render(request, access, "vendors/centre/papers_account.html", {"form": form, "dossier": dossier})


@sensitive_post_parameters("tax_code")
@centre_page(Action.SIGN)
@require_http_methods(GET_AND_POST)
@require_recent_code(methods=("GET", "HEAD"))
def representative(request: HttpRequest, access: Access) -> HttpResponse:
    """Another representative or tax code, after a fresh code; staff look at a verified shop's again."""
    vendor = access.vendor
    if vendor.status == VendorStatus.DRAFT:
        return recorded(redirect("vendors:join-nguoi-dai-dien", vendor.slug), done=False)
    if request.method == "POST" and not has_recent_code(request):
        return _suspend_without(request, "tax_code")
    dossier = dossier_of(vendor)
    form = RepresentativeForm(vendor, dossier, request.POST or None)
    if request.method == "POST" and form.is_valid():
        joining.representative_save(vendor=vendor, **form.cleaned_data)
        messages.success(request, _("Đã lưu. Chợ Làng xem lại thông tin mới, gian hàng vẫn bán bình thường."))
        return redirect("vendors:centre-papers", vendor.slug)
    return centre_render(request, access, "vendors/centre/papers_tax.html", {"form": form, "dossier": dossier})


def _suspend_without(request: HttpRequest, *secrets: str) -> HttpResponse:
    """Ask for a code and keep the form meanwhile, all but the secret: sessions lie in the database in clear."""
    fields = request.POST.copy()
    for secret in secrets:
        fields.pop(secret, None)
    request.POST = fields  # type: ignore[assignment]
    return suspend(request)
