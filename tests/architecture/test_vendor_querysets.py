"""Vendor scoping is one queryset: whatever belongs to a shop is asked for by `for_vendor`."""

from typing import Final

from django.db.models import Manager

from tests.web.scoping.rows import owned_models, path_to_vendor

# Tables without one, by why nobody asks for a shop's rows of them: they are read through another row.
WITHOUT: Final = {
    "catalog.PriceWindow": "through its offer",
    "catalog.PriceWindowUse": "through its price window",
    "catalog.Producer": "a producer of the programme, whom several shops may sell",
    "catalog.ProductPicture": "through its product",
    "catalog.ProductQuality": "through its product",
    "catalog.ProductSeason": "through its product",
    "catalog.ProductStatusChange": "through its product",
    "catalog.PurchaseProof": "the buyer's; through the user",
    "catalog.RatingTally": "through its product",
    "catalog.Reservation": "the holder's; through its reference or its unit",
    "catalog.ReviewPhoto": "through its review",
    "catalog.ReviewReport": "the staff's; through its review",
    "catalog.ShelfEntry": "public, a copy; through `catalog.shelf.selectors`",
    "catalog.SoldTally": "through its product",
    "catalog.StockMode": "one row a shop; through the shop",
    "catalog.StockMovement": "through its unit",
    "catalog.TraceEvent": "through its lot",
    "vendors.Acting": "through the shop and the member of the staff together",
    "vendors.Assistance": "one row a shop; through the shop or the officer",
    "vendors.ConfirmationLink": "through the hash of its token or its assistance",
    "vendors.ContractAcceptance": "through the shop",
    "vendors.Dossier": "one row a shop; through the shop",
    "vendors.EnquiryMessage": "through its enquiry",
    "vendors.IdentityCheck": "through the shop and the token together",
    "vendors.MarksConsent": "through the shop",
    "vendors.OwnerNaming": "the staff's; through the shop",
    "vendors.ShopProfile": "one row a shop; through the shop",
    "vendors.VendorMarks": "one row a shop; through the shop",
    "vendors.VendorStatusChange": "through the shop",
}


def _has_one(manager: object) -> bool:
    return isinstance(manager, Manager) and hasattr(manager, "for_vendor")


def test_what_belongs_to_a_shop_is_asked_for_by_for_vendor():
    owned = [model for model in owned_models() if not model._meta.auto_created]
    without = {model._meta.label for model in owned if not _has_one(model._default_manager)}
    assert without - set(WITHOUT) == set(), "give them a queryset with for_vendor, or say above why they need none"
    assert set(WITHOUT) - without == set(), "they have one now, or are gone"


def test_for_vendor_goes_the_way_of_the_foreign_keys():
    """What it filters by is the shop that the row belongs to, and nothing else."""
    for model in owned_models():
        if _has_one(model._default_manager):
            made = model._default_manager.for_vendor(7).order_by()  # type: ignore[attr-defined]
            plain = model._base_manager.filter(**{path_to_vendor(model): 7}).order_by()
            assert str(made.query) == str(plain.query), model._meta.label
