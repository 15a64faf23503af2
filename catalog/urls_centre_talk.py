"""URLs of the producer's centre: questions, reviews, certificates, what was sold; joined in `catalog.urls`."""

from django.urls import URLPattern, path

from catalog.views import centre_talk

urlpatterns: list[URLPattern] = [
    path("kenh-ban/<slug:shop>/hoi-dap/", centre_talk.questions, name="centre-questions"),
    path("kenh-ban/<slug:shop>/danh-gia/", centre_talk.reviews_of_shop, name="centre-reviews"),
    path("kenh-ban/<slug:shop>/sao-ocop/", centre_talk.certificates, name="centre-certificates"),
    path("kenh-ban/<slug:shop>/da-xuat/", centre_talk.sold, name="centre-sold"),
]
