"""Pages for when something is wrong."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django.fixtures import Settings

from config import urls as site
from core import views


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [
    path("broken/", broken),
    path("en/broken/", broken),
    path("forbidden/", forbidden),
    path("form/", form),
    *site.urlpatterns,
]
handler400, handler403 = site.handler400, site.handler403
handler404, handler500 = site.handler404, site.handler500


@pytest.fixture
def visitor(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "language"), [("/khong-co-trang-nay/", "vi"), ("/en/no-such-page/", "en")])
def test_not_found_is_our_page_in_the_language_of_the_address(client: Client, path: str, language: str):
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'<html lang="{language}"' in answer.content.decode()
    assert b"noindex" in answer.content
    assert b"</footer>" in answer.content


@pytest.mark.django_db
def test_forbidden_is_our_page(visitor: Client):
    answer = visitor.get("/forbidden/")
    assert answer.status_code == 403
    assert b"</footer>" in answer.content


@pytest.mark.django_db
def test_a_form_without_its_token_gets_our_page_and_is_not_taken(visitor: Client):
    answer = visitor.post("/form/", {"a": "1"})
    assert answer.status_code == 403
    assert b"</footer>" in answer.content
    assert b"taken" not in answer.content


def test_an_error_is_answered_without_the_database(visitor: Client):
    answer = visitor.get("/broken/")  # no database mark: a query would fail the test
    text = answer.content.decode()
    assert answer.status_code == 500
    assert "Sạp đang vướng việc" in text
    assert 'lang="en"' in text
    assert "on purpose" not in text
    assert "Traceback" not in text
    assert "{#" not in text
    assert answer["X-Request-ID"]
    assert connection.connection is None or connection.queries_log is not None


def test_an_error_is_answered_even_without_its_page(monkeypatch: pytest.MonkeyPatch):
    def missing(name: str) -> None:
        raise TemplateDoesNotExist(name)

    monkeypatch.setattr(views.loader, "get_template", missing)
    answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Sạp đang vướng việc" in answer.content.decode()


@pytest.mark.django_db
def test_templates_know_the_site(client: Client, settings: Settings):
    settings.SITE_URL = "https://cho-lang.example"
    answer = client.get("/khong-co-trang-nay/")
    assert answer.context["SITE_URL"] == "https://cho-lang.example"
    assert answer.context["SITE_NAME"] == "Chợ Làng"
    assert answer.context["DEMO"] is settings.DEMO


@pytest.mark.parametrize(
    ("path", "language", "heading"), [("/broken/", "vi", "Sạp đang vướng việc"), ("/en/broken/", "en", "The stall has")]
)
def test_an_error_speaks_the_language_of_the_address_and_is_kept_nowhere(
    visitor: Client, path: str, language: str, heading: str
):
    answer = visitor.get(path)
    assert answer.status_code == 500
    assert f'<html lang="{language}">' in answer.content.decode()
    assert f"<h1>{heading}" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
