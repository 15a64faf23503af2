"""`/_styleguide/`: every component in every state, both schemes side by side. Only in DEBUG."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import contrast

# Stacked marks above and below, the hardest there are: every heading style must show them whole.
TEST_WORDS = "ẨM THỰC · NGƯỜI · ĐẶNG · Ữ Ộ Ẵ Ể · quỹ lượng Ngữ ỵ"

ICONS_USED = [
    *("home", "map", "grid", "user", "search", "check", "x", "info", "alert", "sun", "moon"),
    *("chevron-left", "chevron-right", "chevron-down", "pin", "shield-check", "camera", "truck", "copy"),
]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Họ và tên")
    phone = forms.CharField(
        label="Số điện thoại",
        help_text="Chúng tôi gửi mã 6 số đến số này.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    code = forms.CharField(
        label="Mã vừa nhận",
        max_length=6,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    email = forms.EmailField(label="Thư điện tử", required=False)
    province = forms.ChoiceField(label="Tỉnh, thành", choices=[("01", "Hà Nội"), ("52", "Gia Lai"), ("91", "An Giang")])
    note = forms.CharField(label="Lời nhắn", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    picture = forms.FileField(label="Ảnh", required=False)
    kind = forms.ChoiceField(
        label="Bạn là", choices=[("coop", "Hợp tác xã"), ("household", "Hộ gia đình")], widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label="Tôi đồng ý với cách Chợ Làng dùng thông tin này")
    locked = forms.CharField(label="Mã đơn", initial="CL-2606-0142", disabled=True, required=False)


def _forms(scheme: str) -> dict[str, forms.Form]:
    wrong = SampleForm(
        {f"{scheme}-bad-name": "Đặng Thị Ngữ", f"{scheme}-bad-phone": "09", f"{scheme}-bad-province": "01"},
        prefix=f"{scheme}-bad",
    )
    wrong.add_error("phone", "Số này thiếu chữ số. Ví dụ: 0912 345 678.")
    return {"form": SampleForm(prefix=scheme), "wrong": wrong}


# What catalog.shelf.selectors.Card holds; this room must not know it.
_CARD: dict[str, Any] = {
    "url": "#",
    "paper": 1,
    "photograph": None,
    "compare_at": None,
    "stars": 0,
    "rating": None,
    "rating_count": 0,
    "sold": 0,
    "in_stock": True,
    "is_stay": False,
    "is_shown_only": False,
    "is_alcohol": False,
}
CARDS = [
    _CARD
    | {
        "name": "Vải thiều Lục Ngạn, thùng 3 kg",
        "place": "Bắc Ninh",
        "drawing": "lychee",
        "price": 255_000,
        "stars": 4,
        "rating": 4.9,
        "rating_count": 1_208,
        "sold": 5_120,
    },
    _CARD
    | {
        "name": "Nước mắm cá cơm 40 độ đạm, chai thủy tinh 500 ml, ủ mười bốn tháng",
        "place": "An Giang",
        "paper": 3,
        "drawing": "fish-sauce",
        "price": 145_000,
        "compare_at": 165_000,
        "stars": 5,
        "rating": 4.9,
        "rating_count": 2_415,
        "in_stock": False,
    },
    _CARD | {"name": "Tỏi cô đơn Lý Sơn", "place": "Quảng Ngãi", "paper": 2, "drawing": "garlic", "price": 69_000},
]


def styleguide(request: HttpRequest) -> HttpResponse:
    """The living page of components, tokens and measured contrast."""
    palettes = contrast.palettes()
    schemes: list[dict[str, Any]] = [
        {
            "name": name,
            "title": title,
            **_forms(name),
            "pairs": contrast.pairs(palettes[name]),
            "colours": list(palettes[name].items()),
        }
        for name, title in (("light", "Giấy điệp"), ("dark", "Vải chàm"))
    ]
    context = {
        "cards": CARDS,
        "schemes": schemes,
        "words": TEST_WORDS,
        "icons": ICONS_USED,
        "page": Paginator(range(240), 12).get_page(request.GET.get("trang", 7)),
        "bars": [(5, 91), (4, 7), (3, 1), (2, 1), (1, 0)],
        "stages": ["Giỏ hàng", "Giao đến", "Trả tiền"],
        "segments": [("all", "Tất cả"), ("new", "Mới"), ("sent", "Đã gửi")],
    }
    return render(request, "core/styleguide.html", context)
