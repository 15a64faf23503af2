"""Terms and privacy policy: public, the same for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.consent import DOCUMENTS
from accounts.models import ConsentRecord

Purpose = ConsentRecord.Purpose


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Terms of use in the page's language."""
    return _document(request, Purpose.TERMS)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Privacy policy in the page's language."""
    return _document(request, Purpose.PRIVACY)


def _document(request: HttpRequest, purpose: Purpose) -> HttpResponse:
    language = "en" if get_language() == "en" else "vi"
    document = DOCUMENTS[purpose]
    context = {
        "document": document,
        "body": f"accounts/documents/{purpose}.{document.version}.{language}.html",
    }
    return render(request, "accounts/document.html", context)
