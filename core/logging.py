"""Logs: one line an event, JSON in production, with the id of the request and without people in them.

Everything goes through the standard library, so that Django's, Channels' and Twisted's lines look like our own. Logs
are copied, kept for long and read by many, so a filter (`redact`) takes out what looks like a phone number, an e-mail
address, a network address or a password in a URL, also from exceptions; nobody is to rely on it, but somebody will
forget.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# Digits with or without separators, as phone, account and card numbers are written; a date is none.
_NUMBER = re.compile(r"(?<![\w.-])(?!\d{4}-\d\d-\d\d)\+?\d(?:[ .\-]?\d){8,}(?!\w)")
_EMAIL = re.compile(r"[^\s@<>\"'=:,;()\[\]]+@[^\s@<>\"'=:,;()\[\]]+\.[^\s@<>\"'=:,;()\[\].]{2,}")
_IPV4 = re.compile(r"(?<![\w.])(?!127\.|0\.0\.0\.0)(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_URL_PASSWORD = re.compile(r"(://)[^/\s@]+@")

# Written by ourselves and free of people; a hexadecimal id may look like a long number.
_KEPT = frozenset({"timestamp", "request_id", "level", "logger"})

_DEPTH = 5


def redact_text(text: str) -> str:
    """`text` with numbers, addresses and passwords that may belong to a person replaced by what they were."""
    text = _URL_PASSWORD.sub(r"\1[secret]@", text)
    if "@" in text:
        text = _EMAIL.sub("[e-mail]", text)
    text = _IPV4.sub("[address]", text)
    return _NUMBER.sub("[number]", text)


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: `redact_text` on every text of an event."""
    for key, value in event.items():
        if key not in _KEPT and not key.startswith("_"):
            event[key] = _redacted(value, _DEPTH)
    return event


def _redacted(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return redact_text(value)
    if depth and isinstance(value, dict):
        return {key: _redacted(item, depth - 1) for key, item in value.items()}
    if depth and isinstance(value, list | tuple):
        return [_redacted(item, depth - 1) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return redact_text(str(value))


def tame(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor for what Django says of a request.

    The path in it loses what opens something (`core.http.logged_path`). What a stranger has sent that Django refuses
    takes one line: a traceback for each would let anybody fill the disk.
    """
    record = event.get("_record")
    request: Any = getattr(record, "request", None)
    if hasattr(request, "resolver_match"):
        from core.http import logged_path  # the settings import this module

        event["event"] = str(event["event"]).replace(request.path, logged_path(request))
    if getattr(record, "name", "").startswith("django.security."):
        event.pop("exc_info", None)
        event["level"] = "warning"
    return event


def logging_config(*, level: str, as_json: bool) -> dict[str, Any]:
    """The value of `settings.LOGGING`; sets structlog up as well, so that its loggers write the same lines."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,  # tests change the set-up
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
        )
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    tame,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    redact,
                    renderer,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            # Without handlers of their own: Django's defaults would print each line twice and send e-mail.
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            # 4xx is in the access log; what is left here is the traceback of a 500.
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": True},
            # Statements carry personal data: never, whatever the level.
            "django.db.backends": {"handlers": [], "level": "INFO", "propagate": True},
            **{
                name: {"level": "WARNING"}
                for name in ("daphne", "asyncio", "elastic_transport", "stripe", "urllib3", "httpx", "PIL")
            },
        },
    }


def get_logger(name: str) -> Any:
    """A structlog logger: `get_logger(__name__).info("paid", order=…)`."""
    return structlog.get_logger(name)


LEVELS = frozenset(logging.getLevelNamesMapping())
