"""WebSocket endpoints that belong to no room."""

from typing import Any

from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer

# Consumers here, as those of rooms (which watch through `core.realtime`), have no channel of their own in the layer:
# waiting on Redis for a viewer who had left kept a server that was told to stop waiting 20 s, in 2 of 6 tries.
WITHOUT_LAYER = ""


class HealthConsumer(AsyncJsonWebsocketConsumer):
    """`/ws/healthz`: says `{"type": "ready"}` once to whoever connects, and nothing to whatever is sent."""

    channel_layer_alias = WITHOUT_LAYER

    async def connect(self) -> None:
        await self.accept()
        await self.send_json({"type": "ready"})

    async def receive(self, *args: Any, **kwargs: Any) -> None:
        pass


class NoRouteConsumer(AsyncWebsocketConsumer):
    """Refuses the handshake of an address that no room serves."""

    channel_layer_alias = WITHOUT_LAYER

    async def connect(self) -> None:
        await self.close()
