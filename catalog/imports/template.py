"""An empty file to fill in, with what each column means."""

import csv
import io
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook  # type: ignore[import-untyped]

from catalog.imports.columns import COLUMNS, REQUIRED

# Column → what it is, and an example.
MEANING: Final[dict[str, tuple[str | Promise, str]]] = {
    "sku": (gettext_lazy("Mã của gian hàng, mỗi quy cách một mã. Mã đã có thì sửa, mã mới thì thêm món."), "VT-5KG"),
    "name": (gettext_lazy("Tên món, tối đa 120 ký tự."), "Vải thiều Lục Ngạn 5 kg"),
    "name_en": (gettext_lazy("Tên tiếng Anh, nếu có."), "Luc Ngan lychee, 5 kg"),
    "set_no": (gettext_lazy("Số của bộ sản phẩm OCOP, 1 đến 26."), "1"),
    "province": (gettext_lazy("Tỉnh, thành: tên mới hay tên cũ đều được."), "Bắc Ninh"),
    "commune": (gettext_lazy("Xã, phường: tên hoặc mã 5 số."), "Lục Ngạn"),
    "description": (gettext_lazy("Lời kể về món hàng."), "Hái buổi sáng, gửi trong ngày."),
    "price": (gettext_lazy("Giá bán, bằng đồng."), "125000"),
    "compare_at_price": (gettext_lazy("Giá đã bán trước đó, cao hơn giá này; để trống nếu không có."), ""),
    "stock": (gettext_lazy("Số lượng đang có, đếm trong kho."), "40"),
    "weight_g": (gettext_lazy("Nặng cả bao bì, bằng gam."), "5400"),
    "stars": (gettext_lazy("Số sao OCOP; chỉ giữ lại chứng nhận đã có ở đây."), ""),
    "certificate_code": (gettext_lazy("Mã chứng nhận; đi cùng số sao và ngày cấp."), ""),
    "certificate_issued_on": (gettext_lazy("Ngày cấp, ví dụ 15/01/2026."), ""),
    "gtin": (gettext_lazy("Mã vạch, 8 đến 14 chữ số."), "8938505974192"),
    "alcohol_percent": (gettext_lazy("Độ cồn; bắt buộc với đồ uống có cồn."), ""),
    "image": (gettext_lazy("Để trống: ảnh thêm ở trang món hàng."), ""),
}


def template_file(kind: str) -> bytes:
    """A file of the columns alone, `csv` or `xlsx`; the workbook has a second sheet that explains them."""
    if kind == "csv":
        out = io.StringIO(newline="")
        csv.writer(out).writerow(COLUMNS)
        return out.getvalue().encode("utf-8-sig")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("products")
    sheet.append(COLUMNS)
    guide = book.create_sheet(_("Hướng dẫn")[:31])
    guide.append([_("Cột"), _("Bắt buộc"), _("Nghĩa là"), _("Ví dụ")])
    guide.column_dimensions["A"].width, guide.column_dimensions["C"].width = 24, 80
    for column in COLUMNS:
        meaning, example = MEANING[column]
        guide.append([column, _("có") if column in REQUIRED else "", str(meaning), example])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
