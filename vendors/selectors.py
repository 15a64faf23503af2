"""Reading shops."""

from vendors.models import Vendor


def open_vendor(slug: str) -> Vendor | None:
    """The shop of that address if the public may see it, with where it is. One query."""
    related = ("province", "commune", "craft_village__province")
    return Vendor.objects.open().select_related(*related).filter(slug=slug).first()
