"""`manage.py check --deploy`: what this room must not do with real people."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def identity(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Sellers must be known by electronic identity before they sell (Law 122/2025/QH15)."""
    if not settings.IDENTITY_PROVIDER.startswith("vendors.identity.sandbox."):
        return []
    return [
        Warning(
            "Sellers prove who they are to the sandbox, which believes everybody.",
            hint="Set IDENTITY_PROVIDER to a class of your provider's; vendors/identity/base.py says what it does.",
            id="vendors.W001",
        )
    ]
