"""ASGI entry point: everything in the embedded shape, only `/ws/` in production."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")

django_application = get_asgi_application()  # before the imports below: they need the apps loaded

from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator, WebsocketDenier  # noqa: E402

from config.routing import websocket_urlpatterns  # noqa: E402
from core.asgi import BoundedConcurrency, lifespan  # noqa: E402
from core.consumers import WITHOUT_LAYER  # noqa: E402
from core.files import FileServer  # noqa: E402

# What refuses a foreign origin is a consumer of the library's; it needs no channel either.
WebsocketDenier.channel_layer_alias = WITHOUT_LAYER

application = ProtocolTypeRouter(
    {
        # Files first: they need no thread and no place in the queue.
        "http": FileServer(BoundedConcurrency(django_application)),
        "websocket": AllowedHostsOriginValidator(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))),
        "lifespan": lifespan,
    }
)
