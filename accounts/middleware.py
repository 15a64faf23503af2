"""No way into the administration but through our own sign-in and a second factor."""

import time
from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode

from accounts.models import User
from accounts.policies import may_enter_admin


def has_passed_mfa(request: HttpRequest, user: User) -> bool:
    """Whether a second factor was entered in this session, within `settings.STAFF_MFA_MAX_AGE`."""
    newest = max(
        (
            record["at"]
            for record in get_authentication_records(request, user)
            if record.get("method") == "mfa" and isinstance(record.get("at"), int | float)
        ),
        default=0,
    )
    return time.time() - newest < settings.STAFF_MFA_MAX_AGE.total_seconds()


class StaffMfaMiddleware:
    """Guards everything under Django's and Wagtail's admin, their own sign-in and reset forms included.

    Nobody signed in: our sign-in. Signed in but no staff: 403. Staff without a second factor: set one up. Staff with
    one that was not entered in this session: enter it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.guarded):
            refusal = self._refusal(request)
            if refusal is not None:
                return refusal
        return self.get_response(request)

    @cached_property
    def guarded(self) -> tuple[str, ...]:
        """Path prefixes of the administration."""
        return (reverse("admin:index"), reverse("wagtailadmin_home"))

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        # A request that would write lost its form anyway; afterwards one wants the page, not the address it posts to.
        wanted = request.get_full_path() if request.method in ("GET", "HEAD") else self._section(request)
        if not isinstance(user, User) or not user.is_authenticated:
            if "login" in request.path.rsplit("/", 2) or "password_reset" in request.path:
                wanted = self._section(request)
            return redirect_to_login(wanted, reverse(settings.LOGIN_URL))
        if request.path in self.ways_out:
            return None
        if not may_enter_admin(user):
            raise PermissionDenied
        if not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return self._to("mfa_activate_totp", wanted)
        if not has_passed_mfa(request, user):
            return self._to("mfa_reauthenticate", wanted)
        return None

    @cached_property
    def ways_out(self) -> tuple[str, ...]:
        """Signing out is open to everybody who is in."""
        return (reverse("admin:logout"), reverse("wagtailadmin_logout"))

    def _section(self, request: HttpRequest) -> str:
        return next(prefix for prefix in self.guarded if request.path.startswith(prefix))

    def _to(self, name: str, wanted: str) -> HttpResponseRedirect:
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': wanted})}")
