"""What every answer tells browsers to refuse."""

import importlib
import os
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any, cast
from unittest import mock

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from core.importmap import csp_hash
from core.middleware import SecurityHeadersMiddleware

PUBLIC = {
    "default-src": {"'self'"},
    "script-src": {"'self'", "<import map>"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "media-src": {"'self'", "blob:"},
    "worker-src": {"'self'", "blob:"},
    "object-src": {"'none'"},
    "frame-src": {"'none'"},
    "frame-ancestors": {"'none'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "manifest-src": {"'self'"},
}
PAGES = ["/", "/en/", "/tinh/", "/nhom/", "/tai-khoan/dang-nhap/", "/dieu-khoan/", "/khong-co/", "/?q=%00"]


def policy(answer: Any) -> dict[str, set[str]]:
    directives = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: {s.replace(csp_hash(), "<import map>") for s in sources} for name, *sources in directives}


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_public_pages_have_exactly_this_policy(client: Client, path: str):
    assert policy(client.get(path)) == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_public_pages_keep_to_it(client: Client, path: str):
    """No inline script but the import map, no inline style, no handler: the policy would switch them off."""
    html = client.get(path).content.decode()
    inline = [m for m in re.finditer(r"<script(?![^>]*\bsrc=)([^>]*)>", html) if "application/ld+json" not in m[1]]
    assert [m[1].strip() for m in inline] in ([], ['type="importmap"'])
    assert not re.search(r"<style\b", html)
    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<[^>]+\son[a-z]+=", html)
    assert not re.search(r"""(?:href|src)=["']?\s*javascript:""", html, re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/quan-tri/", "/quan-tri/pages/khong-co/"])
def test_only_the_administration_may_write_scripts_into_its_pages(client: Client, path: str):
    found = policy(client.get(path))
    assert found["script-src"] == {"'self'", "'unsafe-inline'"}, "a hash beside it would switch it off again"
    assert found["style-src"] == {"'self'", "'unsafe-inline'"}
    assert found["frame-ancestors"] == {"'self'"}
    for name in ("default-src", "object-src", "base-uri", "form-action"):
        assert found[name] == PUBLIC[name]


@pytest.mark.django_db
def test_a_page_that_only_sounds_like_the_administration_has_the_public_policy(client: Client):
    assert policy(client.get("/quan-tri-vien/")) == PUBLIC


def test_what_a_view_asks_for_comes_on_top():
    def checkout(request: HttpRequest) -> HttpResponse:
        response: Any = HttpResponse()
        response._csp_update = {"script-src": "https://js.stripe.com", "frame-src": ["https://js.stripe.com"]}
        response["Permissions-Policy"] = "payment=(self)"
        return cast(HttpResponse, response)

    answer = SecurityHeadersMiddleware(checkout)(RequestFactory().get("/thanh-toan/"))
    update = answer._csp_update  # type: ignore[attr-defined]
    assert update["script-src"] == ["https://js.stripe.com", csp_hash()]
    assert update["frame-src"] == ["https://js.stripe.com"]
    assert answer["Permissions-Policy"] == "payment=(self)"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/healthz", "/khong-co/"])
def test_other_headers(client: Client, path: str):
    answer = client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    for feature in ("camera", "microphone", "geolocation", "payment"):
        assert f"{feature}=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_plain_http_is_sent_to_https_and_https_stays(client: Client, settings: Settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    plain = client.get("/nhom/")
    assert plain.status_code == 301
    assert plain["Location"] == "https://testserver/nhom/"
    answer = client.get("/nhom/", secure=True)
    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


# ── Settings of a deployment ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def deployed() -> Iterator[ModuleType]:
    """`config.settings.base` as it is with an https address; loaded apart, the running settings stay."""
    base = importlib.import_module("config.settings.base")
    with mock.patch.dict(os.environ, {"SITE_URL": "https://cho-lang.example", "SECRET_KEY": "x" * 60}):
        spec = importlib.util.spec_from_file_location("deployed_settings", base.__file__)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


def test_with_an_https_address_cookies_and_transport_are_strict(deployed: ModuleType):
    assert deployed.SECURE_SSL_REDIRECT is True
    assert deployed.SECURE_HSTS_SECONDS >= 31_536_000
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"):
        assert getattr(deployed, name) is True
    assert deployed.SESSION_COOKIE_HTTPONLY is True
    assert deployed.SESSION_COOKIE_SAMESITE == deployed.CSRF_COOKIE_SAMESITE == "Lax"
    assert "cho-lang.example" in deployed.ALLOWED_HOSTS
    assert deployed.CSRF_TRUSTED_ORIGINS == ["https://cho-lang.example"]


def test_the_policy_of_the_settings_has_no_way_around_it():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    everything = [source for sources in directives.values() for source in sources]
    assert not [s for s in everything if "unsafe" in s or s in {"*", "https:", "http:"}]
    assert "data:" not in directives["script-src"]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [("/?q=%00", 400), ("/nhom", 301), ("/en/nhom/", 301), ("/healthz", 301)])
def test_what_middleware_answers_by_itself_cannot_be_framed_either(
    client: Client, settings: Settings, path: str, status: int
):
    settings.SECURE_SSL_REDIRECT = status == 301 and path != "/nhom"
    settings.SECURE_REDIRECT_EXEMPT = []
    answer = client.get(path)
    assert answer.status_code == status
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
