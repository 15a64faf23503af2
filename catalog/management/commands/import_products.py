"""`manage.py import_products FILE --vendor SLUG`: products from CSV or XLSX into a shop, as a whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.imports.columns import COLUMNS, REQUIRED, ImportRefused
from catalog.imports.plan import Step
from catalog.imports.services import Report, products_import
from vendors.models import Vendor

MAX_PROBLEMS = 100
MAX_LINES = 50


class Command(BaseCommand):
    help = (
        "Import products of a vendor from CSV (UTF-8) or XLSX. Columns: "
        + ", ".join(f"{column}*" if column in REQUIRED else column for column in COLUMNS)
        + " (* required). A known SKU is updated; an empty cell leaves what is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--vendor", required=True, metavar="SLUG", help="the shop, see create_vendor")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        vendor = Vendor.objects.filter(slug=options["vendor"]).first()
        if vendor is None:
            raise CommandError(f"Không có gian hàng “{options['vendor']}”. Tạo bằng manage.py create_vendor.")
        try:
            report = products_import(vendor=vendor, path=options["file"], dry_run=options["dry_run"])
        except ImportRefused as refusal:
            lines = [str(problem) for problem in refusal.problems[:MAX_PROBLEMS]]
            if more := len(refusal.problems) - len(lines):
                lines.append(f"… và {more} lỗi nữa")
            raise CommandError("\n".join([*lines, "Chưa ghi gì cả."])) from refusal
        self._tell(vendor, report)

    def _tell(self, vendor: Vendor, report: Report) -> None:
        plan = report.plan
        steps = [step for step in plan.steps if step.is_new or step.changes or step.note]
        if report.dry_run:
            for step in steps[:MAX_LINES]:
                self.stdout.write(_line(step))
            if more := len(steps) - MAX_LINES:
                self.stdout.write(f"… và {more} dòng nữa" if more > 0 else "", ending="\n" if more > 0 else "")
        else:
            for step in [step for step in steps if step.note][:MAX_LINES]:
                self.stdout.write(_line(step))
        where = "đang bán" if report.published else "bản nháp (gian hàng chưa xác minh)"
        verb = "Sẽ" if report.dry_run else "Đã"
        self.stdout.write(
            f"{verb} tạo {len(plan.new)} sản phẩm ({where}), cập nhật {len(plan.changed)}, "
            f"giữ nguyên {plan.unchanged}, thêm {report.certificates} chứng nhận cho {vendor.slug}."
        )
        if report.unnamed:
            self.stdout.write(
                f"{report.unnamed} sản phẩm chưa ghi chủ thể OCOP, vì điểm giới thiệu bán hàng của người khác."
            )
        if report.dry_run:
            self.stdout.write("Chạy thử, chưa ghi gì cả.")


def _line(step: Step) -> str:
    did = "tạo mới" if step.is_new else "; ".join(step.changes) or "giữ nguyên"
    note = f" ({step.note})" if step.note else ""
    return f"dòng {step.row.line} · {step.row.sku} · {step.row.name}: {did}{note}"
