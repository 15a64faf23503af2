"""Forms of accounts. Each says what is wrong in the reader's language and keeps what was typed."""

from typing import Any

from allauth.account.fields import EmailField
from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import consent, messages, phones
from accounts.addresses import AddressData
from accounts.codes import clean_digits
from accounts.models import Address, Language, User
from core.text import clean_text, fold_key
from places.forms import AddressForm


class PhoneField(forms.CharField):
    """A Vietnamese mobile number in any spelling; cleans to E.164."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số điện thoại"))
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "placeholder": "0901 234 567"}
            ),
        )
        # Not max_length: its message would speak of characters where the number is simply wrong.
        super().__init__(**kwargs)
        self.widget.attrs["maxlength"] = str(phones.MAX_INPUT)

    def clean(self, value: Any) -> str:
        """E.164 or a `ValidationError` in the reader's language."""
        text = super().clean(value)
        if not text:
            return ""
        try:
            return self.parse(text)
        except phones.PhoneError as error:
            raise forms.ValidationError(str(error), code=error.problem.value) from None

    def parse(self, text: str) -> str:
        """E.164, or `PhoneError`."""
        return phones.parse_phone(text)


class RecipientPhoneField(PhoneField):
    """Whom the courier calls: a Vietnamese number, landlines included, since no code goes there."""

    def parse(self, text: str) -> str:
        return phones.parse_contact(text)


class PhoneForm(forms.Form):
    """Where to send the code."""

    phone = PhoneField(error_messages={"required": _("Bạn nhập số điện thoại nhé.")})


class CodeForm(forms.Form):
    """Six digits out of a message."""

    code = forms.CharField(
        label=_("Mã gồm 6 chữ số"),
        error_messages={"required": _("Bạn nhập mã gồm 6 chữ số nhé.")},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "maxlength": "12",
                "data-otp": "",
                "autofocus": True,
            }
        ),
    )

    def clean_code(self) -> str:
        """Exactly six digits, whatever stands between them. Anything else costs no try."""
        digits = clean_digits(self.cleaned_data["code"][:40])
        if len(digits) != 6:
            raise forms.ValidationError(_("Mã gồm đúng 6 chữ số."), code="format")
        return digits


class NameField(forms.CharField):
    """What to call the person."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Tên của bạn"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        # Not max_length: it would count the pieces of a decomposed letter. What is too long is cut.
        super().__init__(**kwargs)
        self.widget.attrs["maxlength"] = "80"

    def clean(self, value: Any) -> str:
        """One line in one encoding, single spaces, no control characters, at most 80 characters."""
        return clean_text(super().clean(value), max_length=80)


class AgreementMixin(forms.Form):
    """Consent at sign-up: the required texts with one tick, marketing with its own, neither set beforehand."""

    agree = forms.BooleanField(
        label=_("Tôi đã đọc và đồng ý với Điều khoản sử dụng và Chính sách quyền riêng tư"),
        error_messages={"required": _("Bạn cần đồng ý với điều khoản và chính sách quyền riêng tư để tiếp tục.")},
    )
    marketing = forms.BooleanField(
        label=_("Báo cho tôi khi có sản vật vào mùa và khuyến mãi (không bắt buộc, tắt lúc nào cũng được)"),
        required=False,
    )


class WelcomeForm(AgreementMixin):
    """First visit after signing in by phone."""

    name = NameField(required=False, help_text=_("Để người bán và người giao hàng biết gọi bạn là gì."))
    field_order = ["name", "agree", "marketing"]


class PasswordLoginForm(LoginForm):
    """E-mail and password, with our wording."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "placeholder": "ban@example.vn"})
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)


class EmailSignupForm(AgreementMixin, SignupForm):
    """An account by e-mail and password."""

    name = NameField(required=False)
    field_order = ["name", "email", "password1", "agree", "marketing"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["email"].widget.attrs["placeholder"] = "ban@example.vn"
        self.fields["password1"].label = _("Mật khẩu")
        self.fields["password1"].widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = _("Ít nhất 10 ký tự. Một câu dễ nhớ là tốt nhất.")

    def save(self, request: HttpRequest) -> User:
        """Keep the name and what was agreed to with the new account."""
        user: User = super().save(request)
        user.name = self.cleaned_data["name"]
        user.language = getattr(request, "LANGUAGE_CODE", Language.VIETNAMESE)
        user.save(update_fields=["name", "language"])
        consent.record_consent(
            user=user,
            granted=[*consent.REQUIRED, *(consent.OPTIONAL if self.cleaned_data["marketing"] else ())],
            source=consent.Source.SIGN_UP,
            ip=messages.client_ip(request),
        )
        return user


class ProfileForm(forms.Form):
    """What a person may change without a code."""

    name = NameField(required=False)
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=Language.choices)


class ConsentForm(forms.Form):
    """One decision on the privacy page."""

    purpose = forms.ChoiceField(choices=[(purpose.value, purpose.label) for purpose in consent.OPTIONAL])
    granted = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")


class EraseForm(forms.Form):
    """Deleting everything asks once more: a tick, and a word that nobody types by accident."""

    # In either language and any spelling ("xoá", "xóa", "XOA"): it is a pause for thought, not a test.
    WORDS = ("xoa", "delete")

    sure = forms.BooleanField(
        label=_("Tôi hiểu rằng việc này không thể hoàn lại"),
        error_messages={"required": _("Bạn hãy đánh dấu vào ô này nếu chắc chắn.")},
    )
    word = forms.CharField(
        label=_("Gõ chữ XOÁ để xác nhận"),
        error_messages={"required": _("Bạn gõ chữ XOÁ vào ô này nếu chắc chắn.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": "20", "autocapitalize": "characters"}),
    )

    def clean_word(self) -> str:
        """One of `WORDS`, however it is spelled."""
        word: str = self.cleaned_data["word"][:20]
        if fold_key(word) not in self.WORDS:
            raise forms.ValidationError(_("Bạn gõ đúng chữ XOÁ nhé."), code="word")
        return word


class AddressBookForm(AddressForm):
    """An address of the book: who receives, which telephone, and the place (`places.forms`)."""

    recipient = forms.CharField(
        label=_("Người nhận"),
        max_length=80,
        error_messages={"required": _("Bạn ghi tên người nhận nhé.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = RecipientPhoneField(
        label=_("Số điện thoại người nhận"),
        error_messages={"required": _("Bạn ghi số điện thoại để người giao gọi nhé.")},
    )
    make_default = forms.BooleanField(label=_("Đặt làm địa chỉ mặc định"), required=False)
    field_order = ["recipient", "phone"]

    def clean_recipient(self) -> str:
        """One line; a name of nothing but marks and spaces is none."""
        name = clean_text(self.cleaned_data["recipient"], max_length=80)
        if not name:
            raise forms.ValidationError(self.fields["recipient"].error_messages["required"], code="required")
        return name

    @staticmethod
    def initial_of(address: Address) -> dict[str, Any]:
        """What the form shows for an address that is there."""
        return {
            "recipient": address.recipient,
            "phone": address.phone_display,
            "typed": address.typed,
            "line": address.line,
            "province": address.province_id,
            "commune": address.commune_id,
            "make_default": address.is_default,
        }

    def address(self) -> AddressData:
        """What was entered, for `accounts.addresses`. Only after `is_valid()`."""
        data = self.cleaned_data
        return AddressData(
            recipient=data["recipient"],
            phone=data["phone"],
            province_code=data["province"].code,
            commune_code=data["commune"].code,
            line=data["line"],
            typed=data["typed"],
        )


__all__ = [
    "AddressBookForm",
    "CodeForm",
    "ConsentForm",
    "EmailField",
    "EmailSignupForm",
    "EraseForm",
    "NameField",
    "PasswordLoginForm",
    "PhoneField",
    "PhoneForm",
    "ProfileForm",
    "RecipientPhoneField",
    "WelcomeForm",
]
