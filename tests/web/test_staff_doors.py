"""One way in: no sign-in form of a library stands beside ours, where limits and the second factor would be missing."""

import pytest
from django.contrib.auth import views as auth_views
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.web.routes import STAFF

LIBRARY_DOORS = (auth_views.LoginView, auth_views.PasswordResetView, auth_views.PasswordResetConfirmView)


def _views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for entry in patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += _views(entry.url_patterns, path)
        else:
            found.append((path, entry.callback))
    return found


def test_no_library_brings_a_sign_in_of_its_own():
    public = [(path, view) for path, view in _views(get_resolver().url_patterns) if not path.startswith(STAFF)]
    guilty = [
        path
        for path, view in public
        if isinstance(kind := getattr(view, "view_class", None), type) and issubclass(kind, LIBRARY_DOORS)
    ]
    assert guilty == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/_util/login/", "/en/_util/login/"])
def test_wagtails_sign_in_leads_to_ours(client: Client, path: str):
    answer = client.post(f"{path}?next=/tai-khoan/", {"username": "a@example.vn", "password": "x"})
    assert answer.status_code == 302
    assert "/tai-khoan/dang-nhap/?next=" in answer["Location"]
