"""All URLs of the site: rooms bring their own, this file only joins them.

Pages have no prefix in Vietnamese and `/en/` in English. API, webhooks and health stand outside the languages.
Wagtail comes last: whatever no room claims is a page of the showcase, or 404.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views import home
from config.api import api
from config.crawlers import robots, sitemap_urls
from core.problems import not_found

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("core.urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("admin/", admin.site.urls),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", not_found),  # the library's own root answers with a page
    path("api/v1/", api.urls),
    re_path(r"^api/v1(?:/|$)", not_found),
    path("robots.txt", robots, name="robots"),
    *sitemap_urls,
    *i18n_patterns(
        path("", home, name="home"),
        path("", include("catalog.urls")),
        path("", include("vendors.urls")),
        path("", include("places.urls")),
        path("", include("accounts.urls")),
        path("", include("accounts.auth_urls")),
        path("", include("cms.urls")),
        prefix_default_language=False,
    ),
]

if settings.DEBUG:
    from core.styleguide import styleguide

    urlpatterns.insert(0, path("_styleguide/", styleguide, name="styleguide"))

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
