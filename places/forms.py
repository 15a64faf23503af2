"""The address part of a form: paste what you have, or choose province and commune. Works without JavaScript.

Other rooms subclass :class:`AddressForm` to put their fields beside it (who receives, which telephone) and include
``places/_address_fields.html`` in their form. Two buttons ask for another look at the same form instead of saving it:
"Đọc địa chỉ" (``name=read``) reads the pasted text, "Xem xã, phường" (``name=list``) lists the communes of the chosen
province. A view therefore begins::

    if AddressForm.is_asking(request.POST):
        form = MyForm.continued(request.POST)  # unbound: no errors, everything that was typed in its place
    else:
        form = MyForm(request.POST)
        if form.is_valid(): ...                # cleaned_data: province, commune, line, typed

With htmx the same buttons fetch only the fragment (``places:parse``, ``places:communes``).
"""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.text import clean_text
from places import selectors
from places.addresses import MAX_LENGTH, AddressTooLong, Candidate, Confidence, ParsedAddress, Reason, parse_address
from places.models import Commune, CommuneKind, Province

Choices = list[tuple[str, str | list[tuple[str, str]]]]

_MAX_INPUT = 20_000  # no field of an address needs more; the rest of a flood is not even looked at


class _Lenient(forms.CharField):
    """Cleaned text of at most ``limit`` characters; says how long it may be instead of losing the end."""

    def __init__(self, *, limit: int, multiline: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit
        self.multiline = multiline
        self.widget.attrs["maxlength"] = str(limit)

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value or "")[:_MAX_INPUT], max_length=_MAX_INPUT, multiline=self.multiline)
        if len(text) > self.limit:
            raise ValidationError(
                _("Dài quá %(limit)s ký tự. Bạn rút gọn lại nhé."), code="too_long", params={"limit": self.limit}
            )
        return text


class _Needed(forms.ChoiceField):
    """Asked for in `clean()`, since a commune chosen among candidates brings its province; never "(optional)"."""

    needed = True


class AddressForm(forms.Form):
    """See the module's docstring. ``initial``: ``province`` and ``commune`` as codes, ``line``, ``typed``."""

    typed = _Lenient(
        limit=MAX_LENGTH,
        multiline=True,
        required=False,
        label=_("Dán địa chỉ"),
        help_text=_("Tên cũ hay tên mới, có dấu hay không dấu đều được."),
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "autocomplete": "off",
                "placeholder": _("thôn 3, xã Quý Sơn, huyện Lục Ngạn, tỉnh Bắc Giang"),
            }
        ),
    )
    line = _Lenient(
        limit=200,
        label=_("Số nhà, đường, thôn, ấp"),
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
        error_messages={"required": _("Bạn ghi số nhà, đường hoặc thôn, ấp để người giao tìm được nhé.")},
    )
    province = _Needed(
        label=_("Tỉnh, thành phố"),
        required=False,
        error_messages={"invalid_choice": _("Bạn chọn một tỉnh, thành phố trong danh sách nhé.")},
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    commune = _Needed(
        label=_("Xã, phường, đặc khu"),
        required=False,
        error_messages={"invalid_choice": _("Bạn chọn một xã, phường trong danh sách nhé.")},
        widget=forms.Select(attrs={"autocomplete": "address-level2"}),
    )
    # How the commune was asked for, so that a form with an error comes back as it was.
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    parsed: ParsedAddress | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choice("province").choices = province_choices()
        if self._value("asked") == "candidates" and self.parsed is None:
            self.parsed = _read(self._value("typed"))
        self._offer_communes()

    @classmethod
    def is_asking(cls, data: Mapping[str, Any]) -> bool:
        """Whether one of the two buttons was pressed that do not save."""
        return "read" in data or "list" in data

    @classmethod
    def continued(cls, data: Mapping[str, Any], **kwargs: Any) -> Self:
        """The form again with everything that was typed, after one of the buttons; unbound, so it shows no errors.

        After "Đọc địa chỉ" what was understood fills the fields; what the person had filled in by hand stays where the
        text says nothing.
        """
        initial = {name: str(data.get(name, ""))[:_MAX_INPUT] for name in cls.base_fields}
        parsed: ParsedAddress | None = None
        if "list" in data:
            initial |= {"asked": "", "commune": ""}
        else:
            parsed = _read(initial["typed"])
            if parsed:
                initial |= {
                    "province": parsed.province_code or initial["province"],
                    "commune": parsed.commune_code or "",
                    "line": parsed.line or initial["line"],
                    "asked": "candidates" if parsed.confidence is Confidence.CANDIDATES else "",
                }
        form = cls(initial=initial, **kwargs)
        if "list" not in data:
            form.parsed = parsed
            form.was_read = True
            form._offer_communes()
        return form

    was_read = False

    def _value(self, name: str) -> str:
        if self.is_bound:
            value = self.data.get(self.add_prefix(name))
        else:
            value = self.get_initial_for_field(self.fields[name], name)
        return str(value or "")[:_MAX_INPUT]

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):  # a subclass replaced it
            raise TypeError(name)
        return field

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Communes to choose from, the likeliest first; empty when the list of the province is shown."""
        if self.parsed and self._value("asked") == "candidates":
            return self.parsed.candidates
        return ()

    def _offer_communes(self) -> None:
        field = self._choice("commune")
        if self.candidates:
            field.widget = forms.RadioSelect()
            field.choices = [(c.code, candidate_label(c)) for c in self.candidates]
        else:
            field.choices = commune_choices(self._value("province"))

    def clean(self) -> dict[str, Any]:
        """Puts the units in place of their codes; of candidates in several provinces the commune chosen decides."""
        data = super().clean() or {}
        province = selectors.province(data.get("province") or "")
        commune = selectors.commune(data.get("commune") or "")
        if commune and self.candidates:
            province = commune.province
        if not province and "province" not in self.errors:
            self.add_error("province", _("Bạn chọn tỉnh, thành phố nhé."))
        if not commune and "commune" not in self.errors:
            self.add_error("commune", _("Bạn chọn xã, phường nhé."))
        data["province"], data["commune"] = province, commune
        data.pop("asked", None)
        return data

    @property
    def message(self) -> str | Promise:
        """What the reading came to, for the person; empty when nothing was read."""
        if not self.was_read:
            return ""
        if len(self._value("typed")) > MAX_LENGTH and self.parsed is None:
            return format_lazy(_("Địa chỉ dài quá {limit} ký tự. Bạn rút gọn lại nhé."), limit=MAX_LENGTH)
        if self.parsed is None or self.parsed.confidence is Confidence.NONE:
            return _("Chưa nhận ra địa chỉ này. Bạn chọn tỉnh và xã, phường ở dưới nhé.")
        return reading_message(self.parsed)

    @property
    def understood(self) -> bool:
        """Whether the reading led to one commune."""
        return bool(self.parsed and self.parsed.confidence is Confidence.EXACT)


def _read(text: str) -> ParsedAddress | None:
    try:
        return parse_address(text) if text.strip() else None
    except AddressTooLong:
        return None


def reading_message(parsed: ParsedAddress) -> str:
    """One or two sentences on what was understood and what to do next."""
    if parsed.confidence is Confidence.EXACT and parsed.commune and parsed.province:
        place = f"{parsed.commune.full_name}, {parsed.province.label}"
        if parsed.matched:
            return _now("Nay là %(place)s. Bạn xem lại rồi lưu nhé.") % {"place": place}
        return _now("Đã nhận ra: %(place)s. Bạn xem lại rồi lưu nhé.") % {"place": place}
    if parsed.confidence is Confidence.PROVINCE and parsed.province:
        return _now("Mới nhận ra %(province)s. Bạn chọn xã, phường nhé.") % {"province": parsed.province.label}
    reason = parsed.candidates[0].reason if parsed.candidates else Reason.SAME_NAME
    former = parsed.matched[0] if parsed.matched else ""
    if reason is Reason.SPLIT:
        return _now("%(former)s cũ nay thuộc nhiều xã, phường. Bạn chọn nơi mình ở nhé.") % {"former": former}
    if reason is Reason.DISTRICT:
        return _now("Chưa thấy tên xã, phường. Bạn chọn trong các nơi thuộc %(former)s cũ nhé.") % {"former": former}
    if reason is Reason.UNSURE:
        return _now("Chưa chắc là xã, phường nào. Bạn chọn giúp nhé.")
    return _now("Có nhiều nơi cùng tên. Bạn chọn nơi mình ở nhé.")


def candidate_label(candidate: Candidate) -> str:
    """ "Phường Phượng Sơn, Bắc Ninh (trước là Xã Quý Sơn, Huyện Lục Ngạn, Bắc Giang)"."""
    commune = candidate.commune
    label = f"{commune.full_name}, {commune.province.label}"
    if candidate.former and candidate.reason is not Reason.DISTRICT:
        return _now("%(now)s (trước là %(former)s)") % {"now": label, "former": candidate.former}
    return label


def province_choices() -> Choices:
    """Provinces by region for a select; the former names stand behind, since that is what people look for."""
    choices: Choices = [("", _now("Chọn tỉnh, thành phố"))]
    for region, provinces in selectors.provinces_by_region():
        choices.append((str(region.label), [(unit.code, _with_former(unit)) for unit in provinces]))
    return choices


def _with_former(province: Province) -> str:
    if not province.former_names:
        return province.label
    return _now("%(name)s (gồm %(former)s cũ)") % {"name": province.label, "former": ", ".join(province.former_names)}


def commune_choices(province_code: str) -> Choices:
    """Communes of a province for a select, by kind, the name first so that typing its letters finds it."""
    units = selectors.communes(province_code)
    if not units:
        return [("", _now("Chọn tỉnh, thành phố trước"))]
    choices: Choices = [("", _now("Chọn xã, phường"))]
    for kind in (CommuneKind.SPECIAL, CommuneKind.WARD, CommuneKind.COMMUNE):
        named = [(unit.code, _name_first(unit)) for unit in units if unit.kind == kind]
        if named:
            choices.append((str(kind.label), named))
    return choices


def _name_first(commune: Commune) -> str:
    return f"{commune.name} ({str(CommuneKind(commune.kind).label).lower()})"
