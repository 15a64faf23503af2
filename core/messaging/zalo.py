"""Zalo Notification Service (ZNS): messages by template from the shop's Official Account to a phone number.

=====================  =================================================================================================
`ZALO_APP_ID`          the application's id and secret key, from Zalo for Developers
`ZALO_APP_SECRET`
`ZALO_REFRESH_TOKEN`   the first refresh token of the Official Account; the ones after it are kept by `tokens`
`ZALO_TEMPLATES`       which approved template is for which kind and language: `login_code=123456,login_code.en=123457`
=====================  =================================================================================================

A template's parameters carry the names of the message's context. Sources: zalo.cloud, "ZNS: gửi thông báo" and "Cách xử
lý mã lỗi"; developers.zalo.me, "Official Account: xác thực và ủy quyền".
"""

from typing import Final

import environ
from django.core.exceptions import ImproperlyConfigured

from core.messaging.base import PermanentFailure, TemporaryFailure
from core.messaging.http import post_form, post_json, require_https
from core.messaging.tokens import TokenPair, access_token, forget_access_token
from core.models import Message

SEND_PATH: Final = "/message/template"
TOKEN_PATH: Final = "/v4/oa/access_token"  # noqa: S105
# Unknown error; access token invalid. Everything else (no Zalo account, refused, quota, template) is worth an SMS at
# once rather than another try.
_UNKNOWN, _TOKEN_INVALID = -100, -124


class ZaloGateway:
    """One ZNS message a call. Raises `ImproperlyConfigured` when made without its settings."""

    def __init__(self) -> None:
        env = environ.FileAwareEnv()
        self._app_id: str = env.str("ZALO_APP_ID", default="")
        self._secret: str = env.str("ZALO_APP_SECRET", default="")
        self._refresh: str = env.str("ZALO_REFRESH_TOKEN", default="")
        self._templates: dict[str, str] = env.dict("ZALO_TEMPLATES", default={})
        api = env.str("ZALO_API_BASE", default="https://business.openapi.zalo.me")
        oauth = env.str("ZALO_OAUTH_BASE", default="https://oauth.zaloapp.com")
        self._send_url = require_https(api, variable="ZALO_API_BASE").rstrip("/") + SEND_PATH
        self._token_url = require_https(oauth, variable="ZALO_OAUTH_BASE").rstrip("/") + TOKEN_PATH
        if not (self._app_id and self._secret and self._refresh):
            raise ImproperlyConfigured("ZALO_APP_ID, ZALO_APP_SECRET and ZALO_REFRESH_TOKEN are needed")

    def send(self, message: Message) -> str:
        """Hand the message to Zalo; returns its `msg_id`. A kind without a template fails for good, so SMS follows."""
        template = self._templates.get(f"{message.kind}.{message.language}") or self._templates.get(message.kind)
        if not template:
            raise PermanentFailure("zalo-no-template")
        token = access_token(gateway="zalo", first_refresh=self._refresh, renew=self._renew)
        answer = post_json(
            self._send_url,
            {
                "phone": message.to.removeprefix("+"),
                "template_id": template,
                "template_data": message.context,
                "tracking_id": str(message.pk),
            },
            headers={"access_token": token},
        )
        code = _number(answer.get("error", _UNKNOWN))
        if code == 0:
            data = answer.get("data")
            return str(data.get("msg_id", "")) if isinstance(data, dict) else ""
        if code == _TOKEN_INVALID:
            forget_access_token(gateway="zalo")
        if code in (_UNKNOWN, _TOKEN_INVALID):
            raise TemporaryFailure(f"zalo{code}")
        raise PermanentFailure(f"zalo{code}")

    def _renew(self, refresh: str) -> TokenPair:
        answer = post_form(
            self._token_url,
            {"app_id": self._app_id, "grant_type": "refresh_token", "refresh_token": refresh},
            headers={"secret_key": self._secret},
        )
        access, new_refresh = answer.get("access_token"), answer.get("refresh_token")
        if not (isinstance(access, str) and isinstance(new_refresh, str)):
            raise TemporaryFailure("zalo-token")
        return TokenPair(
            access=access, refresh=new_refresh, lifetime_seconds=max(_number(answer.get("expires_in")), 60)
        )


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return _UNKNOWN
