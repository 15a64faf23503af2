"""Open shops, for search engines."""

from django.db.models import QuerySet

from core.sitemaps import PagedSitemap
from vendors.models import Vendor


class VendorSitemap(PagedSitemap[Vendor]):
    """Every shop the public sees."""

    def items(self) -> QuerySet[Vendor]:
        return Vendor.objects.open().only("slug").order_by("pk")
