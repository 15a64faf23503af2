"""Kinds of message: what a room can say to somebody, by which channels, and how long it is worth saying."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.utils import translation

CHANNELS: Final = ("zalo", "sms", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind:
    """One kind of message.

    `channels` are tried in this order, those that do not fit the recipient left out: a number is reached by Zalo and
    SMS, an address by e-mail. `subject` (e-mail only) and `body` are lazily translated texts with the names of the
    context as `%(name)s`, which gettext's own checks understand; both stay empty for letters that are worded elsewhere
    and sent with `send_email`. `secret` marks codes and private links, whose text is emptied once it is delivered.
    Older than `lifetime` the message is not sent any more. `priority` is the task's, -100 to 100.
    """

    name: str
    body: Any = ""
    subject: Any = ""
    channels: tuple[str, ...] = CHANNELS
    secret: bool = False
    lifetime: dt.timedelta | None = None
    priority: int = 0

    def channels_for(self, to: str) -> tuple[str, ...]:
        """The channels that can reach `to` and have a gateway, in order."""
        wanted = ("zalo", "sms") if to.startswith("+") else ("email",)
        return tuple(c for c in self.channels if c in wanted and settings.MESSAGING_GATEWAYS.get(c))

    def render(self, *, language: str, context: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body in `language`. Raises `KeyError` when the context lacks a name the text uses."""
        with translation.override(language):
            return " ".join((str(self.subject) % context).split()), str(self.body) % context


_kinds: dict[str, MessageKind] = {}


def register_kind(kind: MessageKind) -> MessageKind:
    """Make a kind known; in `AppConfig.ready()` or when the room's `messages` module is imported.

    Raises `ValueError` for an unknown channel, an e-mail with a text and no subject, or a name that another kind has.
    """
    if not kind.channels or not set(kind.channels) <= set(CHANNELS):
        raise ValueError(f"{kind.name}: channels are some of {', '.join(CHANNELS)}")
    if "email" in kind.channels and kind.subject == "" and kind.body != "":
        raise ValueError(f"{kind.name}: an e-mail needs a subject")
    known = _kinds.setdefault(kind.name, kind)
    if known is not kind and known != kind:
        raise ValueError(f"message kind {kind.name!r} is registered twice")
    return kind


def unregister_kind(name: str) -> None:
    """Take a kind out again; for tests."""
    _kinds.pop(name, None)


def get_kind(name: str) -> MessageKind | None:
    """The kind of that name, or None."""
    return _kinds.get(name)
