"""How a product begins: its name and the set it belongs to, which is enough for a draft."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.editing.services import MAX_NAME
from catalog.models import Classification, ProductSet
from core.text import fold_key
from vendors.fields import TextField


def sets_in_force() -> list[ProductSet]:
    """The sets a product can be of, in order. One query."""
    edition = Classification.objects.in_force(timezone.localdate()).values("pk")
    return list(ProductSet.objects.filter(classification__in=edition).select_related("subgroup__group"))


def set_choices(sets: Iterable[ProductSet]) -> list[Any]:
    """Sets by group, each with examples."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for row in sets:
        groups.setdefault(row.subgroup.group.label, []).append((row.pk, f"{row.label}: {row.examples_label}"))
    return [("", _("Chọn loại hàng")), *groups.items()]


def short(longest: int, **kwargs: Any) -> TextField:
    """A text of at most `longest` characters. The browser knows no limit: it would cut what is pasted unsaid."""
    field = TextField(longest=longest, **kwargs)
    field.widget.attrs.pop("maxlength", None)
    return field


class BeginForm(forms.Form):
    """What it is called and what kind of goods it is: enough for a draft."""

    name = short(
        MAX_NAME,
        label=_("Tên món hàng"),
        help_text=_("ví dụ: Mật ong hoa nhãn Hưng Yên"),
        error_messages={"required": _("Cô chú đặt tên cho món hàng nhé.")},
    )
    product_set = forms.ChoiceField(
        label=_("Loại hàng"),
        error_messages={
            "required": _("Cô chú chọn loại hàng nhé."),
            "invalid_choice": _("Cô chú chọn một loại trong danh sách nhé."),
        },
    )

    def __init__(self, *args: Any, sets: list[ProductSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = {str(row.pk): row for row in sets}
        field = self.fields["product_set"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = set_choices(sets)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not fold_key(name):
            raise ValidationError(_("Cô chú đặt tên cho món hàng nhé."))
        return name

    def clean_product_set(self) -> ProductSet:
        return self.sets[self.cleaned_data["product_set"]]
