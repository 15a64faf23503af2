"""WebSocket routes of all rooms."""

from core.routing import unknown_route
from core.routing import websocket_urlpatterns as core_routes

websocket_urlpatterns = [*core_routes, unknown_route]
