"""Products by file in the centre: upload, what it would change, taking it in, and the way out again."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.imports import export, job, template
from catalog.imports.columns import ImportRefused
from catalog.limits import TooMany, take
from catalog.models import ImportJob, ImportState
from vendors.access import Access
from vendors.centre import centre_page, centre_render, recorded
from vendors.policies import Action

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WORDS: Final = {
    "sku": gettext_lazy("Mã hàng"),
    "name": gettext_lazy("Tên"),
    "name_en": gettext_lazy("Tên tiếng Anh"),
    "set_no": gettext_lazy("Bộ sản phẩm"),
    "province": gettext_lazy("Tỉnh, thành"),
    "commune": gettext_lazy("Xã, phường"),
    "description": gettext_lazy("Mô tả"),
    "price": gettext_lazy("Giá"),
    "compare_at_price": gettext_lazy("Giá trước đó"),
    "stock": gettext_lazy("Số lượng"),
    "weight_g": gettext_lazy("Nặng (gam)"),
    "stars": gettext_lazy("Số sao"),
    "certificate_code": gettext_lazy("Mã chứng nhận"),
    "certificate_issued_on": gettext_lazy("Ngày cấp"),
    "gtin": gettext_lazy("Mã vạch"),
    "alcohol_percent": gettext_lazy("Độ cồn"),
    "image": gettext_lazy("Ảnh"),
}
_RECENT: Final = 5
_AT_WORK: Final = (ImportState.CHECKING, ImportState.QUEUED, ImportState.RUNNING)


@centre_page(Action.IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/nhap-file/`: choose a file; files before it; templates and the shop's products as files."""
    problems: list[object] = []
    status = 200
    if request.method == "POST":
        try:
            take(request, action="import", key=str(access.vendor.pk))
            file = request.FILES.get("tep")
            if file is None:
                problems = [_("Chọn một tệp trước đã.")]
            else:
                begun = job.upload(vendor=access.vendor, file=file, by=access.user)
                return redirect("catalog:centre-import-job", access.vendor.slug, begun.pk)
        except ImportRefused as refusal:
            problems = list(refusal.problems)
        except job.ImportBusy:
            problems = [_("Gian hàng đang có một tệp chạy dở. Đợi xong, hoặc dừng tệp đó trước.")]
        except TooMany:
            problems, status = [_("Hôm nay đã gửi nhiều tệp quá. Lát nữa thử lại nhé.")], 429
    recent = list(ImportJob.objects.for_vendor(access.vendor).defer("preview", "problems")[:_RECENT])
    context = {"problems": problems, "jobs": recent}
    return centre_render(request, access, "catalog/centre/import.html", context, status=status)


@centre_page(Action.IMPORT)
@require_safe
def show(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/nhap-file/<pk>/`: how far it is, what it would change, or what is wrong with it."""
    found = _job(access, pk)
    died = job.has_died(found)
    progress = job.progress_of(found)
    context = {
        "job": found,
        "died": died,
        "at_work": found.state in _AT_WORK and not died,
        "stopping": found.state == ImportState.RUNNING and progress.is_stopping(),
        "percent": progress.percent(),
        "waits_long": found.state == ImportState.QUEUED and (timezone.now() - found.touched_at).total_seconds() > 60,
        "changes": [
            {**row, "changes": [(WORDS.get(name, name), what) for name, what in row["changes"]]}
            for row in found.preview
        ],
        "problems": [{**row, "column": WORDS.get(row["column"], row["column"])} for row in found.problems],
    }
    if request.GET.get("phan") != "tien-do":
        return centre_render(request, access, "catalog/centre/import_job.html", context)
    response = centre_render(request, access, "catalog/centre/import_progress.html", context)
    if not context["at_work"]:
        response["HX-Refresh"] = "true"  # it is over: the page shows what came of it, and other buttons
    return response


@centre_page(Action.IMPORT)
@require_POST
def act(request: HttpRequest, access: Access, pk: int) -> HttpResponse:
    """`/kenh-ban/<shop>/nhap-file/<pk>/viec/`: take the file in, or stop."""
    found = _job(access, pk)
    what, done = request.POST.get("viec"), True
    if what == "nhap":
        try:
            done = job.confirm(job=found)
            if not done:
                messages.info(request, _("Tệp này không còn chờ nữa."))
        except job.ImportBusy:
            done = False
            messages.error(request, _("Gian hàng đang có một tệp chạy dở. Đợi xong, hoặc dừng tệp đó trước."))
    elif what == "dung":
        done = job.cancel(job=found)
        if not done:
            messages.info(request, _("Không kịp dừng: tệp này đã xong từ trước."))
    else:
        raise Http404
    return recorded(redirect("catalog:centre-import-job", access.vendor.slug, found.pk), done)


@centre_page(Action.IMPORT)
@require_safe
def sample(request: HttpRequest, access: Access, kind: str) -> HttpResponse:
    """`/kenh-ban/<shop>/nhap-file/mau.csv` and `.xlsx`: an empty file with the columns; the workbook explains them."""
    return _download(template.template_file(kind), "mau-nhap-hang", kind)


@centre_page(Action.IMPORT)
@require_safe
def products(request: HttpRequest, access: Access, kind: str) -> HttpResponse:
    """`/kenh-ban/<shop>/xuat-file/hang.csv` and `.xlsx`: all packs of the shop, fit to be sent back."""
    try:
        take(request, action="export", key=str(access.vendor.pk))
    except TooMany as error:
        messages.error(request, _("Vừa tải xuống nhiều lần quá. Lát nữa thử lại nhé."))
        response = redirect("catalog:centre-import", access.vendor.slug)
        response["Retry-After"] = str(error.retry_after)
        return response
    content, _count = export.products_file(vendor=access.vendor, kind=kind)
    return _download(content, f"hang-{access.vendor.slug}-{timezone.localdate():%Y%m%d}", kind)


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _job(access: Access, pk: int) -> ImportJob:
    return get_object_or_404(ImportJob.objects.for_vendor(access.vendor), pk=pk)
