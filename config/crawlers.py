"""What search engines are told: the sitemap over all rooms, and what to leave alone."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog.sitemaps import GroupSitemap, ProductSitemap, ProvinceSitemap
from core.sitemaps import PagedSitemap
from vendors.sitemaps import VendorSitemap


class FixedPages(PagedSitemap[Any]):
    """Pages that stand for themselves, by the names of their URLs."""

    def items(self) -> list[str]:
        return [
            "home",
            "catalog:product-list",
            "catalog:seasons",
            "catalog:province-list",
            "catalog:group-list",
            "catalog:certificate-find",
            "catalog:trace-find",
            "accounts:terms",
            "accounts:privacy",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, type[PagedSitemap[Any]]] = {
    "trang": FixedPages,
    "san-pham": ProductSitemap,
    "tinh": ProvinceSitemap,
    "nhom": GroupSitemap,
    "gian-hang": VendorSitemap,
}
# Pages of one person, forms, and the administration. Filtered lists name their canonical address themselves.
CLOSED = ("/admin/", "/quan-tri/", "/tai-khoan/", "/en/tai-khoan/", "/du-18-tuoi/", "/thu-nghiem/")


@require_safe
@cache_control(public=True, max_age=3_600)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the files there are. Their addresses are those of `SITE_URL`, whatever host was asked."""
    found = []
    for section, sitemap in SITEMAPS.items():
        address = settings.SITE_URL + reverse("sitemap-section", args=[section])
        pages = sitemap().paginator.num_pages
        found += [SitemapIndexItem(address if page == 1 else f"{address}?p={page}") for page in range(1, pages + 1)]
    return render(request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=3_600)
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """`/sitemap-<section>.xml?p=2`: one file of one kind of page."""
    return sitemap_views.sitemap(request, sitemaps=dict(SITEMAPS), section=section)


@require_safe
@cache_control(public=True, max_age=3_600)
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    lines = ["User-agent: *", *(f"Disallow: {start}" for start in CLOSED), ""]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


sitemap_urls: list[URLPattern] = [
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap-section"),
]
