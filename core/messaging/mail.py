"""E-mail through Django's mail settings (`EMAIL_URL`)."""

import smtplib
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from core.messaging.base import PermanentFailure, TemporaryFailure
from core.models import Message

TIMEOUT_SECONDS: Final = 10
# RFC 5321, 4.2.1: 5xx is a permanent answer, 4xx one that may change. These 5xx speak of us, not of the recipient.
_OUR_FAULT: Final = frozenset({530, 534, 535, 538})


class MailGateway:
    """Plain-text letters from `DEFAULT_FROM_EMAIL`."""

    def send(self, message: Message) -> str:
        """Hand the letter to the mail server; the id is the `Message-ID` header. Errors as the port says."""
        letter = EmailMessage(
            subject=message.subject,
            body=message.body,
            to=[message.to],
            headers={
                "Message-ID": f"<{message.pk}.{int(message.created_at.timestamp())}@{_domain()}>",
                "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday replies to it
                "Content-Language": message.language,
            },
        )
        try:
            letter.connection = get_connection(timeout=TIMEOUT_SECONDS)
            letter.send()
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _text in error.recipients.values()), default=550)
            raise _failure(code) from None
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:
            raise TemporaryFailure(type(error).__name__) from None
        return str(letter.extra_headers["Message-ID"])


def _failure(code: int) -> PermanentFailure | TemporaryFailure:
    if 500 <= code < 600 and code not in _OUR_FAULT:
        return PermanentFailure(f"smtp-{code}")
    return TemporaryFailure(f"smtp-{code}")


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
