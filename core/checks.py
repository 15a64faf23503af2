"""`manage.py check --deploy`: what must not reach real people. Errors stop a deployment, warnings only ask.

Each check has an id of its own, so that one can be silenced where it is meant (`SILENCED_SYSTEM_CHECKS`).
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

_SANDBOX = "core.messaging.sandbox."


@register(Tags.security, deploy=True)
def modes(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Switches that are for development, for the demo or for a load test."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG shows source code and settings to visitors.", hint="Unset DEBUG.", id="core.E001"))
    if settings.DEMO:
        found.append(
            Error(
                "DEMO shows one-time codes to everybody and has accounts with public passwords.",
                hint="Unset DEMO and start with an empty database.",
                id="core.E002",
            )
        )
    if settings.SECRET_KEY_IS_EMBEDDED:
        found.append(
            Error(
                "The secret key is the one made for an embedded start; other machines would make another.",
                hint="Set SECRET_KEY, or SECRET_KEY_FILE to the path of a file that holds it.",
                id="core.E003",
            )
        )
    if not settings.RATE_LIMITS:
        found.append(
            Error(
                "RATE_LIMITS is off: one-time codes can be guessed, messages sent without end.",
                hint="It is for load tests only; unset it.",
                id="core.E004",
            )
        )
    return found


@register(Tags.security, deploy=True)
def addresses(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The address that links, cookies and redirects are made for."""
    found: list[CheckMessage] = []
    if not settings.SITE_URL.startswith("https://"):
        found.append(
            Error(
                f"SITE_URL is {settings.SITE_URL}: without https, sessions can be read on the way.",
                hint="Set SITE_URL to the public address, https://…",
                id="core.E005",
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "ALLOWED_HOSTS allows any name.",
                hint="Name the hosts; without the variable it is SITE_URL's.",
                id="core.E006",
            )
        )
    return found


@register(Tags.security, deploy=True)
def shared_parts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Parts that live in one process, when several share the work."""
    if settings.WEB_PROCESSES <= 1:
        return []
    found: list[CheckMessage] = []
    processes = f"WEB_PROCESSES is {settings.WEB_PROCESSES}, but"
    if "InMemory" in settings.CHANNEL_LAYERS["default"]["BACKEND"]:
        found.append(
            Error(
                f"{processes} the channel layer is in memory: messages reach only who is on the same process.",
                hint="Set REDIS_URL.",
                id="core.E011",
            )
        )
    if settings.CACHES["default"]["BACKEND"].endswith(("LocMemCache", "DummyCache")):
        found.append(
            Error(
                f"{processes} the cache is in memory: rate limits count for each process alone.",
                hint="Set REDIS_URL.",
                id="core.E012",
            )
        )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        found.append(
            Error(
                f"{processes} the database is SQLite, which lets one of them write at a time.",
                hint="Set DATABASE_URL to a PostgreSQL database.",
                id="core.E013",
            )
        )
    return found


@register(Tags.security, deploy=True)
def gateways(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Messages that would stay in the outbox."""
    asleep = sorted(name for name, path in settings.MESSAGING_GATEWAYS.items() if path.startswith(_SANDBOX))
    if not asleep:
        return []
    return [
        Warning(
            f"Messages by {', '.join(asleep)} stay in the sandbox outbox: nobody gets them.",
            hint=f"Set {', '.join(f'MESSAGING_{name.upper()}' for name in asleep)}.",
            id="core.W001",
        )
    ]


@register(Tags.security, deploy=True)
def operator(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Who answers for the site; buyers must be able to read it (Law 122/2025/QH15 on electronic commerce)."""
    if all(settings.OPERATOR.values()):
        return []
    return [
        Warning(
            "The terms and the privacy policy name nobody who runs this site.",
            hint="Set OPERATOR_NAME, OPERATOR_ADDRESS and OPERATOR_CONTACT.",
            id="core.W002",
        )
    ]
