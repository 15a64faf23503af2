"""URLs of shops, of joining and of the centre's frame (inside the language patterns).

`/kenh-ban/<shop>/` is the centre; other rooms add their own addresses below it.
"""

from django.urls import include, path

from vendors.views import centre, public

app_name = "vendors"

urlpatterns = [
    path("gian-hang/<slug:slug>/", public.shop, name="shop"),
    path("kenh-ban/", centre.entry, name="centre"),
    path("kenh-ban/chon-gian-hang/", centre.switch, name="centre-switch"),
    path("kenh-ban/<slug:shop>/them/", centre.more, name="centre-more"),
    path("", include("vendors.urls_joining")),
    path("", include("vendors.urls_people")),
    path("", include("vendors.urls_home")),
    path("", include("vendors.urls_shop")),
]
