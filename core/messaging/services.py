"""Writing messages into the outbox and getting them out of it."""

import datetime as dt
import logging
import re
import traceback
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from core.messaging.base import DeliveryFailure, Gateway, PermanentFailure, TemporaryFailure
from core.messaging.kinds import MessageKind, get_kind
from core.models import Message
from core.tasks import backoff, claim_due, enqueue

logger = logging.getLogger(__name__)

# From here on a task that has not run counts as lost and the ticker enqueues it again. Longer than a gateway may take.
HOLD: Final = dt.timedelta(seconds=60)
MOST_ATTEMPTS: Final = 8
# A channel that has only trouble is left for the next one after this many tries: a code is worth five minutes.
TRIES_BEFORE_FALLBACK: Final = 2
KEEP: Final = dt.timedelta(days=90)

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_EMAIL = re.compile(r"[^\s@<>,;\x00-\x1f]+@[^\s@<>,;\x00-\x1f]+")


def send(
    *, kind: str, to: str, language: str, context: Mapping[str, str], not_before: dt.datetime | None = None
) -> Message:
    """Write a message of a registered kind to a number in E.164 or an e-mail address.

    With `not_before` it waits in the outbox until then, and its lifetime counts from then; the ticker sends it.
    The row and its delivery task belong to the caller's transaction. A language the site does not have becomes
    Vietnamese. Raises `KeyError` for an unknown kind or a name missing in `context`, `ValueError` for a recipient that
    is neither a number nor an address, and `ImproperlyConfigured` when no channel of the kind reaches it.
    """
    found = get_kind(kind)
    if found is None:
        raise KeyError(f"no message kind {kind!r} is registered")
    language = _known_language(language)
    subject, body = found.render(language=language, context=context)
    channels = found.channels_for(to)
    return _write(
        kind=found,
        to=to,
        language=language,
        channels=channels,
        subject=subject,
        body=body,
        context=dict(context),
        not_before=not_before,
    )


def send_email(*, kind: str, to: str, subject: str, body: str, language: str) -> Message:
    """Write an e-mail whose text is ready already, as allauth's letters are.

    A registered `kind` says whether it is secret and how long it is worth sending; one that is not registered counts as
    secret. Row, task and errors as for `send`.
    """
    found = get_kind(kind) or MessageKind(name=kind, channels=("email",), secret=True)
    return _write(
        kind=found,
        to=to,
        language=_known_language(language),
        channels=found.channels_for(to),
        subject=" ".join(subject.split()),
        body=body,
        context={},
    )


def is_recipient(to: str) -> bool:
    """Whether a message can be addressed to this text: a number in E.164 or an e-mail address without quoting."""
    return len(to) <= 254 and bool(_E164.fullmatch(to) or _EMAIL.fullmatch(to))


def deliver(*, message_id: int, attempt: int) -> None:
    """Try a message once; `attempt` is how many tries there had been when this one was enqueued.

    Of several calls with the same `attempt` one gets through: it counts the try first, by conditional update. A failure
    is noted on the row with the time of the next try, or leads to the next channel. Never raises for a message that
    cannot be delivered, and logs neither recipient nor text.
    """
    now = timezone.now()
    mine = Message.objects.queued().filter(pk=message_id, attempts=attempt)
    if not mine.update(attempts=attempt + 1, next_attempt_at=now + HOLD):
        return
    message = Message.objects.get(pk=message_id)
    if message.expires_at is not None and message.expires_at <= now:
        _give_up(message, "expired")
        return
    try:
        provider_id = _gateway(message.channel).send(message)
    except PermanentFailure as failure:
        _fall_back(message, failure)
    except TemporaryFailure as failure:
        _try_again(message, failure)
    except Exception as error:
        # A provider's exception may quote the request, and with it number and code: where it came from must do.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        logger.error("message %s: %s in %s:%s", message.pk, type(error).__name__, frame.filename, frame.lineno)
        _try_again(message, TemporaryFailure(type(error).__name__))
    else:
        _finish(message, state=Message.State.SENT, sent_at=timezone.now(), provider_id=provider_id[:120], error_code="")
        logger.info("message %s: %s sent by %s, try %s", message.pk, message.kind, message.channel, message.attempts)


def enqueue_due() -> None:
    """Enqueue what is due: a second try, or a first one whose task got lost; a ticker job."""
    with transaction.atomic():
        for message in claim_due(Message.objects.queued(), hold=HOLD):
            _enqueue(message)


def prune_messages() -> None:
    """Delete messages of more than 90 days ago; a ticker job. What must be kept longer belongs to its own room."""
    Message.objects.filter(created_at__lt=timezone.now() - KEEP).delete()


def _write(
    *,
    kind: MessageKind,
    to: str,
    language: str,
    channels: tuple[str, ...],
    subject: str,
    body: str,
    context: dict[str, str],
    not_before: dt.datetime | None = None,
) -> Message:
    if not is_recipient(to):
        raise ValueError("a recipient is a number in E.164 or an e-mail address")
    if not channels:
        raise ImproperlyConfigured(f"no channel of message kind {kind.name!r} reaches this recipient")
    now = timezone.now()
    with transaction.atomic():
        message = Message.objects.create(
            kind=kind.name,
            channel=channels[0],
            later_channels=",".join(channels[1:]),
            to=to,
            language=language,
            subject=subject[:250] if channels[0] == "email" else "",
            body=body,
            context=context,
            secret=kind.secret,
            created_at=now,
            expires_at=(not_before or now) + kind.lifetime if kind.lifetime is not None else None,
            next_attempt_at=not_before or now + HOLD,
        )
        if not_before is None:
            _enqueue(message, priority=kind.priority)
    return message


def _enqueue(message: Message, *, priority: int = 0) -> None:
    from core.messaging.tasks import deliver_message

    enqueue(deliver_message, message.pk, message.attempts, priority=priority)


@lru_cache(maxsize=8)
def _gateway_at(path: str) -> Gateway:
    return cast(Gateway, import_string(path)())


def _gateway(channel: str) -> Gateway:
    path = settings.MESSAGING_GATEWAYS.get(channel)
    if not path:
        raise PermanentFailure("channel-off")
    return _gateway_at(path)


def _fall_back(message: Message, failure: DeliveryFailure) -> None:
    """Go on with the next channel at once, or give up."""
    channel, _comma, rest = message.later_channels.partition(",")
    if not channel:
        _give_up(message, failure.code)
        return
    logger.warning("message %s: %s failed (%s), now %s", message.pk, message.channel, failure.code, channel)
    with transaction.atomic():
        moved = Message.objects.queued().filter(pk=message.pk, attempts=message.attempts)
        if moved.update(channel=channel, later_channels=rest, error_code=failure.code):
            _enqueue(message)


def _try_again(message: Message, failure: TemporaryFailure) -> None:
    if message.later_channels and message.attempts >= TRIES_BEFORE_FALLBACK:
        _fall_back(message, failure)
    elif message.attempts >= MOST_ATTEMPTS:
        _give_up(message, failure.code)
    else:
        wait = backoff(message.attempts)
        logger.warning("message %s: %s failed (%s), again in %s", message.pk, message.channel, failure.code, wait)
        Message.objects.queued().filter(pk=message.pk, attempts=message.attempts).update(
            next_attempt_at=timezone.now() + wait, error_code=failure.code
        )


def _give_up(message: Message, code: str) -> None:
    logger.warning("message %s: %s given up (%s)", message.pk, message.kind, code)
    _finish(message, state=Message.State.FAILED, error_code=code)


def _finish(message: Message, **fields: object) -> None:
    """The end of a message. The text of a secret one has done its work and goes; the demo still shows it."""
    if message.secret and not settings.DEMO:
        fields |= {"subject": "", "body": "", "context": {}}
    Message.objects.queued().filter(pk=message.pk).update(**fields)


def _known_language(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
