"""The port itself: what a provider of electronic identity has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class IdentityUnavailable(Exception):
    """The provider cannot be reached or is out of order; the person may try again later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityAnswer:
    """What the provider says. `name` is the person's as it is registered, `reference` the provider's for its record."""

    passed: bool
    name: str = ""
    reference: str = ""


class IdentityProvider(Protocol):
    """Made without arguments; reads its own settings from the environment."""

    name: str
    """A short word that is stored with each check."""
    title: Any
    """What it is called on pages; lazily translated."""
    is_real: bool
    """Whether its answer proves anything."""

    def begin(self, *, token: str, return_path: str) -> str:
        """Where to send the person: an address of the provider's that leads back to `return_path` of this site.

        `token` is ours for this try, random and known to nobody else. Raises `IdentityUnavailable`.
        """
        ...

    def finish(self, *, token: str, answer: Mapping[str, str]) -> IdentityAnswer:
        """What the provider says to this try; `answer` are the fields the person came back with, which prove nothing
        by themselves: a real provider is asked again behind their back. Raises `IdentityUnavailable`.
        """
        ...


@lru_cache(maxsize=4)
def _at(path: str) -> IdentityProvider:
    return cast(IdentityProvider, import_string(path)())


def provider() -> IdentityProvider:
    """The provider of this deployment."""
    return _at(settings.IDENTITY_PROVIDER)
