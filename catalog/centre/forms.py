"""Forms of the centre's product pages. Every field is named as in `catalog.editing.services.values_of`."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.centre.begin import set_choices, short
from catalog.centre.fields import (
    MAX_STOCK,
    BoxField,
    GtinField,
    LifeField,
    PriceField,
    SeasonDayField,
    StrengthField,
    WeightField,
    WholeField,
)
from catalog.claims import claims_in, refusals
from catalog.editing.gallery import MAX_ALT
from catalog.editing.labelling import ALCOHOL_SETS, FOOD_SETS_UP_TO, STAY_SET, SUPPLEMENT_SET, label_asks
from catalog.editing.packs import FIELDS as PACK_FIELDS
from catalog.editing.packs import MAX_PACKS
from catalog.editing.producers import MAX_NAME as MAX_PRODUCER
from catalog.editing.producers import is_named, producer_meant
from catalog.editing.services import FACTS, MAX_NAME
from catalog.editing.working import Working
from catalog.models import BannedClaim, Offer, ProductSet, SaleMode
from catalog.wording import WEEKDAYS
from core.text import fold_key
from places import selectors as places
from vendors.models import SellerKind

MAX_DESCRIPTION: Final = 10_000
MAX_TRANSIT: Final = 30
FARTHEST: Final = dt.timedelta(days=366)
NEW: Final = "pack-new-"
WHOLE: Final = "whole"  # the form's last field: it came with all its boxes, empty ones included
_NOW: Final = "%Y-%m-%dT%H:%M"


class ProductForm(forms.Form):
    """One listing with its pictures' words and its packs, as it is edited now.

    `values()` are those that could be read, named as in `values_of`; what could not is an error at its field, and
    neither keeps the rest from being saved.
    """

    def __init__(
        self, data: Any = None, *, working: Working, values: Mapping[str, Any], sets: list[ProductSet]
    ) -> None:
        self.working, self.stored = working, values
        self.is_showroom = working.product.vendor.kind == SellerKind.SHOWROOM
        self.absent: set[str] = set()
        super().__init__(data, initial=self._initial(values))
        self.order_after = [int(name.split("-")[1]) for name in values if re.fullmatch(r"pack-\d+-name", name)]
        self._texts(sets)
        self._label()
        self._facts()
        self._pictures()
        self._packs()
        if data is not None:
            self._partial(data)

    def _partial(self, data: Mapping[str, Any]) -> None:
        """What did not come back at all says nothing; of empty boxes one knows it only by `whole`."""
        for name, field in self.fields.items():
            is_box = isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)
            self.absent |= {name} if (WHOLE not in data if is_box else name not in data) else set()
            field.required = field.required and name not in self.absent

    # ── what there is to fill in ─────────────────────────────────────────────────────────────────────────────────────
    def _initial(self, values: Mapping[str, Any]) -> dict[str, Any]:
        initial = dict(values)
        commune = places.commune(values["commune_id"] or "")
        initial["commune_id"] = str(commune) if commune else ""
        producer = self.working.shown.producer
        initial["producer_id"] = producer.name if is_named(producer) else ""
        bits = values["dispatch_weekdays"]
        initial["dispatch_weekdays"] = [str(day) for day in range(7) if bits >> day & 1]
        opens, closes, note = values["season"] or ("", "", "")
        initial |= {"season_opens": opens, "season_closes": closes, "season_note": note}
        at = self.working.product.publish_at
        initial["publish_at"] = timezone.localtime(at) if at else None
        return initial

    def _texts(self, sets: list[ProductSet]) -> None:
        fields = self.fields
        fields["name"] = short(
            MAX_NAME,
            label=_("Tên món hàng"),
            help_text=_("ví dụ: Mật ong hoa nhãn Hưng Yên"),
            error_messages={"required": _("Cô chú đặt tên cho món hàng nhé.")},
        )
        fields["product_set_id"] = forms.TypedChoiceField(
            label=_("Loại hàng"),
            coerce=int,
            choices=set_choices(sets),
            error_messages={
                "required": _("Cô chú chọn loại hàng nhé."),
                "invalid_choice": _("Cô chú chọn một loại trong danh sách nhé."),
            },
        )
        fields["description"] = short(
            MAX_DESCRIPTION,
            rows=6,
            required=False,
            label=_("Kể về món hàng"),
            help_text=_("ví dụ: ai làm, làm thế nào, ngon ở chỗ nào, dùng ra sao"),
        )
        fields["description"].needed = True  # type: ignore[attr-defined]
        fields["name_en"] = short(MAX_NAME, required=False, label=_("Tên tiếng Anh"))
        fields["description_en"] = short(MAX_DESCRIPTION, rows=4, required=False, label=_("Kể bằng tiếng Anh"))
        for name in ("name_en", "description_en"):
            fields[name].widget.attrs["lang"] = "en"
        fields["province_id"] = forms.ChoiceField(
            label=_("Làm ra ở tỉnh, thành nào"), choices=[(row.pk, row.name) for row in places.provinces()]
        )
        fields["commune_id"] = short(
            120, required=False, label=_("Xã, phường"), help_text=_("Tên cũ hay tên mới đều được.")
        )
        fields["commune_id"].widget.attrs["list"] = "communes"
        if self.is_showroom:
            fields["producer_id"] = short(
                MAX_PRODUCER,
                required=False,
                label=_("Ai làm ra"),
                help_text=_("Tên hợp tác xã, hộ hay công ty ghi trên giấy chứng nhận."),
            )
            fields["producer_id"].widget.attrs["list"] = "producers"

    @property
    def set_number(self) -> int:
        return self.working.shown.product_set.number

    @property
    def is_stay(self) -> bool:
        return self.working.shown.sale_mode == SaleMode.STAY

    @property
    def has_packs(self) -> bool:
        return self.working.shown.sale_mode != SaleMode.SHOWN

    def _label(self) -> None:
        shown = self.working.shown
        if self.set_number == SUPPLEMENT_SET:
            self.fields["sale_mode"] = forms.ChoiceField(
                label=_("Đây là"),
                widget=forms.RadioSelect,
                choices=[
                    (SaleMode.GOODS.value, _("Thực phẩm bảo vệ sức khỏe, bán được")),
                    (SaleMode.SHOWN.value, _("Thuốc, chỉ giới thiệu chứ không bán ở chợ")),
                ],
            )
        asks = label_asks(self.set_number, shown.sale_mode)
        if shown.alcohol_percent and "alcohol_percent" not in asks:
            asks = label_asks(min(ALCOHOL_SETS), SaleMode.GOODS) | asks
        for name, ask in asks.items():
            common = {"label": ask.label, "help_text": ask.example}
            if name == "shelf_life_days":
                self.fields[name] = LifeField(label=ask.label, example=ask.example)
            elif name == "alcohol_percent":
                self.fields[name] = StrengthField(label=ask.label, example=ask.example)
            elif name == "storage":
                self.fields[name] = short(200, required=False, **common)
                if self.set_number <= FOOD_SETS_UP_TO:
                    self.fields[name].widget.attrs["list"] = "usual-storage"
            else:
                self.fields[name] = short(5_000, rows=3, required=False, **common)
            self.fields[name].needed = ask.required  # type: ignore[attr-defined]
        self.label_names = list(asks)

    def _facts(self) -> None:
        fields = self.fields
        if not self.is_stay:
            fields["ships_to"] = forms.MultipleChoiceField(
                label=_("Chỉ giao đến"),
                required=False,
                choices=[(row.pk, row.name) for row in places.provinces()],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Không chọn tỉnh nào là giao cả nước."),
                error_messages={"invalid_choice": _("Cô chú chọn tỉnh trong danh sách nhé.")},
            )
            fields["max_transit_days"] = WholeField(
                low=1,
                high=MAX_TRANSIT,
                label=_("Đi đường tối đa mấy ngày"),
                example=_("Để trống nếu hàng để lâu được. Vải tươi: 3."),
            )
            fields["needs_ice"] = forms.BooleanField(label=_("Ướp đá giữ lạnh"), required=False)
            fields["needs_foam_box"] = forms.BooleanField(label=_("Đóng thùng xốp"), required=False)
            fields["is_gift_box"] = forms.BooleanField(label=_("Là hộp quà"), required=False)
            fields["dispatch_weekdays"] = forms.MultipleChoiceField(
                label=_("Gửi hàng những ngày nào"),
                choices=[(str(day), name) for day, name in enumerate(WEEKDAYS)],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Chọn ít nhất một ngày gửi hàng.")},
            )
        example = _("ví dụ: 25/5. Để trống nếu có quanh năm.")
        fields["season_opens"] = SeasonDayField(label=_("Mùa từ ngày"), example=example)
        fields["season_closes"] = SeasonDayField(label=_("Đến hết ngày"), example=_("ví dụ: 15/7"))
        fields["season_note"] = short(200, required=False, label=_("Ghi chú về mùa"))
        if not self.working.is_kept_apart:
            fields["publish_at"] = forms.DateTimeField(
                label=_("Hẹn giờ lên kệ"),
                required=False,
                help_text=_("Để trống thì duyệt xong là lên kệ."),
                widget=forms.DateTimeInput(format=_NOW, attrs={"type": "datetime-local"}),
                input_formats=[_NOW, "%Y-%m-%dT%H:%M:%S", "%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"],
                error_messages={"invalid": _("Chưa đọc được giờ hẹn. Ví dụ: 15/06/2026 08:00.")},
            )

    def _pictures(self) -> None:
        for shot in self.working.shots:
            self.fields[f"alt-{shot.key}"] = short(MAX_ALT, required=False, label=_("Trong ảnh có gì"))
            self.fields[f"label-{shot.key}"] = forms.BooleanField(label=_("Ảnh này đọc được tem nhãn"), required=False)

    def _packs(self) -> None:
        if not self.has_packs:
            return
        for pk in self.order_after:
            self._pack(f"pack-{pk}-")
        if len(self.order_after) < MAX_PACKS:
            self._pack(NEW)
            if not self.is_stay:
                self.fields[f"{NEW}stock"] = WholeField(low=0, high=MAX_STOCK, label=_("Đang có mấy cái"))

    def _pack(self, prefix: str) -> None:
        fields = self.fields
        example = _("ví dụ: Phòng đôi, một đêm") if self.is_stay else _("ví dụ: Chai 500 ml, Thùng 5 kg")
        fields[f"{prefix}name"] = short(80, required=False, label=_("Tên gói"), help_text=example)
        fields[f"{prefix}price"] = PriceField(label=_("Giá bán (₫)"), example=_("ví dụ: 85.000 hoặc 85k"))
        if not self.is_stay:
            fields[f"{prefix}weight_g"] = WeightField(label=_("Cả bì nặng"), example=_("ví dụ: 500 g, 1,2 kg"))
            fields[f"{prefix}box"] = BoxField(label=_("Dài, rộng, cao (cm)"), example=_("ví dụ: 30 x 20 x 15"))
            fields[f"{prefix}gtin"] = GtinField(label=_("Mã vạch"), example=_("Số in dưới các vạch, nếu có."))
        fields[f"{prefix}sku"] = short(40, required=False, label=_("Mã hàng của mình"))
        for name in ("name", "price"):
            fields[f"{prefix}{name}"].needed = True  # type: ignore[attr-defined]

    # ── what came back ───────────────────────────────────────────────────────────────────────────────────────────────
    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and not fold_key(data["name"]):
            self.add_error("name", _("Cô chú đặt tên cho món hàng nhé."))
        self._clean_place(data)
        self._clean_set(data)
        self._clean_season(data)
        self._clean_time(data)
        self._clean_packs(data)
        return data

    def _clean_place(self, data: dict[str, Any]) -> None:
        province = data.get("province_id")
        text = data.get("commune_id")
        if text is None or not province:
            return
        data["commune"] = None
        if not text:
            return
        found = places.find_communes(province, text)
        exact = [m for m in found if fold_key(text) in (fold_key(str(m.commune)), m.commune.folded)]
        matches = exact or found
        if len(matches) == 1:
            data["commune"] = matches[0].commune.pk
        elif matches:
            names = ", ".join(str(match.commune) for match in matches[:4])
            text = _("Có mấy nơi giống tên này: %(names)s.")
            self.add_error("commune_id", ValidationError(text, params={"names": names}))
        else:
            self.add_error("commune_id", _("Tỉnh này không có xã, phường nào tên như vậy."))

    def _clean_set(self, data: dict[str, Any]) -> None:
        chosen = data.get("product_set_id")
        if not chosen or chosen == self.working.shown.product_set_id or not self.order_after:
            return
        number = ProductSet.objects.values_list("number", flat=True).get(pk=chosen)
        if (number == STAY_SET) != self.is_stay:
            text = _("Món này có gói bán rồi, không đổi giữa hàng hóa và chỗ nghỉ được. Cô chú đăng một món mới nhé.")
            self.add_error("product_set_id", text)

    def _clean_season(self, data: dict[str, Any]) -> None:
        for text in refusals({"season_note": data.get("season_note") or ""}).get("season_note", []):
            self.add_error("season_note", text)  # buyers see it at once
        if {"season_opens", "season_closes", "season_note"} & self.errors.keys():
            return
        opens, closes = data.get("season_opens"), data.get("season_closes")
        if opens and not closes:
            self.add_error("season_closes", _("Ghi cả ngày hết mùa nhé."))
        elif closes and not opens:
            self.add_error("season_opens", _("Ghi cả ngày vào mùa nhé."))
        else:
            data["season"] = [opens, closes, data.get("season_note", "")] if opens else None

    def _clean_time(self, data: dict[str, Any]) -> None:
        at, now = data.get("publish_at"), timezone.now()
        if at is None or at == self.working.product.publish_at:
            return
        if at <= now:
            self.add_error("publish_at", _("Giờ hẹn đã qua rồi."))
        elif at > now + FARTHEST:
            self.add_error("publish_at", _("Hẹn trong vòng một năm thôi nhé."))

    def _clean_packs(self, data: dict[str, Any]) -> None:
        typed = [name for name in self.fields if name.startswith("pack-") and data.get(name) not in (None, "")]
        if not typed:
            return
        claims = list(BannedClaim.objects.filter(is_active=True))
        for name in typed:
            if name.endswith("-name") and (found := claims_in(data[name], claims)):
                text = _("Không được dùng chữ “%(phrase)s”: %(reason)s")
                params = {"phrase": found[0].phrase, "reason": found[0].reason}
                self.add_error(name, ValidationError(text, params=params))
        wanted = (
            ("name", _("Đặt tên cho gói nhé.")),
            ("sku", _("Ghi mã hàng nhé.")),
            ("price", _("Ghi giá bán nhé. Không bán gói này nữa thì bấm “Thôi bán gói này”.")),
        )
        for name, text in ((f"pack-{pk}-{part}", text) for pk in self.order_after for part, text in wanted):
            is_empty = name in data and name not in self.absent and data[name] in (None, "")
            if self.stored[name] and is_empty:
                self.add_error(name, text)
        if self.new_pack_typed:
            for name, text in (("name", _("Đặt tên cho gói nhé.")), ("price", _("Ghi giá bán nhé."))):
                if data.get(f"{NEW}{name}", "-") in (None, ""):
                    self.add_error(f"{NEW}{name}", text)
        self._clean_skus(data)

    def _clean_skus(self, data: dict[str, Any]) -> None:
        wanted = {name: data[name] for name in self.fields if name.endswith("-sku") and data.get(name)}
        changed = {name: sku for name, sku in wanted.items() if sku != self.stored.get(name)}
        if not changed:
            return
        rows = Offer.objects.for_vendor(self.working.product.vendor).filter(sku__in=changed.values())
        taken = {sku: pk for pk, sku in rows.values_list("pk", "sku")}
        for name, sku in changed.items():
            twice = sum(other == sku for other in wanted.values()) > 1
            owner = taken.get(sku)
            if twice or (owner is not None and name != f"pack-{owner}-sku"):
                self.add_error(name, _("Mã này gian hàng đã dùng cho gói khác."))

    @property
    def new_pack_typed(self) -> bool:
        """Whether somebody has begun to write a new pack."""
        return any(str(self.data.get(name, "")).strip() for name in self.fields if name.startswith(NEW))

    @property
    def new_pack_ready(self) -> bool:
        return self.new_pack_typed and not any(name.startswith(NEW) for name in self.errors)

    def new_pack(self) -> tuple[dict[str, Any], int]:
        """Values and first stock of the new pack."""
        data = self.cleaned_data
        return {name: data.get(f"{NEW}{name}") for name in PACK_FIELDS} | {
            name: data.get(f"{NEW}{name}") or "" for name in ("name", "sku", "gtin")
        }, data.get(f"{NEW}stock") or 0

    def typed(self) -> dict[str, Any]:
        """What could be read, named as in `values_of`; without who made it, whom only saving may write down."""
        data = self.cleaned_data
        values: dict[str, Any] = {}
        for name in self.fields.keys() - self.absent - self.errors.keys():
            if name not in data or name.startswith(NEW):
                continue
            values[name] = data[name]
        values.pop("commune_id", None)
        if "commune" in data and "commune_id" not in self.errors.keys() | self.absent:
            values["commune_id"] = data["commune"]
        if "dispatch_weekdays" in values:
            values["dispatch_weekdays"] = sum(1 << int(day) for day in values["dispatch_weekdays"])
        if "ships_to" in values:
            values["ships_to"] = sorted(values["ships_to"])
        if values.get("publish_at"):
            values["publish_at"] = values["publish_at"].astimezone(dt.UTC).isoformat()
        for name in ("season_opens", "season_closes", "season_note"):
            values.pop(name, None)
        if "season" in data and not self.absent & {"season_opens", "season_closes", "season_note"}:
            values["season"] = data["season"]
        values.pop("producer_id", None)
        return values

    def values(self, *, autosave: bool) -> dict[str, Any]:
        """What could be read, for `editing.product_save`.

        What holds at once for buyers is not saved while somebody is still typing: prices never, and of a listing on the
        shelf nothing but what a reviewer reads first.
        """
        values, data = self.typed(), self.cleaned_data
        producer = data.get("producer_id") if "producer_id" not in self.absent | self.errors.keys() else None
        if producer and not autosave and fold_key(producer):
            province = places.province(data.get("province_id") or self.working.shown.province_id)
            if province is not None:
                values["producer_id"] = producer_meant(producer, province).pk
        if autosave:
            at_once = set(FACTS) if self.working.is_kept_apart else set()
            values = {n: v for n, v in values.items() if not n.startswith("pack-") and n not in at_once}
        return values
