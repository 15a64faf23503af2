"""Forms about people: inviting, roles, handing over, drafting for somebody, offices, acting."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import PhoneField
from accounts.models import User
from accounts.phones import PhoneError, parse_phone
from places import selectors as places
from places.forms import commune_choices, province_choices
from vendors.fields import TextField
from vendors.models import INVITABLE, MARKS, Member, Officer, Role, SellerKind
from vendors.people.services import name_of
from vendors.services import MAX_NAME

_OFFICER_KINDS: Final = [kind for kind in SellerKind if kind != SellerKind.SHOWROOM]


class ShopNameField(TextField):
    """The name of a shop: at least one letter or digit."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Tên gian hàng"))
        kwargs.setdefault("error_messages", {"required": _("Gian hàng cần có tên.")})
        super().__init__(longest=MAX_NAME, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and not any(character.isalnum() for character in text):
            raise ValidationError(_("Tên gian hàng cần có chữ."), code="no_letters")
        return text


class RoleForm(forms.Form):
    """A role that is given by invitation or changed by the owner."""

    role = forms.ChoiceField(
        label=_("Làm việc gì"),
        choices=[(role.value, role.label) for role in INVITABLE],
        error_messages={
            "required": _("Cô chú chọn một việc nhé."),
            "invalid_choice": _("Cô chú chọn một việc trong danh sách nhé."),
        },
    )


class InviteForm(RoleForm):
    """Whom to invite, for what."""

    name = TextField(
        longest=80,
        required=False,
        label=_("Mời ai"),
        help_text=_("Ví dụ: cháu Nga, chị Hoà. Để sau này nhớ liên kết này của ai."),
        attrs={"autocomplete": "off"},
    )
    field_order = ["name", "role"]


class SendLinkForm(forms.Form):
    """Send a link that was just made. The token is in the page; it is stored nowhere."""

    phone = PhoneField(error_messages={"required": _("Cô chú nhập số điện thoại nhé.")})
    token = forms.CharField(widget=forms.HiddenInput, max_length=64)


class HandOverForm(forms.Form):
    """Who is to own the shop, and that this is meant."""

    member = forms.ChoiceField(
        label=_("Ai làm chủ"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Cô chú chọn người làm chủ mới nhé."),
            "invalid_choice": _("Người này không còn ở gian hàng. Cô chú chọn lại nhé."),
        },
    )
    sure = forms.BooleanField(
        label=_("Tôi hiểu: sau khi chuyển, tôi là quản lý, không còn đổi được tài khoản ngân hàng và người làm"),
        error_messages={"required": _("Cô chú đánh dấu là đã hiểu rồi hãy chuyển nhé.")},
    )

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [(str(member.pk), f"{name_of(member.user)} ({Role(member.role).label})") for member in members]


class MarksForm(forms.Form):
    """What the owner says about themselves, and the consent apart from it; neither is set beforehand."""

    youth_led = forms.BooleanField(label=_("Tôi là thanh niên (dưới 35 tuổi)"), required=False)
    women_led = forms.BooleanField(label=_("Tôi là phụ nữ"), required=False)
    ethnic_minority_led = forms.BooleanField(label=_("Tôi là người dân tộc thiểu số"), required=False)
    agree = forms.BooleanField(label=_("Tôi đồng ý để Chợ Làng giữ các điều đã đánh dấu ở trên"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in MARKS):
            self.add_error(None, _("Cô chú đánh dấu ít nhất một dòng. Không muốn ghi thì bỏ qua trang này."))
        elif not data.get("agree"):
            self.add_error("agree", _("Phải có sự đồng ý của cô chú thì mới giữ được các điều này."))
        return data

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(name for name in MARKS if self.cleaned_data.get(name))


class DraftForm(forms.Form):
    """What an officer says to begin a shop for somebody."""

    name = ShopNameField(help_text=_("Tên khách nhìn thấy, ví dụ: HTX vải thiều Quý Sơn, Tương bần cô Hạnh."))
    kind = forms.ChoiceField(
        label=_("Loại hình"),
        choices=[("", _("Chọn loại hình")), *((kind.value, kind.label) for kind in _OFFICER_KINDS)],
        error_messages={"required": _("Chọn loại hình nhé."), "invalid_choice": _("Chọn một loại hình nhé.")},
    )
    commune = forms.ChoiceField(
        label=_("Xã, phường"),
        error_messages={
            "required": _("Chọn xã, phường nhé."),
            "invalid_choice": _("Chọn một xã, phường trong địa bàn của mình nhé."),
        },
    )
    producer_name = TextField(
        longest=80,
        required=False,
        label=_("Chủ gian hàng"),
        help_text=_("Tên để nhớ, ví dụ: bác Sáu. Chủ gian hàng tự ghi tên đầy đủ khi nhận."),
        attrs={"autocomplete": "off"},
    )
    phone = PhoneField(
        required=False,
        label=_("Số điện thoại của chủ gian hàng"),
        help_text=_("Để gửi liên kết xác nhận. Xác nhận xong thì số này được xoá khỏi đây."),
    )

    def __init__(self, *args: Any, offices: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["commune"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = _communes_of(offices)


def _communes_of(offices: list[Officer]) -> list[tuple[str, Any]]:
    """The communes of these areas, by province; a single one needs no choosing."""
    groups: dict[str, dict[str, str]] = {}
    for office in offices:
        group = groups.setdefault(office.province.label, {})
        if office.commune is not None:
            group[office.commune.code] = office.commune.full_name
        else:
            group |= {unit.code: unit.full_name for unit in places.communes(office.province_id)}
    if len(groups) == 1:
        (only,) = groups.values()
        return list(only.items()) if len(only) == 1 else [("", _("Chọn xã, phường")), *only.items()]
    return [("", _("Chọn xã, phường")), *((label, list(units.items())) for label, units in groups.items())]


class ConfirmForm(forms.Form):
    """The producer takes the drafted shop over and may correct its name."""

    name = ShopNameField()
    mine = forms.BooleanField(
        label=_("Đây là gian hàng của tôi, tôi nhận và chịu trách nhiệm về gian hàng này"),
        error_messages={"required": _("Cô chú đánh dấu nếu đúng là gian hàng của mình.")},
    )


class PersonField(TextField):
    """The account behind a proven number or address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Số điện thoại hoặc e-mail"))
        kwargs.setdefault("help_text", _("Người này phải có tài khoản Chợ Làng rồi."))
        kwargs.setdefault("error_messages", {"required": _("Nhập số điện thoại hoặc e-mail nhé.")})
        super().__init__(longest=120, **kwargs)

    def clean(self, value: Any) -> Any:
        """The person. Raises `ValidationError` for a number or address that nobody has proved."""
        text: str = super().clean(value)
        if "@" in text:
            found = User.objects.filter(email=User.objects.normalize_email(text), is_active=True).first()
            found = found if found and found.email_verified else None
        else:
            try:
                phone = parse_phone(text)
            except PhoneError as error:
                raise ValidationError(str(error), code="phone") from None
            found = User.objects.filter(phone=phone, phone_verified=True, is_active=True).first()
        if found is None:
            raise ValidationError(_("Chưa có tài khoản nào với số hoặc e-mail này."), code="unknown")
        return found


class OwnerForm(forms.Form):
    """Whom the staff name as the owner of a shop that has none, and why."""

    person = PersonField()
    reason = TextField(
        longest=300,
        rows=3,
        label=_("Lý do"),
        help_text=_("Ví dụ: chủ cũ xoá tài khoản, hợp tác xã cử người mới theo biên bản ngày 20/11. Chủ mới đọc được."),
        error_messages={"required": _("Ghi lý do nhé, chủ mới sẽ đọc.")},
    )


class OfficerForm(forms.Form):
    """Who looks after which area. Without a commune it is the whole province."""

    person = PersonField()
    province = forms.ChoiceField(
        label=_("Tỉnh, thành phố"),
        error_messages={"required": _("Chọn tỉnh, thành phố nhé."), "invalid_choice": _("Chọn trong danh sách nhé.")},
    )
    commune = forms.ChoiceField(
        label=_("Xã, phường"),
        required=False,
        help_text=_("Bỏ trống nếu là điểm giới thiệu của cả tỉnh."),
        error_messages={"invalid_choice": _("Chọn một xã, phường của tỉnh này nhé.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province, commune = self.fields["province"], self.fields["commune"]
        assert isinstance(province, forms.ChoiceField)  # noqa: S101
        assert isinstance(commune, forms.ChoiceField)  # noqa: S101
        province.choices = province_choices()
        chosen = self.data.get("province") if self.is_bound else self.initial.get("province")
        commune.choices = commune_choices(str(chosen or "")[:2])


class ActingForm(forms.Form):
    """Why a member of the staff acts for a shop; the owner reads it."""

    reason = TextField(
        longest=300,
        label=_("Lý do"),
        help_text=_("Chủ gian hàng sẽ đọc được lý do này."),
        error_messages={"required": _("Ghi lý do nhé, chủ gian hàng sẽ đọc.")},
    )
