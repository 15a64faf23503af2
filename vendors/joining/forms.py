"""Forms of opening a shop and of keeping its papers. Secrets that are stored already are never put into a field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.forms import RecipientPhoneField
from places import selectors as places
from places.forms import AddressForm, province_choices
from vendors.fields import DayField, TextField
from vendors.joining import banks
from vendors.joining.closing import Closing
from vendors.joining.documents import ACCEPT
from vendors.joining.services import kind_help
from vendors.joining.taxcodes import PERSONAL, TaxCodeRefused, parse_tax_code
from vendors.joining.verification import MAX_OWN_REASON
from vendors.models import Dossier, PaperKind, SellerKind, Vendor
from vendors.services import MAX_NAME


def _kinds() -> list[tuple[str, Any]]:
    """Kinds with a line of help each: people rarely know the legal word for what they are."""
    order = ("farmer", "household", "group", "coop", "company", "showroom")
    pattern = mark_safe('<span>{}<br><span class="small muted">{}</span></span>')
    return [(kind, format_html(pattern, SellerKind(kind).label, kind_help(kind))) for kind in order]


class ShopForm(forms.Form):
    """The first step: what kind of seller, what the shop is called, in which province."""

    kind = forms.ChoiceField(
        label=_("Mình bán với tư cách gì?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Bạn chọn một loại hình nhé."),
            "invalid_choice": _("Bạn chọn một loại hình nhé."),
        },
    )
    name = TextField(
        label=_("Tên gian hàng"),
        longest=MAX_NAME,
        help_text=_("Tên khách nhìn thấy, ví dụ: HTX vải thiều Quý Sơn, Tương bần cô Hạnh."),
        error_messages={"required": _("Gian hàng cần có tên.")},
        attrs={"autocomplete": "organization"},
    )
    province = forms.ChoiceField(
        label=_("Tỉnh, thành phố"),
        error_messages={
            "required": _("Bạn chọn tỉnh, thành phố nhé."),
            "invalid_choice": _("Bạn chọn một tỉnh, thành phố trong danh sách nhé."),
        },
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, province = self.fields["kind"], self.fields["province"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        assert isinstance(province, forms.ChoiceField)  # noqa: S101
        kind.choices, province.choices = _kinds(), province_choices()

    @staticmethod
    def initial_of(vendor: Vendor) -> dict[str, Any]:
        """What the form shows for a shop that is there."""
        return {"kind": vendor.kind, "name": vendor.name, "province": vendor.province_id}

    def clean_name(self) -> str:
        """A name of nothing but marks is none."""
        name: str = self.cleaned_data["name"]
        if not any(char.isalnum() for char in name):
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def clean_province(self) -> Any:
        """The province in place of its code."""
        return places.province(self.cleaned_data["province"])


class PlaceForm(AddressForm):
    """Where the shop is, as every address is entered, and the telephone the marketplace calls."""

    phone = RecipientPhoneField(
        label=_("Điện thoại gian hàng"),
        help_text=_("Để Chợ Làng và người giao hàng gọi. Cho khách thấy số hay không, bạn chọn sau."),
        error_messages={"required": _("Bạn ghi số điện thoại nhé.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].error_messages["required"] = _("Bạn ghi số nhà, đường hoặc thôn, ấp nhé.")

    @staticmethod
    def initial_of(vendor: Vendor, dossier: Dossier, *, own_phone: str = "") -> dict[str, Any]:
        """What the form shows for a shop that is there; `own_phone`, as people write it, where it has none yet."""
        return {
            "typed": dossier.typed,
            "line": dossier.line,
            "province": vendor.province_id,
            "commune": vendor.commune_id or "",
            "phone": dossier.phone_display or own_phone,
        }


class RepresentativeForm(forms.Form):
    """Who answers for the shop, and its tax code. Left empty, a tax code that is stored stays."""

    representative = TextField(
        label=_("Họ và tên người đại diện"),
        longest=80,
        help_text=_("Như trên giấy đăng ký hoặc căn cước."),
        error_messages={"required": _("Bạn ghi họ và tên người đại diện nhé.")},
        attrs={"autocomplete": "name"},
    )
    tax_code = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "40"})
    )

    def __init__(self, vendor: Vendor, dossier: Dossier, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"representative": dossier.representative})
        super().__init__(*args, **kwargs)
        self.kind, self.stored = vendor.kind, dossier.tax_code
        field = self.fields["tax_code"]
        field.needed = True  # type: ignore[attr-defined]  # for the template: not "optional"
        if self.kind in PERSONAL:
            field.label = _("Số định danh cá nhân")
            field.help_text = _("12 chữ số trên căn cước, ví dụ 003 190 012 345. Từ 1/7/2025 đây cũng là mã số thuế.")
        else:
            field.label = _("Mã số thuế")
            field.help_text = _("10 chữ số trên giấy đăng ký, ví dụ 2400 123 456; chi nhánh thêm 3 chữ số.")

    def clean_tax_code(self) -> str:
        """The code in its one spelling; empty where the stored one stays. A stored one of another kind does not."""
        typed: str = self.cleaned_data["tax_code"]
        try:
            checked = parse_tax_code(typed or self.stored, kind=self.kind)
        except TaxCodeRefused as refused:
            raise ValidationError(str(refused), code="tax_code") from None
        return checked if typed.strip() else ""


class AccountForm(forms.Form):
    """Where the shop's money goes."""

    bank_bin = forms.ChoiceField(
        label=_("Ngân hàng"),
        error_messages={
            "required": _("Bạn chọn ngân hàng nhé."),
            "invalid_choice": _("Bạn chọn một ngân hàng trong danh sách nhé."),
        },
    )
    account = forms.CharField(
        label=_("Số tài khoản"),
        help_text=_("Ví dụ: 1020 3040 5060. Viết liền hay cách đều được."),
        error_messages={"required": _("Bạn nhập số tài khoản nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "80", "spellcheck": "false"}),
    )
    holder = forms.CharField(
        label=_("Tên chủ tài khoản"),
        help_text=_("Ví dụ: Lê Thị Mai. Máy tự đổi thành LE THI MAI như ngân hàng ghi."),
        error_messages={"required": _("Bạn nhập tên chủ tài khoản nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "200", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bank_bin"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("Chọn ngân hàng")), *((bank.bin, bank.label) for bank in banks.banks().values())]

    def clean_account(self) -> str:
        """Without spaces."""
        try:
            return banks.parse_account(self.cleaned_data["account"])
        except banks.AccountRefused as refused:
            raise ValidationError(str(refused), code="account") from None

    def clean_holder(self) -> str:
        """As banks write it."""
        try:
            return banks.parse_holder(self.cleaned_data["holder"])
        except banks.AccountRefused as refused:
            raise ValidationError(str(refused), code="holder") from None


class FoodForm(forms.Form):
    """What decides whether food safety has to be proved."""

    sells_food = forms.TypedChoiceField(
        label=_("Gian hàng có bán đồ ăn, thức uống, nông sản không?"),
        choices=[("1", _("Có")), ("0", _("Không, chỉ đồ thủ công, cây cảnh, dịch vụ…"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Bạn chọn có hoặc không nhé.")},
    )


class PaperForm(forms.Form):
    """One file of one kind; `replaces` is the paper it comes instead of."""

    kind = forms.ChoiceField(choices=PaperKind.choices, widget=forms.HiddenInput)
    replaces = forms.IntegerField(required=False, min_value=0, max_value=2**62, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Ảnh chụp hoặc tệp PDF"),
        help_text=_("JPEG, PNG, WebP hoặc PDF, tối đa 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Bạn chọn ảnh hoặc tệp nhé."),
            "empty": _("Tệp này trống."),
            "invalid": _("Bạn chọn ảnh hoặc tệp nhé."),
        },
    )
    valid_until = DayField(label=_("Có giá trị đến ngày"), required=False)

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"kind": kind}, "auto_id": f"id_{kind}_%s", **kwargs})


class ContractForm(forms.Form):
    """The owner's consent; no tick is set beforehand. `version` is the one that was read."""

    version = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý với hợp đồng này, thay mặt gian hàng"),
        error_messages={"required": _("Bạn đọc rồi đánh dấu vào ô này nhé.")},
    )


class NameForm(forms.Form):
    """Another name for a verified shop, why, and the paper that shows it where there is one."""

    name = TextField(
        label=_("Tên mới"),
        longest=MAX_NAME,
        error_messages={"required": _("Cô chú ghi tên mới nhé.")},
        attrs={"autocomplete": "off"},
    )
    reason = TextField(
        label=_("Vì sao đổi"),
        longest=300,
        rows=3,
        help_text=_("Ví dụ: hợp tác xã đổi tên theo giấy đăng ký mới ngày 20/11."),
        error_messages={"required": _("Cô chú ghi vì sao đổi, để Chợ Làng xét.")},
    )
    paper = forms.FileField(
        label=_("Giấy đăng ký có tên mới"),
        required=False,
        help_text=_("Ảnh JPEG, PNG, WebP hoặc PDF, tối đa 10 MB. Không có giấy cũng gửi được."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": _("Tệp này trống."), "invalid": _("Bạn chọn ảnh hoặc tệp nhé.")},
    )

    def clean_name(self) -> str:
        """A name of nothing but marks is none."""
        name: str = self.cleaned_data["name"]
        if not any(char.isalnum() for char in name):
            raise ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name


class CloseForm(forms.Form):
    """That closing is meant, as it was shown (`meant`), and why; the reason stands in the shop's history."""

    _SURE = {
        Closing.CLOSE: _("Tôi hiểu: gian hàng và hàng của tôi rời chợ ngay"),
        Closing.WITHDRAW: _("Tôi muốn rút hồ sơ về"),
        Closing.DISCARD: _("Tôi hiểu: xoá rồi thì không lấy lại được"),
    }
    meant = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    reason = TextField(
        longest=MAX_OWN_REASON,
        rows=3,
        required=False,
        label=_("Vì sao đóng"),
        help_text=_("Chợ Làng và người làm ở gian hàng đọc được."),
    )
    sure = forms.BooleanField(error_messages={"required": _("Cô chú đánh dấu là đã hiểu nhé.")})

    def __init__(self, *args: Any, closing: Closing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._closing = closing
        self.fields["sure"].label = self._SURE.get(closing, "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self._closing not in self._SURE or data.get("meant") != self._closing:
            raise ValidationError(_("Gian hàng đã sang bước khác. Cô chú đọc lại trang này nhé."), code="moved")
        return data
