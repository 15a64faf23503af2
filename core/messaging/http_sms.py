"""SMS through any provider that takes a JSON POST, configured by environment variables.

==================  ====================================================================================================
`SMS_HTTP_URL`      where to POST `{"id", "to", "from", "text"}`; `to` is E.164, `id` is ours and the same on a repeat
`SMS_HTTP_TOKEN`    sent as `Authorization: Bearer …`
`SMS_HTTP_SENDER`   the brand name registered with the networks ("brandname" in Việt Nam), sent as `from`
`SMS_HTTP_MARKS`    `on` keeps Vietnamese marks. Off by default: with them one part holds 70 characters instead of 160,
                    and networks register brand-name texts without marks
`SMS_HTTP_ID_FIELD` the field of the answer that holds the provider's id, `id` by default
==================  ====================================================================================================

Any 2xx answer counts as taken; what others mean is said in `core.messaging.http`.
"""

import unicodedata

import environ

from core.messaging.http import post_json, require_https
from core.models import Message


class HttpSmsGateway:
    """One SMS a call. Raises `ImproperlyConfigured` when made without an address."""

    def __init__(self) -> None:
        env = environ.FileAwareEnv()
        self._url = require_https(env.str("SMS_HTTP_URL", default=""), variable="SMS_HTTP_URL")
        self._token: str = env.str("SMS_HTTP_TOKEN", default="")
        self._sender: str = env.str("SMS_HTTP_SENDER", default="")
        self._marks: bool = env.bool("SMS_HTTP_MARKS", default=False)
        self._id_field: str = env.str("SMS_HTTP_ID_FIELD", default="id")

    def send(self, message: Message) -> str:
        """Hand the text to the provider. Errors as the port says."""
        text = message.body if self._marks else without_marks(message.body)
        answer = post_json(
            self._url,
            {"id": str(message.pk), "to": message.to, "from": self._sender, "text": text},
            headers={"Authorization": f"Bearer {self._token}"} if self._token else {},
        )
        return str(answer.get(self._id_field, ""))


def without_marks(text: str) -> str:
    """Vietnamese as the GSM alphabet can write it: `Đừng đưa mã cho ai` is `Dung dua ma cho ai`. Capitals stay."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(c for c in bare if not unicodedata.combining(c)))
