"""Reading the outbox."""

import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from core.models import Message

NEWEST: Final = 50
_CODE = re.compile(r"(?<![\w./:=-])[0-9]{6}(?![\w./-])")


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A message as the demo shows it. `code` is the one-time code in it, or empty."""

    message: Message
    code: str

    @property
    def to_display(self) -> str:
        """The recipient as people here read it: `0900 000 001`, or the address."""
        to = self.message.to
        if to.startswith("+84") and len(to) == 12:
            return f"0{to[3:6]} {to[6:9]} {to[9:]}"
        return to


def newest_messages(*, to: str = "") -> list[OutboxEntry]:
    """The newest fifty messages, those to `to` alone when it is given.

    `to` is a number or address; a Vietnamese number may be written as people do (`0900 000 001`). Empty outside the
    demo: texts of other people's messages are nobody's to read.
    """
    if not settings.DEMO:
        return []
    messages = Message.objects.all()
    if to.strip():
        messages = messages.to_any(_as_stored(to))
    return [OutboxEntry(message=message, code=_code_in(message)) for message in messages[:NEWEST]]


def _as_stored(typed: str) -> str:
    typed = typed.strip()[:254]
    if "@" in typed:
        return typed.lower()
    digits = re.sub(r"[^0-9+]", "", typed)
    return "+84" + digits[1:] if digits.startswith("0") else digits


def _code_in(message: Message) -> str:
    """The code a person has to type: a name of the context where there is one, else six digits standing alone."""
    if not message.secret:
        return ""
    if code := message.context.get("code", ""):
        return code
    found = _CODE.search(message.body)
    return found.group() if found else ""
