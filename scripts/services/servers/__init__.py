"""Each server and tool, in the order in which they are shown."""

from .base import Context, Need, Server, Tool
from .elasticsearch import Elasticsearch
from .postgres import PostgreSQL
from .redis import Redis
from .stripe_mock import StripeMock
from .tools import Chromium, Nginx

SERVERS: tuple[Server, ...] = (PostgreSQL(), Redis(), Elasticsearch(), StripeMock())
TOOLS: tuple[Tool, ...] = (Nginx(), Chromium())
NAMES = tuple(part.name for part in (*SERVERS, *TOOLS))

__all__ = ["NAMES", "SERVERS", "TOOLS", "Context", "Need", "Server", "Tool"]
