"""The frame of the staff's own pages, `/kiem-duyet/…`: a permission and the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.middleware import has_passed_mfa
from accounts.models import User
from accounts.views.common import account_page, go, with_next

P = ParamSpec("P")
StaffView = Callable[Concatenate[HttpRequest, P], HttpResponse]


def second_factor_first(request: HttpRequest, user: User) -> HttpResponse | None:
    """The way to setting a second factor up, or to entering it; None where that was done in this session lately."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return go(with_next("mfa_activate_totp", back))
    if not has_passed_mfa(request, user):
        return go(with_next("mfa_reauthenticate", back))
    return None


def staff_page(permission: str) -> Callable[[StaffView[P]], StaffView[P]]:
    """For members of the staff who hold `permission` (`app.codename`) and entered their second factor lately.

    Somebody not signed in is led to sign in; everybody else who may not gets 403.
    """

    def decorate(view: StaffView[P]) -> StaffView[P]:
        @account_page
        @wraps(view)
        def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            user = request.user
            assert isinstance(user, User)  # noqa: S101  `account_page` lets nobody else in
            if not (user.is_staff and user.has_perm(permission)):
                raise PermissionDenied
            return second_factor_first(request, user) or view(request, *args, **kwargs)

        wrapper.staff_permission = permission  # type: ignore[attr-defined]  # the scoping test reads it
        return wrapper

    return decorate
