"""Forms around the public shop: the shop's own page about itself, and what buyers ask it."""

import re
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.forms import RecipientPhoneField
from accounts.phones import PhoneError, parse_phone
from core.slots import TEXT_CHECKS, Good
from vendors.fields import DayField, PictureField, TextField
from vendors.models import CraftVillage, SellerKind, ShopProfile, Vendor
from vendors.models.shop import is_personal_number
from vendors.models.vendor import FIRST_YEAR
from vendors.services import MAX_NAME
from vendors.shop import enquiries
from vendors.shop.profile import LEGAL_FIELDS, MAX_SIDE, PROFILE_FIELDS, legal_is_free, name_is_free

MAX_STORY: Final = 5_000
_AT_ONCE: Final = ("story", "story_en", "opening_hours", "closed_note")  # buyers read it before anybody else does
_REGISTRATION = re.compile(r"[0-9A-Za-zĐđ][0-9A-Za-zĐđ/.\- ]{2,29}")


class ShopForm(forms.Form):
    """What a shop tells about itself. Fields that are not the shop's to change are left out of the form."""

    name = TextField(
        label=_("Tên gian hàng"),
        longest=MAX_NAME,
        error_messages={"required": _("Gian hàng cần có tên.")},
        help_text=_("Sau khi nộp hồ sơ thì tên không tự đổi được nữa."),
    )
    picture = PictureField(
        label=_("Ảnh gian hàng"),
        max_side=MAX_SIDE,
        help_text=_("Biển hiệu, xưởng, vườn hay người làm. Chụp ngang; nơi chụp ghi trong tệp được xóa."),
    )
    drop_picture = forms.BooleanField(label=_("Bỏ ảnh đang có"), required=False)
    story = TextField(
        label=_("Chuyện của gian hàng"),
        required=False,
        longest=MAX_STORY,
        rows=7,
        help_text=_("Ai làm, làm từ bao giờ, khác chỗ khác ở đâu? Kể như kể cho khách quen."),
    )
    story_en = TextField(label=_("Chuyện bằng tiếng Anh"), required=False, longest=MAX_STORY, rows=5)
    founded = forms.IntegerField(
        label=_("Làm nghề từ năm"),
        required=False,
        min_value=FIRST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4", "placeholder": "1998"}),
        error_messages={
            "invalid": _("Năm gồm 4 chữ số, ví dụ 1998."),
            "min_value": _("Năm gồm 4 chữ số, ví dụ 1998."),
        },
    )
    craft_village = forms.ModelChoiceField(
        label=_("Thuộc làng nghề"), queryset=CraftVillage.objects.none(), required=False, empty_label=_("Không thuộc")
    )
    address_line = TextField(
        label=_("Số nhà, đường, thôn"),
        required=False,
        longest=160,
        attrs={"placeholder": "Thôn Tiên Động", "autocomplete": "street-address"},
    )
    registration_number = TextField(
        label=_("Số đăng ký kinh doanh"),
        required=False,
        longest=30,
        help_text=_("Ghi trên giấy chứng nhận đăng ký. Luật yêu cầu hiện số này cho khách xem."),
    )
    registered_on = DayField(label=_("Ngày cấp"), required=False)
    registered_at = TextField(
        label=_("Nơi cấp"), required=False, longest=120, attrs={"placeholder": "Sở Tài chính tỉnh Bắc Ninh"}
    )
    phone = RecipientPhoneField(
        label=_("Số điện thoại cho khách"),
        required=False,
        help_text=_("Chỉ hiện khi cô chú bật một trong hai ô dưới đây."),
    )
    show_phone = forms.BooleanField(label=_("Cho khách bấm gọi"), required=False)
    show_zalo = forms.BooleanField(label=_("Cho khách nhắn Zalo vào số này"), required=False)
    takes_enquiries = forms.BooleanField(
        label=_("Nhận khách hỏi giá sỉ qua Chợ Làng"),
        required=False,
        help_text=_("Khách hỏi ở trang gian hàng, cô chú trả lời ở mục Tin nhắn."),
    )
    opening_hours = TextField(
        label=_("Giờ mở cửa"), required=False, longest=200, attrs={"placeholder": _("Thứ Hai đến thứ Bảy, 7:00–17:00")}
    )
    closed_from = DayField(label=_("Nghỉ từ ngày"), required=False)
    closed_until = DayField(label=_("Nghỉ hết ngày"), required=False)
    closed_note = TextField(
        label=_("Nhắn khách trong lúc nghỉ"),
        required=False,
        longest=200,
        attrs={"placeholder": _("Nhà nghỉ Tết, đơn đặt trong lúc này gửi từ mùng 6.")},
    )

    def __init__(self, vendor: Vendor, profile: ShopProfile, *args: Any, **kwargs: Any) -> None:
        self.vendor, self.profile = vendor, profile
        initial = {name: getattr(profile, name) for name in PROFILE_FIELDS}
        initial |= {name: getattr(vendor, name) for name in ("name", "story", "story_en", "founded")}
        initial |= {"craft_village": vendor.craft_village_id, "phone": profile.phone_display}
        super().__init__(*args, **{"initial": initial, **kwargs})
        field = self.fields["craft_village"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = villages = CraftVillage.objects.filter(province=vendor.province_id).order_by("name")
        if not villages.exists():
            del self.fields["craft_village"]
        if not name_is_free(vendor):
            del self.fields["name"]
        if not legal_is_free(vendor, profile):
            for name in LEGAL_FIELDS:
                del self.fields[name]
        if profile.picture_id is None:
            del self.fields["drop_picture"]
        for shown in self.fields.values():
            shown.needed = True  # type: ignore[attr-defined]  # all may stay empty: the page says so once

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not re.search(r"\w", name):
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean_founded(self) -> int | None:
        year: int | None = self.cleaned_data["founded"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("Năm này chưa tới."), code="future")
        return year

    def clean_registration_number(self) -> str:
        number: str = self.cleaned_data["registration_number"]
        if not number:
            return ""
        if self.vendor.kind in (SellerKind.HOUSEHOLD, SellerKind.FARMER) and is_personal_number(number):
            raise forms.ValidationError(
                _("Đây là số định danh của một người, đừng cho khách xem. Ghi số trên giấy đăng ký hộ kinh doanh."),
                code="personal",
            )
        if not _REGISTRATION.fullmatch(number) or not any(char.isdigit() for char in number):
            raise forms.ValidationError(_("Số đăng ký chỉ gồm chữ, số và dấu gạch, ví dụ 2400123456."), code="invalid")
        return number

    def clean_registered_on(self) -> Any:
        day = self.cleaned_data["registered_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("Ngày cấp chưa tới."), code="future")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "phone" not in self.errors:
            self._check_phone(data)
        first, last = data.get("closed_from"), data.get("closed_until")
        if "closed_from" not in self.errors and "closed_until" not in self.errors:
            if bool(first) != bool(last):
                self.add_error("closed_until" if first else "closed_from", _("Ghi cả ngày đầu và ngày cuối."))
            elif first and last < first:
                self.add_error("closed_until", _("Ngày cuối phải sau ngày đầu."))
        for check in TEXT_CHECKS:
            for name, said in check.find({name: data.get(name) or "" for name in _AT_ONCE}).items():
                for text in said:
                    self.add_error(name, text)
        if self.errors and data.get("picture"):
            self.add_error("picture", _("Trình duyệt không giữ lại ảnh: cô chú chọn ảnh một lần nữa nhé."))
        return data

    def _check_phone(self, data: dict[str, Any]) -> None:
        phone = data.get("phone", "")
        if not phone and (data.get("show_phone") or data.get("show_zalo")):
            self.add_error("phone", _("Cô chú ghi số điện thoại để khách gọi hoặc nhắn."))
        elif data.get("show_zalo"):
            try:
                parse_phone(phone)
            except PhoneError:
                self.add_error("show_zalo", _("Số máy bàn không có Zalo: cô chú ghi số di động, hoặc tắt ô này."))

    def values(self) -> dict[str, Any]:
        """What was entered, for `vendors.shop.profile.shop_edit`. Only after `is_valid()`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("picture", "drop_picture")}


class EnquiryForm(forms.Form):
    """A buyer asks for the price of a larger quantity."""

    about = forms.ChoiceField(label=pgettext_lazy("one", "Món hàng"), required=False)
    quantity = TextField(
        label=_("Cần bao nhiêu"),
        required=False,
        longest=enquiries.MAX_QUANTITY,
        attrs={"placeholder": _("200 kg mỗi tuần")},
    )
    text = TextField(
        label=_("Bạn muốn hỏi gì?"),
        longest=enquiries.MAX_TEXT,
        rows=5,
        help_text=_("Giá sỉ, nơi nhận, ngày cần hàng, hóa đơn …"),
        error_messages={"required": _("Bạn viết vài chữ để gian hàng biết nhé.")},
    )
    name = TextField(
        label=_("Tên của bạn"),
        longest=enquiries.MAX_NAME,
        attrs={"autocomplete": "name"},
        error_messages={"required": _("Bạn cho biết tên để gian hàng xưng hô nhé.")},
    )
    phone = RecipientPhoneField(required=False, help_text=_("Chỉ gian hàng này thấy, để gọi lại. Không ghi cũng được."))

    def __init__(self, goods: list[Good], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Hỏi chung, chưa chọn món"))] + [(good.key, good.name) for good in goods]
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices
        field.error_messages["invalid_choice"] = _("Món này gian hàng không còn bán. Bạn chọn món khác nhé.")
        if not goods:
            del self.fields["about"]


class MessageForm(forms.Form):
    """The next message of an enquiry."""

    text = TextField(
        label=_("Nhắn thêm"),
        longest=enquiries.MAX_TEXT,
        rows=4,
        error_messages={"required": _("Viết vài chữ rồi hãy gửi nhé.")},
    )


class AnswerForm(MessageForm):
    """What the shop writes back."""

    text = TextField(
        label=_("Trả lời"),
        longest=enquiries.MAX_TEXT,
        rows=4,
        attrs={"placeholder": _("Ví dụ: Từ 100 kg giá 42.000đ một ký, gửi xe sau hai ngày.")},
        error_messages={"required": _("Viết vài chữ rồi hãy gửi nhé.")},
    )
