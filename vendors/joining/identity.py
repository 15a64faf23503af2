"""Sending the owner of a shop to the identity provider, and writing down what it says."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.text import clean_text
from vendors import identity
from vendors.models import IdentityCheck, IdentityState, Vendor

LIFETIME: Final = dt.timedelta(hours=1)


class NoCheck(Exception):
    """This person has no check under way in this shop."""


def identity_begin(*, vendor: Vendor, user: User, return_path: str) -> str:
    """Begin a check and return where to send the person. Raises `identity.IdentityUnavailable`, keeping nothing."""
    provider, token = identity.provider(), secrets.token_urlsafe(32)
    url = provider.begin(token=token, return_path=return_path)
    IdentityCheck.objects.create(vendor=vendor, user=user, provider=provider.name, token=token)
    return url


def identity_finish(*, vendor: Vendor, user: User, answer: Mapping[str, str]) -> IdentityCheck:
    """Ask the provider about this person's newest check and keep what it says; of two at once one writes.

    Raises `NoCheck`, or `identity.IdentityUnavailable`. Not inside a transaction: the provider may be far away.
    """
    provider = identity.provider()
    mine = IdentityCheck.objects.filter(vendor=vendor, user=user, provider=provider.name)
    running = mine.filter(state=IdentityState.STARTED, started_at__gt=timezone.now() - LIFETIME).first()
    if running is None:
        raise NoCheck
    found = provider.finish(token=running.token, answer=answer)
    state = IdentityState.PASSED if found.passed else IdentityState.FAILED
    with transaction.atomic():
        IdentityCheck.objects.filter(pk=running.pk, state=IdentityState.STARTED).update(
            state=state,
            name=clean_text(found.name, max_length=120),
            reference=clean_text(found.reference, max_length=120),
            finished_at=timezone.now(),
        )
    running.refresh_from_db()
    return running
