"""URLs of the fragments of the address form (inside the language patterns)."""

from django.urls import path

from places import views

app_name = "places"
urlpatterns = [
    path("dia-chi/doc/", views.parse, name="parse"),
    path("dia-chi/xa-phuong/", views.communes, name="communes"),
]
