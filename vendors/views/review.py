"""The staff's queue of applications, and one of them: what was answered, the papers, and the decision."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core.lookalikes import foreign_letters
from vendors.access import STAFF
from vendors.joining import contract, documents, naming, verification
from vendors.joining import services as joining
from vendors.joining.documents import PaperRefused, needs_of
from vendors.joining.naming import NameRefused
from vendors.joining.taxcodes import PERSONAL
from vendors.joining.verification import StepRefused
from vendors.models import Assistance, Dossier, IdentityCheck, NameChange, Paper, PaperState, Role, Vendor, VendorStatus
from vendors.models.shop import is_personal_number
from vendors.people import succession
from vendors.people.services import written
from vendors.staff import staff_page
from vendors.views.papers import file_answer, number_in
from vendors.wording import waited

PERMISSION: Final = "vendors.review_vendor"
PER_PAGE: Final = 30
_S = VendorStatus

# What is on the record of a shop, in words (`vendors.people.record`).
WORDS: Final = {
    "vendors:review-take": gettext_lazy("Chợ Làng bắt đầu xét hồ sơ"),
    "vendors:review-verify": gettext_lazy("Chợ Làng xác minh gian hàng"),
    "vendors:review-send-back": gettext_lazy("Chợ Làng trả hồ sơ để bổ sung"),
    "vendors:review-suspend": gettext_lazy("Chợ Làng tạm dừng gian hàng"),
    "vendors:review-restore": gettext_lazy("Chợ Làng mở lại gian hàng"),
    "vendors:review-seen": gettext_lazy("Chợ Làng xem thông tin mới"),
    "vendors:review-reveal": gettext_lazy("Chợ Làng xem đủ số định danh"),
    "vendors:review-paper-accept": gettext_lazy("Chợ Làng duyệt giấy tờ"),
    "vendors:review-paper-reject": gettext_lazy("Chợ Làng chưa duyệt giấy tờ"),
    "vendors:review-name-accept": gettext_lazy("Chợ Làng đổi tên gian hàng"),
    "vendors:review-name-refuse": gettext_lazy("Chợ Làng không đổi tên gian hàng"),
    "vendors:review-paper": gettext_lazy("Chợ Làng mở giấy tờ"),
}


@staff_page(PERMISSION)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """`/kiem-duyet/gian-hang/`: applications, who has waited longest first, then shops with something new to look at.

    Template `vendors/review/queue.html`: `page` (vendors with `submitted_at`, `waits`), `again` and `ownerless`
    (vendors), `total`.
    """
    waiting = (
        Vendor.objects.filter(status__in=[_S.APPLIED, _S.IN_REVIEW])
        .annotate(submitted_at=F("dossier__submitted_at"))
        .select_related("province", "dossier__reviewer")
        .order_by(F("submitted_at").asc(nulls_first=True), "pk")
    )
    pending = Paper.objects.filter(vendor=OuterRef("pk"), state=PaperState.PENDING)
    names = NameChange.objects.waiting().filter(vendor=OuterRef("pk"))
    again = Vendor.objects.filter(Q(dossier__changed_at__isnull=False) | Exists(pending) | Exists(names)).filter(
        status__in=[_S.VERIFIED, _S.SUSPENDED]
    )
    paginator = Paginator(waiting, PER_PAGE)
    page = paginator.get_page(request.GET.get("trang"))
    rows = [{"vendor": vendor, "waits": waited(_since(vendor))} for vendor in page]
    context = {
        "page": page,
        "rows": rows,
        "total": paginator.count,
        "again": again.select_related("province").order_by("pk")[:PER_PAGE],
        "ownerless": succession.ownerless().select_related("province").order_by("pk")[:PER_PAGE],
    }
    return render(request, "vendors/review/queue.html", context)


@staff_page(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """`/kiem-duyet/gian-hang/<slug>/`: everything that was answered; POST: `action`, and `reason`, `pk` where it needs.

    A personal number is masked until somebody asks for it, which is written down.
    """
    user = request.user
    assert isinstance(user, User)  # noqa: S101  `staff_page` lets nobody else in
    vendor = _found(slug)
    refused, wrong = "", ""
    if request.method == "POST":
        wrong = request.POST.get("action", "")
        try:
            done = _act(request, vendor, user, wrong)
        except (StepRefused, PaperRefused, NameRefused) as error:
            refused = str(error)
        else:
            _write(vendor, user, wrong)
            if done:
                messages.success(request, done)
                return redirect("vendors:review", vendor.slug)
    context = _context(_found(slug) if refused else vendor) | {
        "refused": refused,
        "wrong": wrong if refused else "",
        "wrong_pk": request.POST.get("pk", "") if refused else "",
        "reason": request.POST.get("reason", "")[:2_000] if refused else "",
        "reason_missing": bool(refused)
        and wrong in ("send-back", "suspend")
        and not request.POST.get("reason", "").strip(),
        "revealed": wrong == "reveal",
    }
    return render(request, "vendors/review/review.html", context, status=409 if refused else 200)


@staff_page(PERMISSION)
@require_safe
def paper_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A paper of the application; that it was opened is on the shop's record."""
    vendor = _found(slug)
    paper = Paper.objects.for_vendor(vendor).filter(pk=pk).first()
    if paper is None:
        raise Http404
    assert isinstance(request.user, User)  # noqa: S101
    _write(vendor, request.user, "paper")
    return file_answer(request, paper)


def _since(vendor: Vendor) -> dt.datetime:
    """When it was handed in; shops that operators made as applicants have no dossier."""
    return getattr(vendor, "submitted_at", None) or vendor.created_at


def _found(slug: str) -> Vendor:
    related = ("province", "commune", "dossier__reviewer")
    unconfirmed = Exists(Assistance.objects.filter(vendor=OuterRef("pk"), confirmed_at=None))
    rows = Vendor.objects.select_related(*related).annotate(waits_for_owner=unconfirmed)
    vendor = rows.filter(slug=slug).first()
    if vendor is None:
        raise Http404
    return vendor


def _write(vendor: Vendor, user: User, what: str) -> None:
    written(vendor=vendor, user=user, action=f"vendors:review-{what}", as_kind=STAFF)


def _act(request: HttpRequest, vendor: Vendor, user: User, action: str) -> str:
    """Do it and say so; empty where the page itself is the answer. Raises `StepRefused`, `PaperRefused`,
    `NameRefused`, `Http404`.
    """
    reason, seen = request.POST.get("reason", ""), request.POST.get("seen", "")
    if action in ("paper-accept", "paper-reject"):
        return _decide(request, vendor, user, action, reason)
    name = number_in(request.POST.get("name", ""))
    steps: dict[str, tuple[Callable[[], None], str]] = {
        "take": (lambda: verification.take(vendor=vendor, by=user), _("Bạn đang xét hồ sơ này.")),
        "verify": (lambda: verification.verify(vendor=vendor, by=user, seen=seen), _("Gian hàng đã mở cửa.")),
        "send-back": (
            lambda: verification.send_back(vendor=vendor, by=user, reason=reason),
            _("Đã trả hồ sơ để bổ sung."),
        ),
        "suspend": (lambda: verification.suspend(vendor=vendor, by=user, reason=reason), _("Đã tạm dừng gian hàng.")),
        "restore": (lambda: verification.restore(vendor=vendor, by=user, reason=reason), _("Gian hàng đã mở lại.")),
        "seen": (lambda: verification.changes_seen(vendor=vendor, by=user, seen=seen), _("Đã ghi là xem xong.")),
        "name-accept": (lambda: naming.name_accept(vendor=vendor, pk=name, by=user), _("Đã đổi tên gian hàng.")),
        "name-refuse": (
            lambda: naming.name_refuse(vendor=vendor, pk=name, by=user, reason=reason),
            _("Đã báo gian hàng là giữ tên cũ."),
        ),
        "reveal": (lambda: None, ""),
    }
    if action not in steps:
        raise StepRefused(_("Bạn chọn một việc trên trang này nhé."))
    run, said = steps[action]
    run()
    return said


def _decide(request: HttpRequest, vendor: Vendor, user: User, action: str, reason: str) -> str:
    pk = number_in(request.POST.get("pk", ""))
    try:
        if action == "paper-accept":
            documents.paper_accept(vendor=vendor, pk=pk, by=user)
            return _("Đã duyệt giấy tờ.")
        documents.paper_reject(vendor=vendor, pk=pk, by=user, reason=reason)
        return _("Đã báo gian hàng gửi lại giấy.")
    except Paper.DoesNotExist:
        raise Http404 from None


def _context(vendor: Vendor) -> dict[str, Any]:
    dossier = getattr(vendor, "dossier", None) or Dossier(vendor=vendor)
    papers = list(Paper.objects.for_vendor(vendor).select_related("reviewed_by"))
    owner = vendor.members.filter(role=Role.OWNER).select_related("user").first()
    check: IdentityCheck | None = joining.identity_passed(vendor)
    accepted = contract.accepted(vendor)
    known = {
        "agreed": accepted is not None,
        "proved": check is not None,
        "confirmed": not getattr(vendor, "waits_for_owner", True),
    }
    wanted = NameChange.objects.for_vendor(vendor).waiting().select_related("asked_by", "paper").first()
    name = wanted.new_name if wanted else vendor.name  # the one there is something to decide about
    return {
        "vendor": vendor,
        "dossier": dossier,
        "seen": verification.seen_of(dossier),
        "needs": needs_of(vendor, dossier, papers),
        "lacking": joining.missing(vendor, dossier, papers, **known),
        "owner": owner.user if owner else None,
        "identity": check,
        "identity_is_real": joining.identity_is_real(check),
        "tax_code_fits": joining.tax_code_fits(vendor, dossier),
        "is_personal": vendor.kind in PERSONAL or is_personal_number(dossier.tax_code),
        "same_tax_code": joining.same_tax_code(dossier),
        "same_look": joining.same_look(vendor, name),
        "foreign_letters": foreign_letters(name),
        "wanted_name": wanted,
        "accepted": accepted,
        "changes": vendor.status_changes.select_related("by").order_by("-pk")[:30],
        "waits": waited(dossier.submitted_at) if dossier.submitted_at else "",
        "may": {target.value for target in verification.TRANSITIONS[_S(vendor.status)]},
    }
