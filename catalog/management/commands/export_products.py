"""`manage.py export_products FILE --vendor SLUG`: a shop's products as CSV or XLSX, fit for `import_products`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.imports.columns import ImportRefused
from catalog.imports.export import products_export
from vendors.models import Vendor


class Command(BaseCommand):
    help = "Export the products of a vendor to FILE (.csv or .xlsx) with the columns of import_products."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--vendor", required=True, metavar="SLUG")

    def handle(self, *args: Any, **options: Any) -> None:
        vendor = Vendor.objects.filter(slug=options["vendor"]).first()
        if vendor is None:
            raise CommandError(f"Không có gian hàng “{options['vendor']}”.")
        try:
            written = products_export(vendor=vendor, path=options["file"])
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{written} dòng sản phẩm của {vendor.slug} trong {options['file']}")
