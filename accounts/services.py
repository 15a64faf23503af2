"""What changes an account: coming in by phone, a new number, agreeing, profile."""

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from accounts import consent, messages
from accounts.models import ConsentRecord, User


class LockRefused(Exception):
    """This account cannot be locked or unlocked by this person."""


class PhoneTaken(Exception):
    """Another account has this number. Only told to somebody who has just proved that the number is theirs."""


def user_for_verified_phone(*, phone: str, language: str, since: datetime | None = None) -> tuple[User, bool]:
    """The user with this E.164 number, made now if there is none; the flag says whether it was made.

    Call only after a code sent to `phone` was entered; `since` is when it was sent (now, if not given): from then on
    the number is known to be this person's. Two sessions doing so at the same moment get the same user.
    """
    since = since or timezone.now()
    user = User.objects.filter(phone=phone).first()
    created = False
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(phone=phone, phone_verified=True, phone_since=since, language=language)
            created = True
        except IntegrityError:
            user = User.objects.get(phone=phone)
    if not user.phone_verified:
        User.objects.filter(pk=user.pk).update(phone_verified=True, phone_since=since)
        user.phone_verified, user.phone_since = True, since
    return user, created


def change_phone(*, user: User, phone: str, since: datetime | None = None) -> None:
    """Give `user` a number they have just proved to be theirs, and end every session (the caller keeps its own).

    `since` as for `user_for_verified_phone`. What was written to the old number goes, since the number may soon be
    somebody else's; then it is told. Raises `PhoneTaken`; then nothing is changed.
    """
    since = since or timezone.now()
    try:
        with transaction.atomic():
            if user.phone and user.phone_verified and user.phone != phone:
                messages.forget(to=user.phone, since=user.phone_since)
                messages.send_phone_changed(user=user, old=user.phone, new=phone)
            elif user.phone == phone and user.phone_since:
                since = user.phone_since
            User.objects.filter(pk=user.pk).update(
                phone=phone, phone_verified=True, phone_since=since, session_epoch=F("session_epoch") + 1
            )
    except IntegrityError:
        raise PhoneTaken from None
    user.refresh_from_db()


def complete_welcome(
    *, user: User, name: str, marketing: bool, ip: str, agreed: Iterable[ConsentRecord.Purpose] = consent.REQUIRED
) -> None:
    """First visit, or the texts have changed: keep the name and what was agreed to, together or not at all."""
    with transaction.atomic():
        if name and name != user.name:
            User.objects.filter(pk=user.pk).update(name=name)
            user.name = name
        consent.record_consent(
            user=user,
            granted=[*agreed, *(consent.OPTIONAL if marketing else ())],
            refused=() if marketing else consent.OPTIONAL,
            source=ConsentRecord.Source.SIGN_UP,
            ip=ip,
        )


def update_profile(*, user: User, name: str, language: str) -> None:
    """Change what a person may change without a code."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


def end_sessions(*, user: User) -> None:
    """Sign `user` out everywhere: sessions carry the epoch they were made in."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])


def lock_account(*, user: User, by: User) -> bool:
    """Keep `user` out and end their sessions for good; returns whether anything changed.

    Raises `LockRefused` for oneself, and for an administrator unless `by` is one.
    """
    if user.pk == by.pk or (user.is_superuser and not by.is_superuser):
        raise LockRefused
    locked = User.objects.filter(pk=user.pk, is_active=True).update(
        is_active=False, session_epoch=F("session_epoch") + 1
    )
    user.refresh_from_db()
    return bool(locked)


def unlock_account(*, user: User, by: User) -> bool:
    """Let `user` in again; returns whether anything changed. Raises `LockRefused` once the data have been erased."""
    if user.erased_at is not None or (user.is_superuser and not by.is_superuser):
        raise LockRefused
    unlocked = User.objects.filter(pk=user.pk, is_active=False, erased_at__isnull=True).update(is_active=True)
    user.refresh_from_db()
    return bool(unlocked)


def prune_sessions() -> None:
    """Delete sessions that are over: they hold numbers that codes went to. Run by the ticker."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def keep_session(*, request: HttpRequest, user: User) -> None:
    """After the sessions of `user` were ended: let the one at hand go on, under a new key."""
    update_session_auth_hash(request, user)
