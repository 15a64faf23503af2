"""Sellers in Django's admin: to be looked at. They are made and changed by services."""

from django.contrib import admin

from accounts.admin import ReadOnlyAdmin
from vendors.models import CraftVillage, Vendor


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
