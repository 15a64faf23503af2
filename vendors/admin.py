"""Sellers in Django's admin: to be looked at. They are made and changed by services."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from vendors.models import ContractAcceptance, CraftVillage, Dossier, IdentityCheck, Paper, Vendor, VendorStatusChange


@admin.register(Vendor)
class VendorAdmin(ReadOnlyAdmin):
    list_display = ("name", "slug", "kind", "status", "province", "craft_village", "created_at")
    list_filter = ("status", "kind", "province")
    list_select_related = ("province", "craft_village")
    search_fields = ("name", "slug")
    date_hierarchy = "created_at"


@admin.register(CraftVillage)
class CraftVillageAdmin(ReadOnlyAdmin):
    list_display = ("name", "craft", "province", "commune")
    list_filter = ("province",)
    list_select_related = ("province", "commune")
    search_fields = ("name", "craft")


@admin.register(Dossier)
class DossierAdmin(ReadOnlyAdmin):
    """Answers of an application. Tax code and account are masked; reviewers see them on their own page, on record."""

    list_display = ("vendor", "representative", "tax_code_masked", "submitted_at", "reviewer", "changed_at")
    list_select_related = ("vendor", "reviewer")
    search_fields = ("vendor__name", "vendor__slug")
    fields = (
        "vendor",
        "line",
        "phone_display",
        "representative",
        "tax_code_masked",
        "bank_bin",
        "account_masked",
        "sells_food",
        "submitted_at",
        "reviewer",
        "changed_at",
        "bank_changed_at",
    )
    readonly_fields = ("phone_display", "tax_code_masked", "account_masked")


@admin.register(Paper)
class PaperAdmin(ReadOnlyAdmin):
    """What there is of a paper; the file is opened on the reviewers' page only."""

    list_display = ("vendor", "kind", "state", "valid_until", "uploaded_at", "reviewed_by", "reviewed_at")
    list_filter = ("state", "kind")
    list_select_related = ("vendor", "reviewed_by")
    search_fields = ("vendor__name", "vendor__slug")
    fields = (
        "vendor",
        "kind",
        "state",
        "reason",
        "valid_until",
        "uploaded_at",
        "uploaded_by",
        "reviewed_at",
        "reviewed_by",
    )


@admin.register(ContractAcceptance)
class ContractAcceptanceAdmin(ReadOnlyAdmin):
    """The proof that owners accepted the contract."""

    list_display = ("at", "vendor", "version", "language", "commission", "user")
    list_filter = ("version",)
    list_select_related = ("vendor", "user")
    date_hierarchy = "at"


@admin.register(IdentityCheck)
class IdentityCheckAdmin(ReadOnlyAdmin):
    """What identity providers said."""

    list_display = ("started_at", "vendor", "user", "provider", "state")
    list_filter = ("provider", "state")
    list_select_related = ("vendor", "user")
    fields = ("vendor", "user", "provider", "state", "name", "reference", "started_at", "finished_at")


@admin.register(VendorStatusChange)
class VendorStatusChangeAdmin(ReadOnlyAdmin):
    """The history of verification."""

    list_display = ("at", "vendor", "source", "target", "by", "reason")
    list_filter = ("target",)
    list_select_related = ("vendor", "by")
    date_hierarchy = "at"
