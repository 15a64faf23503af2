"""WebSocket routes of the ground floor."""

from django.urls import URLPattern, path, re_path

from core.consumers import HealthConsumer, NoRouteConsumer

websocket_urlpatterns: list[URLPattern] = [path("ws/healthz", HealthConsumer.as_asgi())]

# Joined last by `config.routing`: an unknown address is refused quietly instead of with a traceback in the log.
unknown_route: URLPattern = re_path(r"", NoRouteConsumer.as_asgi())
