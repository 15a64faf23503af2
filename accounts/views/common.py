"""What several pages of the account share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from accounts import consent, limits
from accounts.codes import CodeRefused, CodeWrong
from accounts.models import User

P = ParamSpec("P")
AccountView = Callable[Concatenate[HttpRequest, P], HttpResponse]

NEXT_MAX_LENGTH = 2_000


def safe_next(request: HttpRequest) -> str:
    """The address in `next` if it leads to this very site, else empty: no open redirect."""
    url = request.POST.get("next") or request.GET.get("next") or ""
    if len(url) > NEXT_MAX_LENGTH:
        return ""
    allowed = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if allowed else ""


def go(url: str, default: str = settings.LOGIN_REDIRECT_URL) -> HttpResponseRedirect:
    """Redirect to an address checked by `safe_next`, or to a named page."""
    return HttpResponseRedirect(url or resolve_url(default))


def with_next(name: str, url: str) -> str:
    """The page `name`, carrying `next` along."""
    return reverse(name) + (f"?{urlencode({'next': url})}" if url else "")


def account_page(view: AccountView[P]) -> AccountView[P]:
    """For signed-in people who have agreed to the terms in force; never kept by a cache."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        assert isinstance(request.user, User)  # noqa: S101
        if consent.missing_agreements(request.user):
            back = request.get_full_path() if request.method == "GET" else ""
            return HttpResponseRedirect(with_next("accounts:welcome", back))
        return view(request, *args, **kwargs)

    return wrapper


def refuse_too_many(
    request: HttpRequest, template: str, context: dict[str, Any], error: limits.TooMany
) -> HttpResponse:
    """429 with the page as it was, what was typed included, and when to try again."""
    show_error(context["form"], too_many_text(error.retry_after))
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(error.retry_after)
    return response


def show_error(form: BaseForm, text: str, code: str = "") -> None:
    """Put an error over a form, also over one that was not checked: what was typed is shown, nothing is looked up."""
    if form._errors is None:  # type: ignore[attr-defined]
        form._errors = ErrorDict(renderer=form.renderer)  # type: ignore[attr-defined]
        form.cleaned_data = {}
    form.add_error(None, ValidationError(text, code=code))


def too_many_text(seconds: int) -> str:
    """When one may try again, in words."""
    if seconds < 90:
        wait = ngettext("%(n)d giây", "%(n)d giây", seconds) % {"n": seconds}
    else:
        minutes = -(-seconds // 60)
        wait = ngettext("%(n)d phút", "%(n)d phút", minutes) % {"n": minutes}
    return _("Bạn thử hơi nhiều lần. Đợi %(wait)s rồi thử lại nhé.") % {"wait": wait}


def code_refused_text(error: CodeRefused) -> str:
    """What to tell somebody whose code was not accepted."""
    if isinstance(error, CodeWrong):
        return ngettext(
            "Mã chưa đúng. Bạn còn %(n)d lần thử.", "Mã chưa đúng. Bạn còn %(n)d lần thử.", error.tries_left
        ) % {"n": error.tries_left}
    return _("Mã này không còn dùng được. Bạn bấm “Gửi lại mã” để nhận mã mới.")
