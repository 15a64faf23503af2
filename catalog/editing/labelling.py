"""What each product set must and may tell: the label as the law wants it, and the words to ask for it.

Food and drinks (sets 1 to 18): ingredients, storage, shelf life (Decree 37/2026 on labels); alcohol its strength;
supplements the sentence that they are no medicine; cosmetics ingredients and shelf life. Other goods may tell what they
are made of. Medicines of set 18 are shown and not sold, stays of set 26 are asked for.
"""

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.models import SaleMode
from catalog.wording import together

FOOD_SETS_UP_TO: Final = 18
ALCOHOL_SETS: Final = frozenset({14, 15})
SUPPLEMENT_SET: Final = 18
COSMETICS_SET: Final = 19
STAY_SET: Final = 26
# Raw produce is sold without a pack of its own; from rice on there is a printed label to photograph.
LABEL_PICTURE_SETS: Final = range(3, 20)


class Ask(NamedTuple):
    """One field of the label: whether it must be filled, what it is called for such goods, and an example."""

    required: bool
    label: str | Promise
    example: str | Promise


_INGREDIENTS: Final = (_("Thành phần"), _("ví dụ: cá cơm (75%), muối biển (25%)"))
_STORAGE: Final = (_("Bảo quản"), _("ví dụ: nơi khô ráo, tránh nắng; mở nắp thì để ngăn mát"))
_SHELF_LIFE: Final = (_("Hạn dùng kể từ ngày làm ra"), _("ví dụ: 12 tháng, hoặc 5 ngày"))
_WARNINGS: Final = (_("Cảnh báo"), _("ví dụ: có đậu nành; không dùng cho trẻ dưới 1 tuổi"))
_STRENGTH: Final = (_("Độ cồn (%)"), _("ví dụ: 29,5"))


# Offered while one types, for food and drinks.
USUAL_STORAGE: Final = (
    _("Nơi khô ráo, tránh nắng"),
    _("Nơi thoáng mát, mở nắp thì để ngăn mát"),
    _("Ngăn mát, 2 đến 8 °C"),
    _("Ngăn đá, dưới -18 °C"),
)


def label_asks(set_number: int, sale_mode: str) -> dict[str, Ask]:
    """The label fields of such goods, in the order in which they are asked for."""
    if sale_mode == SaleMode.STAY or set_number == STAY_SET:
        return {"warnings": Ask(False, _("Lưu ý cho khách"), _("ví dụ: đường đất 2 km, mùa mưa đi xe máy"))}
    if set_number <= FOOD_SETS_UP_TO:
        sold = sale_mode == SaleMode.GOODS
        asks = {
            "ingredients": Ask(sold, *_INGREDIENTS),
            "storage": Ask(sold, *_STORAGE),
            "shelf_life_days": Ask(sold, *_SHELF_LIFE),
            "warnings": Ask(False, *_WARNINGS),
        }
        if set_number == SUPPLEMENT_SET and sold:
            example = _("ví dụ: sản phẩm này không phải là thuốc; người mẫn cảm với nghệ không dùng")
            asks["warnings"] = Ask(True, _WARNINGS[0], example)
        if set_number in ALCOHOL_SETS:
            asks = {"alcohol_percent": Ask(True, *_STRENGTH)} | asks
        return asks
    if set_number == COSMETICS_SET:
        return {
            "ingredients": Ask(True, *_INGREDIENTS),
            "storage": Ask(False, *_STORAGE),
            "shelf_life_days": Ask(True, *_SHELF_LIFE),
            "warnings": Ask(False, _WARNINGS[0], _("ví dụ: chỉ dùng ngoài da, tránh mắt")),
        }
    return {
        "ingredients": Ask(False, _("Làm từ gì"), _("ví dụ: tơ tằm, nhuộm lá chàm")),
        "storage": Ask(False, _("Cách giữ, cách chăm"), _("ví dụ: giặt tay, phơi chỗ mát")),
        "warnings": Ask(False, _("Lưu ý"), _("ví dụ: màu đậm nhạt khác nhau tùy mẻ")),
    }


def needs_label_picture(set_number: int, sale_mode: str) -> bool:
    """Whether a reviewer must be able to read the label on a picture."""
    return sale_mode == SaleMode.GOODS and set_number in LABEL_PICTURE_SETS


# What `listing_problems` names, in words that fit after "còn thiếu", and where on the edit page it is mended.
PROBLEMS: Final[dict[str, tuple[str | Promise, str]]] = {
    "pictures": (_("ảnh món hàng"), "anh"),
    "label_picture": (_("ảnh tem nhãn"), "anh"),
    "name": (_("tên món hàng"), "id_name"),
    "producer": (_("tên người làm ra"), "id_producer_id"),
    "description": (_("mô tả"), "id_description"),
    "ingredients": (_("thành phần"), "id_ingredients"),
    "storage": (_("cách bảo quản"), "id_storage"),
    "shelf_life_days": (_("hạn dùng"), "id_shelf_life_days"),
    "warnings": (_("cảnh báo"), "id_warnings"),
    "alcohol_percent": (_("độ cồn"), "id_alcohol_percent"),
    "offers": (_("gói bán"), "goi-ban"),
    "price": (_("giá bán"), "goi-ban"),
}


def missing_words(missing: list[str]) -> str:
    """`ảnh tem nhãn, mô tả và giá bán`; empty where nothing is missing."""
    return together([str(PROBLEMS[name][0]) if name in PROBLEMS else name for name in missing])


def missing_sentence(missing: list[str], claims: list[str]) -> str:
    """What keeps a listing from review, as one would tell a neighbour."""
    said = []
    if missing:
        said.append(_now("Cô chú ơi, còn thiếu %(what)s.") % {"what": missing_words(missing)})
    if claims:
        phrases = together([f"“{phrase}”" for phrase in claims])
        said.append(_now("Có chữ không được dùng: %(phrases)s.") % {"phrases": phrases})
    return " ".join(said)
