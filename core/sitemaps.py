"""Sitemaps that stay small in memory, in every language of the site.

Django's own, asked for alternates, loads every row of a table to make a page of it, and again to find the latest change
for the index. These cut the pages first and then write each address once for each language.
"""

from typing import Any, Generic, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

T = TypeVar("T", bound=Model)


class _LanguagesPaginator(Paginator[Any]):
    """Pages of rows, each row once for each language."""

    def page(self, number: int | str) -> Page[Any]:
        found = super().page(number)
        codes = [code for code, _name in settings.LANGUAGES]
        found.object_list = [(row, code) for row in found.object_list for code in codes]
        return found


class PagedSitemap(Sitemap[Any], Generic[T]):
    """A sitemap over a queryset in a stable order; subclasses give `items()`. Addresses are those of `SITE_URL`."""

    limit = 5_000  # rows a file; with two languages and their alternates that is about 5 MB before compression
    i18n = True
    alternates = True
    x_default = True
    protocol = urlsplit(settings.SITE_URL).scheme

    @property
    def paginator(self) -> Paginator[Any]:
        return _LanguagesPaginator(cast(QuerySet[T], self.items()), self.limit)

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_latest_lastmod(self) -> None:
        """Not in the index: it would read every row."""
        return
