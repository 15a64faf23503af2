"""Errors of the JSON API as RFC 9457 problem details with a stable `code`."""

import re
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from core.logging import get_logger

log = get_logger(__name__)


class Problem(Exception):
    """An answer that is an error. `code` is what programs look at; it never changes for the same thing."""

    def __init__(self, *, status: int, code: str, detail: str = "", **more: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.detail, self.more = status, code, detail, more


def problem_response(*, status: int, code: str, detail: str = "", **more: Any) -> JsonResponse:
    """The answer itself. `more` are further members (RFC 9457, 3.2)."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code}
    if detail:
        body["detail"] = detail
    return JsonResponse(body | more, status=status, content_type="application/problem+json")


def not_found(request: HttpRequest) -> JsonResponse:
    """For addresses below the API that nothing has."""
    return problem_response(status=404, code="not_found")


def handle_problems(api: NinjaAPI) -> None:
    """Make every error of `api` a problem."""

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, error: Problem) -> JsonResponse:
        return problem_response(status=error.status, code=error.code, detail=error.detail, **error.more)

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> JsonResponse:
        return problem_response(status=404, code="not_found")

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
        errors = [{"where": [str(part) for part in row["loc"]], "what": row["msg"]} for row in error.errors]
        return problem_response(status=422, code="invalid", errors=errors)

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: HttpError) -> JsonResponse:
        phrase = HTTPStatus(error.status_code).phrase
        code = re.sub(r"[^a-z]+", "_", phrase.lower()).strip("_")
        return problem_response(status=error.status_code, code=code, detail=str(error))

    @api.exception_handler(SuspiciousOperation)
    def _suspicious(request: HttpRequest, error: SuspiciousOperation) -> JsonResponse:
        return problem_response(status=400, code="bad_request")

    @api.exception_handler(Exception)
    def _unexpected(request: HttpRequest, error: Exception) -> JsonResponse:
        log.exception("api", exc_info=error)
        return problem_response(status=500, code="internal_error")
