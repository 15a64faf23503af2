"""The port of a gateway: hand one message to a provider, or say why not."""

from typing import Protocol

from core.models import Message


class DeliveryFailure(Exception):
    """The provider did not take the message. `code` is short, stable and free of personal data; it is stored."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code[:60] or "error"


class TemporaryFailure(DeliveryFailure):
    """It may work later: no connection, an overloaded provider, our account out of order. Tried again."""


class PermanentFailure(DeliveryFailure):
    """It will never work by this channel: no such number, no Zalo account, refused by the person."""


class Gateway(Protocol):
    """One channel's way out. Made without arguments; reads its own settings from the environment."""

    def send(self, message: Message) -> str:
        """Hand `message` over and return the provider's id for it, or an empty text.

        Called in a worker, outside any transaction; gives up after ten seconds. Raises `TemporaryFailure` or
        `PermanentFailure`. May be called twice for one message, when a worker dies between handing over and noting it.
        """
        ...
