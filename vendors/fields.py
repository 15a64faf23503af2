"""Form fields of the centre: what is typed is cleaned, and what is too long is said rather than cut."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.pictures import CleanPicture, PictureRefused, picture_check
from core.text import clean_text

_READ = 20_000  # characters that are looked at; nobody types more


class TextField(forms.CharField):
    """What a person typed, through `clean_text`; more than `longest` characters is an error. `rows` for a textarea.

    No `maxlength`: a browser would cut what is pasted without a word.
    """

    def __init__(self, *, longest: int, rows: int = 0, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.longest, self.multiline = longest, rows > 0
        own: dict[str, Any] = ({"rows": str(rows)} if rows else {}) | (attrs or {})
        super().__init__(widget=forms.Textarea(attrs=own) if rows else forms.TextInput(attrs=own), **kwargs)

    def to_python(self, value: Any) -> str:
        text = clean_text(str(value or "")[:_READ], max_length=_READ, multiline=self.multiline)
        if len(text) > self.longest:
            raise ValidationError(
                ngettext(
                    "Dài quá: tối đa %(most)d ký tự, đang có %(n)d.",
                    "Dài quá: tối đa %(most)d ký tự, đang có %(n)d.",
                    len(text),
                )
                % {"most": self.longest, "n": len(text)},
                code="max_length",
            )
        return text


class DayField(forms.DateField):
    """A day, from the browser's calendar or typed as Vietnamese people do: 15/06/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])
        kwargs.setdefault("error_messages", {"invalid": _("Ngày này chưa đúng. Ví dụ: 15/06/2026.")})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().to_python(value)
        if day is not None and not 1900 <= day.year <= 2100:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class PictureField(forms.Field):
    """One photograph, checked and cleaned; None where nothing was chosen."""

    widget = forms.FileInput(attrs={"accept": "image/*"})

    def __init__(self, *, max_side: int, **kwargs: Any) -> None:
        self.max_side = max_side
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: UploadedFile | None) -> CleanPicture | None:
        if not value:
            return None
        try:
            return picture_check(value, max_side=self.max_side)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal), code="picture") from None
