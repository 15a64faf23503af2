"""The reviewers' pages: what waits to be shown, the oldest first, and one listing with what is new in it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from catalog.centre.tasks import waited
from catalog.certificates import current_certificate, decision_words
from catalog.editing import revisions
from catalog.editing.differences import field_changes, shot_changes
from catalog.editing.labelling import missing_sentence
from catalog.editing.packs import pack_values
from catalog.editing.thumbs import thumbs
from catalog.editing.working import Shot, Working, fields_of, shots_of, with_open_revision, working
from catalog.listing import ListingIncomplete, StepRefused
from catalog.models import BannedClaim, Product
from core.text import clean_text
from vendors.staff import staff_page

PERMISSION = "catalog.review_product"
SHOWN = 50
MAX_REASON = revisions.MAX_REASON


@staff_page(PERMISSION)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """`/kiem-duyet/san-pham/`: what waits, with how long against the promised 24 hours."""
    context = {"waits": revisions.review_queue(limit=SHOWN), "count": revisions.review_count(), "shown": SHOWN}
    return render(request, "catalog/review/queue.html", context)


@staff_page(PERMISSION)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """`/kiem-duyet/san-pham/<number>/`: approve what was read, or send it back with a reason."""
    related = ("vendor__province", "producer__province", "product_set", "season")
    rows = with_open_revision(Product.objects.select_related(*related))
    product = rows.filter(pk=pk).first() if pk < 2**62 else None
    if product is None:
        raise Http404
    if request.method == "POST" and (answer := _decide(request, product)):
        return answer
    found = working(product)
    status = 409 if request.method == "POST" else 200
    return render(request, "catalog/review/product.html", _context(request, found), status=status)


def _decide(request: HttpRequest, product: Product) -> HttpResponse | None:
    """Do what was pressed; None where the page is to be shown again, with a message."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  `staff_page` lets nobody else in
    token = request.POST.get("token", "")[:80]
    try:
        if request.POST.get("do") == "approve":
            revisions.approve(product=product, token=token, by=user)
            messages.success(request, _("Đã duyệt “%(name)s”.") % {"name": product.name})
        else:
            reason = clean_text(request.POST.get("reason", "")[: MAX_REASON * 4], max_length=MAX_REASON)
            if not reason:
                messages.error(request, _("Hãy viết cho gian hàng biết cần sửa gì."))
                return None
            revisions.send_back(product=product, token=token, reason=reason, by=user)
            messages.success(request, _("Đã trả lại “%(name)s” để sửa.") % {"name": product.name})
    except (revisions.ChangedMeanwhile, StepRefused):
        product.refresh_from_db()
        messages.error(request, _("Gian hàng vừa sửa tiếp, hoặc người khác đã duyệt. Dưới đây là bản mới nhất."))
        return None
    except revisions.OwnListing:
        messages.error(request, _("Bạn là người của gian hàng này; nhờ đồng nghiệp xét giúp."))
        return None
    except revisions.ShopNotVerified:
        messages.error(request, _("Gian hàng không còn ở tình trạng đã xác minh."))
        return None
    except ListingIncomplete as lacks:
        messages.error(request, missing_sentence(lacks.missing, lacks.claims))
        return None
    return redirect("catalog:review-queue")


def _context(request: HttpRequest, found: Working) -> dict[str, Any]:
    product = found.product
    before, shots = _public(found)
    claims = list(BannedClaim.objects.filter(is_active=True))
    changes = field_changes(before, fields_of(found.shown), claims, products=(product, found.shown))
    pictures = shot_changes(shots, found.shots)
    small = thumbs(change.shot.image for change in pictures)
    certificate = current_certificate(product)
    packs = pack_values(product)
    missing, phrases = revisions.problems_of(found, packs=packs, claims=claims)
    since = found.revision.submitted_at if found.revision is not None else product.submitted_at
    return {
        "product": product,
        "vendor": product.vendor,
        "working": found,
        "waits": found.waits and (found.revision is not None or product.approved_at is None),
        "waited": waited(since) if since else "",
        "is_new": before is None,
        "changes": changes,
        "pictures": [
            {
                "change": change,
                "url": small.get(change.shot.image, "")
                if change.shot.image
                else change.shot.row(product, 0).drawing_url,
            }
            for change in pictures
        ],
        "packs": packs.values(),
        "certificate": certificate,
        "decision": decision_words(certificate) if certificate else "",
        "problem_text": missing_sentence(missing, phrases),
        "reason": request.POST.get("reason", "")[:MAX_REASON],
    }


def _public(found: Working) -> tuple[dict[str, Any] | None, list[Shot] | None]:
    """What the public sees, or saw last; None where it never saw any."""
    if found.is_kept_apart:
        return fields_of(found.product), list(shots_of(found.product))
    last = revisions.last_approved(found.product)
    if last is None:
        return None, None
    return last.fields, [Shot.of(data) for data in last.pictures]
