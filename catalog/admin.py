"""The catalog in Django's admin: to be looked at, and to be read before it goes on the shelf.

Whatever changes here does so through the services, each step with its history. Only the list of forbidden phrases is
edited in place: it has no history, and the staff keep it.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.admin import ReadOnlyAdmin
from accounts.phones import display_phone
from catalog import listing, reviews
from catalog.certificates import AlreadyRevoked, certificate_revoke
from catalog.models import (
    BannedClaim,
    Certificate,
    GrowingArea,
    Lot,
    Mark,
    Offer,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductStatusChange,
    Question,
    Review,
    ReviewPhoto,
    ReviewReport,
    SeasonEntry,
    StayRequest,
    StayState,
    StockMovement,
    StockUnit,
    TraceEvent,
)
from catalog.models.season import months_mask
from catalog.photos import LARGE, SIDE, SMALL
from catalog.stays import stay_mark
from core.text import clean_text

MAX_REASON = 300


class ReasonForm(ActionForm):
    """What stands beside the list of actions: those that take something off the shelf want a reason."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), required=False, max_length=MAX_REASON)


class ReadOnlyInline(admin.TabularInline[Any, Any]):
    """Rows that belong to the one looked at."""

    extra = 0
    can_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        return list(self.fields or ())

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ServiceAdmin(ReadOnlyAdmin):
    """Actions that call a service for each chosen row; what it refuses is said, what it did is logged."""

    action_form = ReasonForm
    change_right = ""  # who may call them: whoever has been given this right

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.change_right)

    def reason(self, request: HttpRequest) -> str:
        """The reason that was typed; without one it is asked for, and nothing is done."""
        reason = clean_text(request.POST.get("reason", ""), max_length=MAX_REASON)
        if not reason:
            self.message_user(request, _("Hãy ghi lý do cạnh danh sách thao tác, rồi làm lại."), messages.ERROR)
        return reason

    def each(
        self, request: HttpRequest, queryset: QuerySet[Any], service: Callable[[Any], object], *, log: str
    ) -> None:
        """Call `service` for each row. It returns False for nothing to do, or raises `Refusal` with the reason why."""
        done = 0
        for row in queryset:
            try:
                changed = service(row)
            except Refusal as refusal:
                self.message_user(request, f"{row}: {refusal}", messages.ERROR)
                continue
            if changed is not False:
                self.log_change(request, row, log)
                done += 1
        if done:
            text = ngettext("%(log)s: %(n)d mục.", "%(log)s: %(n)d mục.", done) % {"log": log, "n": done}
            self.message_user(request, text, messages.SUCCESS)


class Refusal(Exception):
    """Why an action was not done to a row, for the staff to read."""


# ── Products ─────────────────────────────────────────────────────────────────────────────────────────────────────────
class OfferInline(ReadOnlyInline):
    model = Offer
    fields = ("sku", "name", "gtin", "weight_g", "is_active")


class PictureInline(ReadOnlyInline):
    model = ProductPicture
    fields = ("position", "image", "drawing", "alt", "uploaded_by")


class CertificateInline(ReadOnlyInline):
    model = Certificate
    fields = ("code", "stars", "score", "issued_on", "expires_on", "revoked_on")


class StatusChangeInline(ReadOnlyInline):
    model = ProductStatusChange
    fields = ("at", "source", "target", "by", "reason")


@admin.register(Product)
class ProductAdmin(ServiceAdmin):
    """A listing with its history; here it is let onto the shelf, sent back or taken off."""

    list_display = ("name", "vendor", "product_set", "province", "status", "sale_mode", "published_at")
    list_filter = ("status", "sale_mode", "needs_ice", "product_set__subgroup__group", "province")
    list_select_related = ("vendor", "product_set", "province")
    search_fields = ("name", "name_en", "slug", "vendor__name", "offers__sku", "offers__gtin")
    date_hierarchy = "created_at"
    show_full_result_count = False
    inlines = (OfferInline, CertificateInline, PictureInline, StatusChangeInline)
    actions = ("publish", "send_back", "suspend")
    change_right = "catalog.change_product"

    @admin.action(permissions=["decide"], description=gettext_lazy("Duyệt, cho lên kệ"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        def service(product: Product) -> None:
            _missing, claims = listing.listing_problems(product)
            if claims:
                raise Refusal(_("có cụm từ không được dùng: %(claims)s") % {"claims": ", ".join(claims)})
            _stepped(lambda: listing.product_publish(product=product, by=_staff(request)))

        self.each(request, queryset, service, log=_("Cho lên kệ"))

    @admin.action(permissions=["decide"], description=gettext_lazy("Trả lại để sửa (ghi lý do)"))
    def send_back(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        if reason := self.reason(request):
            self.each(
                request,
                queryset,
                lambda product: _stepped(
                    lambda: listing.product_send_back(product=product, by=_staff(request), reason=reason)
                ),
                log=_("Trả lại để sửa"),
            )

    @admin.action(permissions=["decide"], description=gettext_lazy("Tạm gỡ (ghi lý do)"))
    def suspend(self, request: HttpRequest, queryset: QuerySet[Product]) -> None:
        if reason := self.reason(request):
            self.each(
                request,
                queryset,
                lambda product: _stepped(
                    lambda: listing.product_suspend(product=product, by=_staff(request), reason=reason)
                ),
                log=_("Tạm gỡ"),
            )


def _stepped(step: Callable[[], None]) -> None:
    try:
        step()
    except listing.StepRefused as refused:
        raise Refusal(_("không làm được khi đang ở tình trạng “%(status)s”") % {"status": refused.status}) from refused


def _staff(request: HttpRequest) -> Any:
    return request.user


@admin.register(Producer)
class ProducerAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "province", "vendor")
    list_filter = ("kind", "province")
    list_select_related = ("province", "vendor")
    search_fields = ("name", "vendor__name")


@admin.register(Certificate)
class CertificateAdmin(ServiceAdmin):
    """Decisions as they were recorded. One that the authority takes back is revoked here, for a reason."""

    list_display = ("code", "product", "stars", "score", "issuer", "issued_on", "expires_on", "revoked_on")
    list_filter = ("stars", "issued_on", "expires_on", ("revoked_on", admin.EmptyFieldListFilter))
    list_select_related = ("product",)
    search_fields = ("code", "decision", "product__name", "issuer")
    date_hierarchy = "issued_on"
    actions = ("revoke",)
    change_right = "catalog.change_certificate"

    @admin.action(permissions=["decide"], description=gettext_lazy("Thu hồi từ hôm nay (ghi lý do)"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[Certificate]) -> None:
        def service(certificate: Certificate) -> None:
            try:
                certificate_revoke(certificate=certificate, reason=reason, on=timezone.localdate())
            except AlreadyRevoked as error:
                raise Refusal(_("đã thu hồi trước đó")) from error

        if reason := self.reason(request):
            self.each(request, queryset, service, log=_("Thu hồi"))


@admin.register(BannedClaim)
class BannedClaimAdmin(admin.ModelAdmin[BannedClaim]):
    """Phrases no listing may contain. One that shall not hold is switched off: deleted, it would come back."""

    list_display = ("phrase", "reason", "is_active")
    list_filter = ("is_active",)
    search_fields = ("phrase", "reason")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


# ── Prices and stock ─────────────────────────────────────────────────────────────────────────────────────────────────
@admin.register(PriceWindow)
class PriceWindowAdmin(ReadOnlyAdmin):
    list_display = ("offer", "source", "price", "starts_at", "ends_at", "quota", "quota_left")
    list_filter = ("source", "starts_at")
    list_select_related = ("offer__product",)
    search_fields = ("offer__sku", "offer__product__name")
    show_full_result_count = False


@admin.register(StockUnit)
class StockUnitAdmin(ReadOnlyAdmin):
    list_display = ("offer", "pool", "date", "on_hand", "available")
    list_select_related = ("offer__product",)
    search_fields = ("offer__sku", "offer__product__name", "pool")
    show_full_result_count = False


@admin.register(StockMovement)
class StockMovementAdmin(ReadOnlyAdmin):
    list_display = ("at", "unit", "kind", "on_hand_delta", "available_delta", "by", "note")
    list_filter = ("kind", "at")
    list_select_related = ("unit", "by")
    search_fields = ("unit__offer__sku", "unit__offer__product__name")
    show_full_result_count = False


# ── Origin ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@admin.register(GrowingArea)
class GrowingAreaAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "crop", "province", "area_ha", "valid_until")
    list_filter = ("province", "valid_until")
    list_select_related = ("province",)
    search_fields = ("code", "name", "crop")


class TraceEventInline(ReadOnlyInline):
    model = TraceEvent
    fields = ("at", "kind", "place", "text")


@admin.register(Lot)
class LotAdmin(ReadOnlyAdmin):
    list_display = ("code", "product", "made_on", "use_by", "growing_area")
    list_filter = ("made_on",)
    list_select_related = ("product", "growing_area")
    search_fields = ("code", "product__name", "growing_area__code")
    inlines = (TraceEventInline,)


@admin.register(Mark)
class MarkAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "number", "valid_until")
    list_filter = ("kind", "valid_until")
    search_fields = ("name", "number", "products__name")


# ── Seasons ──────────────────────────────────────────────────────────────────────────────────────────────────────────
class MonthsField(forms.TypedMultipleChoiceField):
    """Twelve boxes for a set of bits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=list(MONTHS.items()), coerce=int, empty_value=[], widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return [month for month in MONTHS if value >> month - 1 & 1] if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        return months_mask(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class SeasonEntryForm(forms.ModelForm[SeasonEntry]):
    months = MonthsField(label=gettext_lazy("Các tháng dương lịch"))


@admin.register(SeasonEntry)
class SeasonEntryAdmin(admin.ModelAdmin[SeasonEntry]):
    """Harvests and feasts: words of the staff, without a history, so they are edited in place."""

    form = SeasonEntryForm
    list_display = ("name", "shown_months", "lunar", "position")
    search_fields = ("name", "name_en", "products__name")
    autocomplete_fields = ("products",)
    prepopulated_fields = {"slug": ("name",)}

    @admin.display(description=gettext_lazy("Tháng"))
    def shown_months(self, entry: SeasonEntry) -> str:
        return ", ".join(str(month) for month in MONTHS if entry.runs_in(month))


# ── What buyers say ──────────────────────────────────────────────────────────────────────────────────────────────────
class ReportInline(ReadOnlyInline):
    model = ReviewReport
    fields = ("at", "by", "reason")


class PhotoInline(ReadOnlyInline):
    model = ReviewPhoto
    fields = ("position", "picture")

    @admin.display(description=gettext_lazy("Ảnh"))
    def picture(self, photo: ReviewPhoto) -> str:
        small, large = photo.image.get_rendition(SMALL["jpeg"]).url, photo.image.get_rendition(LARGE).url
        return format_html(
            '<a href="{}"><img src="{}" alt="{}" width="{}" height="{}"></a>', large, small, photo, SIDE, SIDE
        )


@admin.register(Review)
class ReviewAdmin(ServiceAdmin):
    """Reviews with what was reported about them; a hidden one does not count for the average."""

    list_display = ("product", "author_name", "rating", "text", "state", "created_at")
    list_filter = (
        "state",
        "rating",
        ("reports", admin.EmptyFieldListFilter),
        ("photos", admin.EmptyFieldListFilter),
        "created_at",
    )
    list_select_related = ("product",)
    search_fields = ("product__name", "author_name", "text")
    show_full_result_count = False
    inlines = (PhotoInline, ReportInline)
    actions = ("hide", "show", "delete_photos")
    change_right = "catalog.change_review"

    @admin.action(permissions=["decide"], description=gettext_lazy("Ẩn"))
    def hide(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        self.each(request, queryset, lambda review: reviews.review_hide(review=review), log=_("Ẩn"))

    @admin.action(permissions=["decide"], description=gettext_lazy("Hiện lại"))
    def show(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        self.each(request, queryset, lambda review: reviews.review_show(review=review), log=_("Hiện lại"))

    @admin.action(permissions=["decide"], description=gettext_lazy("Xóa hẳn ảnh"))
    def delete_photos(self, request: HttpRequest, queryset: QuerySet[Review]) -> None:
        self.each(request, queryset, lambda review: reviews.review_photos_delete(review=review), log=_("Xóa hẳn ảnh"))


@admin.register(Question)
class QuestionAdmin(ServiceAdmin):
    list_display = ("product", "author_name", "text", "answer", "state", "created_at")
    list_filter = ("state", "created_at")
    list_select_related = ("product",)
    search_fields = ("product__name", "author_name", "text")
    show_full_result_count = False
    actions = ("hide", "show")
    change_right = "catalog.change_question"

    @admin.action(permissions=["decide"], description=gettext_lazy("Ẩn"))
    def hide(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        self.each(request, queryset, lambda question: reviews.question_hide(question=question), log=_("Ẩn"))

    @admin.action(permissions=["decide"], description=gettext_lazy("Hiện lại"))
    def show(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        self.each(request, queryset, lambda question: reviews.question_show(question=question), log=_("Hiện lại"))


@admin.register(StayRequest)
class StayRequestAdmin(ServiceAdmin):
    """Requests for a stay, newest first, with the number to call."""

    list_display = ("product", "name", "shown_phone", "arrives", "leaves", "guests", "state", "created_at")
    list_filter = ("state", "created_at")
    list_select_related = ("product",)
    search_fields = ("product__name", "name", "phone")
    show_full_result_count = False
    fields = ("product", "name", "shown_phone", "arrives", "leaves", "guests", "message", "state", "created_at")
    actions = ("answered", "closed")
    change_right = "catalog.change_stayrequest"

    @admin.display(description=gettext_lazy("Số điện thoại"))
    def shown_phone(self, row: StayRequest) -> str:
        return display_phone(row.phone)

    @admin.action(permissions=["decide"], description=gettext_lazy("Đã gọi lại"))
    def answered(self, request: HttpRequest, queryset: QuerySet[StayRequest]) -> None:
        log = _("Đã gọi lại")
        self.each(request, queryset, lambda row: stay_mark(request=row, state=StayState.ANSWERED), log=log)

    @admin.action(permissions=["decide"], description=gettext_lazy("Đã xong"))
    def closed(self, request: HttpRequest, queryset: QuerySet[StayRequest]) -> None:
        self.each(request, queryset, lambda row: stay_mark(request=row, state=StayState.CLOSED), log=_("Đã xong"))
