"""Addresses outside the languages: probes and figures for machines, and the sandbox outbox of the demo."""

from django.conf import settings
from django.urls import URLPattern, path

from core import views

urlpatterns: list[URLPattern] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]

if settings.DEMO:
    from core.messaging.views import outbox

    urlpatterns.append(path("thu-nghiem/hop-thu/", outbox, name="outbox"))
