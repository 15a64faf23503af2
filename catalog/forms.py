"""Forms of the storefront. Each says what is wrong in the reader's language and keeps what was typed."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.forms import PhoneField
from catalog.models.talk import MAX_PHOTOS
from catalog.photos import MAX_SIDE
from catalog.reviews import MAX_NAME, MAX_QUESTION, MAX_REASON, MAX_TEXT
from core.pictures import CleanPicture, PictureRefused, picture_check
from core.text import clean_text

MAX_GUESTS: Final = 60
MAX_NIGHTS: Final = 60
FARTHEST_DAYS: Final = 366  # ahead; who plans further telephones anyway
# What a form may carry, less what the rest of it weighs; a text below says it in megabytes.
MAX_TOGETHER: Final = settings.MAX_BODY_BYTES - 1_000_000


class TextField(forms.CharField):
    """What a person typed, through `clean_text`: without control characters, cut at its longest."""

    def __init__(self, *, longest: int, rows: int = 0, **kwargs: Any) -> None:
        self.longest, self.multiline = longest, rows > 0
        attrs = {"maxlength": str(longest)} | ({"rows": str(rows)} if rows else {})
        kwargs.setdefault("widget", forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(str(value or "")[: self.longest * 4], max_length=self.longest, multiline=self.multiline)


class PhotosInput(forms.FileInput):
    """A control that takes several photographs; what `photos.js` needs to make them smaller before they are sent."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(
            {
                "accept": "image/*",
                "data-photos": str(MAX_PHOTOS),
                "data-side": str(MAX_SIDE),
                "data-bytes": str(MAX_TOGETHER),
                "data-refused": _("Chọn tối đa 5 ảnh, cộng lại không quá 19 MB."),
            }
        )


class PhotosField(forms.Field):
    """Up to `MAX_PHOTOS` photographs, each checked and cleaned; an error says which one is meant."""

    widget = PhotosInput

    def to_python(self, value: list[UploadedFile] | None) -> list[CleanPicture]:
        uploads = value or []
        if len(uploads) > MAX_PHOTOS:
            text = ngettext(
                "Mỗi nhận xét kèm được %(most)d ảnh, bạn vừa chọn %(n)d.",
                "Mỗi nhận xét kèm được %(most)d ảnh, bạn vừa chọn %(n)d.",
                len(uploads),
            )
            raise ValidationError(text % {"most": MAX_PHOTOS, "n": len(uploads)})
        pictures, errors = [], []
        for upload in uploads:
            try:
                pictures.append(picture_check(upload, max_side=MAX_SIDE))
            except PictureRefused as refusal:
                name = clean_text(str(upload.name or "")[:200], max_length=60)
                errors.append(ValidationError(f"{name}: {refusal}" if name else str(refusal)))
        if errors:
            raise ValidationError(errors)
        return pictures


class ReviewForm(forms.Form):
    """What a buyer thinks of what they received."""

    rating = forms.TypedChoiceField(
        label=_("Bạn chấm mấy sao?"),
        coerce=int,
        choices=[
            ("5", _("5 sao, rất ưng")),
            ("4", _("4 sao, ưng")),
            ("3", _("3 sao, tạm được")),
            ("2", _("2 sao, chưa ưng")),
            ("1", _("1 sao, thất vọng")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bạn chọn số sao nhé.")},
    )
    text = TextField(
        label=_("Nhận xét"),
        required=False,
        longest=MAX_TEXT,
        rows=5,
        help_text=_("Hàng có đúng mô tả, đóng gói có kỹ, giao có đúng hẹn không?"),
    )
    photos = PhotosField(
        label=_("Ảnh bạn chụp"),
        required=False,
        help_text=_("Tối đa 5 ảnh, cộng lại không quá 19 MB. Nơi chụp ghi trong tệp sẽ được xóa."),
    )
    author_name = TextField(
        label=_("Tên hiện bên nhận xét"),
        required=False,
        longest=MAX_NAME,
        help_text=_("Để trống thì ghi là “Người mua”."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors and data.get("photos"):
            self.add_error("photos", _("Trình duyệt không giữ lại ảnh: bạn chọn ảnh một lần nữa nhé."))
        return data


class QuestionForm(forms.Form):
    """Something to know before buying."""

    text = TextField(
        label=_("Bạn muốn hỏi gì?"),
        longest=MAX_QUESTION,
        rows=4,
        help_text=_("Câu hỏi hiện cho mọi người cùng đọc, nên đừng ghi số điện thoại hay địa chỉ."),
        error_messages={"required": _("Bạn viết câu hỏi nhé.")},
    )


class ReportForm(forms.Form):
    """Why a review should not stand."""

    reason = TextField(
        label=_("Nhận xét này sai ở đâu?"),
        longest=MAX_REASON,
        rows=3,
        help_text=_("Ví dụ: lời lẽ xúc phạm, lộ số điện thoại, quảng cáo hàng khác."),
        error_messages={"required": _("Bạn viết vài chữ để người xem xét biết nhé.")},
    )


class DayField(forms.DateField):
    """A day, from the browser's calendar or typed as Vietnamese people do: 15/06/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])
        super().__init__(**kwargs)


class StayForm(forms.Form):
    """Dates, guests and how to reach who asks."""

    arrives = DayField(label=_("Ngày đến"), error_messages={"required": _("Bạn chọn ngày đến nhé.")})
    leaves = DayField(label=_("Ngày về"), error_messages={"required": _("Bạn chọn ngày về nhé.")})
    guests = forms.IntegerField(
        label=_("Số khách"),
        min_value=1,
        max_value=MAX_GUESTS,
        initial=2,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Bạn ghi số khách nhé."),
            "invalid": _("Bạn ghi số khách bằng chữ số, ví dụ 4."),
            "min_value": _("Ít nhất một khách."),
            "max_value": _("Đoàn đông hơn %(limit_value)s khách thì bạn gọi thẳng cho chủ nhà nhé."),
        },
    )
    name = TextField(
        label=_("Họ tên"),
        longest=MAX_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name", "maxlength": str(MAX_NAME)}),
        error_messages={"required": _("Bạn cho biết tên để chủ nhà gọi nhé.")},
    )
    phone = PhoneField(
        help_text=_("Chủ nhà gọi lại số này để chốt ngày."),
        error_messages={"required": _("Bạn nhập số điện thoại nhé.")},
    )
    message = TextField(
        label=_("Nhắn chủ nhà"),
        required=False,
        longest=1_000,
        rows=3,
        help_text=_("Có trẻ nhỏ, ăn chay, đến muộn…"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        arrives, leaves = data.get("arrives"), data.get("leaves")
        today = timezone.localdate()
        if arrives and not today <= arrives <= today + dt.timedelta(days=FARTHEST_DAYS):
            self.add_error("arrives", _("Ngày đến tính từ hôm nay và trong vòng một năm."))
        elif arrives and leaves and leaves < arrives:
            self.add_error("leaves", _("Ngày về phải sau ngày đến."))
        elif arrives and leaves and (leaves - arrives).days > MAX_NIGHTS:
            self.add_error("leaves", _("Ở lâu hơn 60 đêm thì bạn gọi thẳng cho chủ nhà nhé."))
        return data
