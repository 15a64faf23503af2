"""`manage.py create_vendor`: a verified seller, so that products can be imported for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from places import selectors as places
from vendors.models import SellerKind
from vendors.services import VendorRefused, province_meant, vendor_create


class Command(BaseCommand):
    help = "Create a verified vendor for imports; prints its slug."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="what the shop is called")
        parser.add_argument("--kind", required=True, help=" | ".join(SellerKind.values))
        parser.add_argument(
            "--province", required=True, help="a current or former name, a slug, or a current code in two digits"
        )
        parser.add_argument("--slug", default="", help="its address, /gian-hang/<slug>/; made of the name if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        province = province_meant(options["province"])
        if province is None:
            near = ", ".join(match.matched_former or match.province.name for match in _near(options["province"]))
            hint = f" Ý bạn là: {near}?" if near else ""
            raise CommandError(f"Không có tỉnh, thành nào tên “{options['province']}”.{hint}")
        try:
            vendor = vendor_create(
                name=options["name"], kind=options["kind"], province=province, slug=options["slug"].strip()
            )
        except VendorRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{vendor.slug}: {vendor.name}, {vendor.get_kind_display()}, {province.name}")


def _near(text: str) -> list[places.ProvinceMatch]:
    return places.near_names(text, limit=3)
