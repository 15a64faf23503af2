"""URLs of shops (inside the language patterns)."""

from django.urls import path

from vendors import views

app_name = "vendors"

urlpatterns = [
    path("gian-hang/<slug:slug>/", views.shop, name="shop"),
]
