"""Asking for a fresh code before something that could cost a person dear: their bank account, the owner of a shop.

    @require_recent_code()
    def change_bank_account(request): ...

Without a code entered in the last ten minutes the view is not run. The person confirms a code sent to their number or
address (or, through allauth, their password or second factor where a view accepts those) and comes back. What they had
already submitted is not lost: the fields wait in their session and are put before them, once, as a form that posts to
the very address they came from, so the request goes through all the usual checks again. Files cannot be kept; such
views should be decorated on GET as well (the default), so that the code comes before the form.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User

P = ParamSpec("P")

MAX_AGE = 10 * 60
# A form larger than this is not kept; the person fills it in again.
MAX_KEPT = 64_000
KEPT_FOR = 30 * 60
_SESSION_KEY = "accounts_stepup_kept"


def has_recent_code(request: HttpRequest, max_age: int = MAX_AGE) -> bool:
    """Whether this session's user entered a code sent to them within `max_age` seconds. Signing in by code counts."""
    return _newest(request, {"code"}) > time.time() - max_age


def has_recent_proof(request: HttpRequest, max_age: int = MAX_AGE) -> bool:
    """As `has_recent_code`, but a password or second factor entered again is as good."""
    return _newest(request, {"code", "password", "mfa"}) > time.time() - max_age


def record_code(request: HttpRequest, user: User) -> None:
    """Note that `user` has just entered a code. allauth's own re-authentication is satisfied by it too."""
    record_authentication(request, user, method="code", reauthenticated=True)


def require_recent_code(
    *, max_age: int = MAX_AGE, methods: tuple[str, ...] = ("GET", "HEAD", "POST"), any_proof: bool = False
) -> Callable[[Callable[Concatenate[HttpRequest, P], Any]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Decorate a view: for `methods` it runs only with a code entered within `max_age` seconds.

    `any_proof` also accepts a password or second factor. Somebody not signed in is asked to do that first.
    """
    enough = has_recent_proof if any_proof else has_recent_code

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], Any],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
            if request.method in methods and not enough(request, max_age):
                return suspend(request)
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def suspend(request: HttpRequest) -> HttpResponse:
    """Keep what was submitted and lead to the code."""
    target = request.get_full_path()
    if request.method == "POST":
        fields = request.POST.copy()
        fields.pop("csrfmiddlewaretoken", None)
        body = fields.urlencode()
        if len(body) <= MAX_KEPT:
            request.session[_SESSION_KEY] = {"path": target, "body": body, "at": time.time()}
    return HttpResponseRedirect(f"{reverse('accounts:stepup')}?{urlencode({'next': target})}")


def kept_form(request: HttpRequest, path: str) -> QueryDict | None:
    """The fields submitted to `path` before the code, if any; they are forgotten by asking."""
    kept = request.session.get(_SESSION_KEY)
    if not isinstance(kept, dict) or kept["path"] != path:
        return None
    del request.session[_SESSION_KEY]
    if time.time() - kept["at"] > KEPT_FOR:
        return None
    return QueryDict(kept["body"])


def _newest(request: HttpRequest, methods: set[str]) -> float:
    user = request.user
    if not isinstance(user, User):
        return 0
    return max(
        (
            float(record["at"])
            for record in get_authentication_records(request, user)
            if record.get("method") in methods and isinstance(record.get("at"), int | float)
        ),
        default=0,
    )
