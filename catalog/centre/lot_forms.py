"""Forms of lots in the centre."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.centre.grid import CellWrong, read_count
from catalog.forms import TextField
from catalog.lots import MAX_CERTIFICATES, MAX_CODE, LotData, code_suggested
from catalog.models import GrowingArea, Lot, Offer, Product, TraceKind
from core.text import clean_text

MAX_LINE: Final = 120
_DAYS: Final = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


class CountField(forms.CharField):
    """A whole number of pieces as people type it; None where it is empty."""

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        self.least = least
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "16"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = read_count(text)
        except CellWrong as error:
            raise forms.ValidationError(str(error)) from error
        if number < self.least:
            raise forms.ValidationError(_("Ít nhất là %(least)d.") % {"least": self.least})
        return number


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LotForm(forms.Form):
    """What a shop writes about a lot. Offers a code, the last day by the product's shelf life, and the shop's packs."""

    code = TextField(
        label=gettext_lazy("Mã lô"), longest=MAX_CODE, help_text=gettext_lazy("In trên bao bì, sau này không đổi được.")
    )
    made_on = forms.DateField(label=gettext_lazy("Ngày sản xuất, thu hoạch"), widget=DayInput, input_formats=_DAYS)
    use_by = forms.DateField(label=gettext_lazy("Hạn sử dụng"), widget=DayInput, input_formats=_DAYS, required=False)
    offer = forms.ModelChoiceField(
        label=gettext_lazy("Đóng vào quy cách"),
        queryset=Offer.objects.none(),
        required=False,
        empty_label=gettext_lazy("Quy cách nào cũng được"),
    )
    quantity = CountField(
        label=gettext_lazy("Làm được bao nhiêu?"),
        required=False,
        least=1,
        help_text=gettext_lazy("Để trống nếu không đếm theo lô."),
    )
    growing_area = TextField(
        label=gettext_lazy("Mã số vùng trồng"), longest=60, required=False, help_text=gettext_lazy("Nếu có.")
    )
    certificates = TextField(
        label=gettext_lazy("Chứng nhận của lô"),
        longest=MAX_CERTIFICATES * MAX_LINE,
        rows=3,
        required=False,
        help_text=gettext_lazy("Mỗi dòng một chứng nhận, ví dụ: VietGAP, phiếu kiểm nghiệm số 12."),
    )

    def __init__(self, *args: Any, product: Product, lot: Lot | None = None, **kwargs: Any) -> None:
        self.product, self.lot = product, lot
        kwargs["initial"] = (_written(lot) if lot else _suggested(product)) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["offer"].queryset = product.offers.order_by("position", "pk")  # type: ignore[attr-defined]
        self.fields["offer"].label_from_instance = lambda offer: offer.name or offer.sku  # type: ignore[attr-defined]
        self.fields["growing_area"].widget.attrs["list"] = "vung-trong"
        if lot is not None:
            del self.fields["code"]

    def clean_growing_area(self) -> GrowingArea | None:
        code = self.cleaned_data["growing_area"]
        if not code:
            return None
        found = GrowingArea.objects.filter(code__iexact=code).first()
        if found is None:
            raise forms.ValidationError(_("Chưa có mã này trong danh sách vùng trồng. Xem lại giấy, hoặc để trống."))
        return found

    def clean_certificates(self) -> list[str]:
        lines = [clean_text(line, max_length=MAX_LINE + 1) for line in self.cleaned_data["certificates"].split("\n")]
        lines = [line for line in lines if line]
        if len(lines) > MAX_CERTIFICATES:
            raise forms.ValidationError(_("Nhiều nhất %(n)d dòng.") % {"n": MAX_CERTIFICATES})
        if any(len(line) > MAX_LINE for line in lines):
            raise forms.ValidationError(_("Mỗi dòng dài nhất %(n)d ký tự.") % {"n": MAX_LINE})
        return lines

    def lot_data(self) -> LotData:
        """What was written, once it is valid."""
        data = self.cleaned_data
        names = ("made_on", "use_by", "growing_area", "certificates", "offer", "quantity")
        return LotData(**{name: data[name] for name in names})


def _suggested(product: Product) -> dict[str, Any]:
    today = timezone.localdate()
    use_by = today + dt.timedelta(days=product.shelf_life_days) if product.shelf_life_days else None
    return {"code": code_suggested(product, today), "made_on": today, "use_by": use_by}


def _written(lot: Lot) -> dict[str, Any]:
    return {
        "made_on": lot.made_on,
        "use_by": lot.use_by,
        "offer": lot.offer_id,
        "quantity": lot.quantity,
        "growing_area": lot.growing_area.code if lot.growing_area else "",
        "certificates": "\n".join(lot.certificates),
    }


class StepForm(forms.Form):
    """One step of a lot: where it came from, what was done, where it went."""

    kind = forms.ChoiceField(label=gettext_lazy("Việc gì?"), choices=TraceKind.choices)
    day = forms.DateField(label=gettext_lazy("Ngày"), widget=DayInput, input_formats=_DAYS)
    place = TextField(
        label=gettext_lazy("Ở đâu, của ai?"),
        longest=160,
        required=False,
        help_text=gettext_lazy("Ví dụ: vườn nhà ông Bảy, thôn Đồng Giao; cửa hàng Lan, 12 Trần Phú."),
    )
    text = TextField(label=gettext_lazy("Ghi chép"), longest=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"day": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **{"auto_id": "buoc-%s", **kwargs})

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa tới."))
        return day

    @property
    def at(self) -> dt.datetime:
        """Noon of the day: nobody keeps the hour."""
        noon = dt.datetime.combine(self.cleaned_data["day"], dt.time(12))
        return min(timezone.make_aware(noon), timezone.now())


class TakeForm(forms.Form):
    """So many pieces were packed from the lot."""

    pieces = CountField(label=gettext_lazy("Lấy ra bao nhiêu?"), least=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "lay-%s", **kwargs})
