"""URLs of the centre's first page and its notices; joined in `vendors.urls`."""

from django.urls import URLPattern, path

from vendors.views import home, notices

urlpatterns: list[URLPattern] = [
    path("kenh-ban/<slug:shop>/", home.home, name="centre-home"),
    path("kenh-ban/<slug:shop>/thong-bao/", notices.notices, name="centre-notices"),
    path("kenh-ban/<slug:shop>/thong-bao/<int:pk>/", notices.notice_open, name="centre-notice"),
    path("kenh-ban/<slug:shop>/thong-bao/cach-nhan/", notices.choices, name="centre-notice-choices"),
]
