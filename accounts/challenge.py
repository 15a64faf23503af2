"""One code at a time and purpose in a browser session: sent, shown in the demo, entered.

The session keeps the row's id and where it was sent; the digits only in the demo, so that the page can show them.
"""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts import limits, messages
from accounts.codes import issue_code, redeem_code
from accounts.models import OneTimeCode, User
from accounts.phones import display_phone

Purpose = OneTimeCode.Purpose


@dataclass(frozen=True, slots=True)
class Challenge:
    """A code that was sent and waits to be entered. `demo_digits` is empty outside the demo."""

    code_id: str
    target: str
    sent_at: float
    demo_digits: str
    extra: dict[str, Any]

    @property
    def target_display(self) -> str:
        """The number or address, as people read it."""
        return display_phone(self.target) if self.target.startswith("+") else self.target

    @property
    def by_email(self) -> bool:
        """Whether the code went to an e-mail address."""
        return not self.target.startswith("+")

    @property
    def is_live(self) -> bool:
        """Whether the code may still be in time; the database has the last word."""
        return time.time() - self.sent_at < OneTimeCode.LIFETIME_SECONDS


def start(
    request: HttpRequest,
    *,
    purpose: Purpose,
    target: str,
    user: User | None = None,
    extra: dict[str, Any] | None = None,
) -> None:
    """Send a code to `target` and remember it in the session, in place of the one before.

    `extra` is kept with it (JSON values only). Raises `limits.TooMany`.
    """
    limits.take(request, action="send_code", key=target)
    before = current(request, purpose)
    issued = issue_code(purpose=purpose, target=target, user=user, replaces=before.code_id if before else None)
    messages.send_code(
        purpose=purpose, target=target, digits=issued.digits, language=messages.language_of(request, user)
    )
    request.session[_key(purpose)] = {
        "code_id": str(issued.row.pk),
        "target": target,
        "sent_at": time.time(),
        "extra": extra if extra is not None else (before.extra if before else {}),
        # Reading it back from the session is what lets the demo show it; elsewhere it must not lie anywhere in clear.
        **({"demo_digits": issued.digits} if settings.DEMO else {}),
    }


def current(request: HttpRequest, purpose: Purpose) -> Challenge | None:
    """The code this session waits for, if any."""
    state = request.session.get(_key(purpose))
    if not isinstance(state, dict):
        return None
    return Challenge(
        code_id=state["code_id"],
        target=state["target"],
        sent_at=state["sent_at"],
        demo_digits=state.get("demo_digits", "") if settings.DEMO else "",
        extra=state.get("extra", {}),
    )


def answer(request: HttpRequest, *, purpose: Purpose, typed: str) -> OneTimeCode:
    """Check what was typed. On success the challenge is over and the code's row comes back.

    Raises `codes.CodeWrong`, `codes.CodeOver` and `limits.TooMany`.
    """
    challenge = current(request, purpose)
    assert challenge is not None, "ask current() first"  # noqa: S101
    limits.take(request, action="try_code", key=challenge.target)
    row = redeem_code(code_id=challenge.code_id, purpose=purpose, typed=typed)
    clear(request, purpose)
    return row


def clear(request: HttpRequest, purpose: Purpose) -> None:
    """Forget the code this session waits for."""
    request.session.pop(_key(purpose), None)


def _key(purpose: Purpose) -> str:
    return f"accounts_code_{purpose}"
