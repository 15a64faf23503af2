"""Sections of a page whose frame was drawn before and kept."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.slots import PAGE_SECTIONS


def sections_of(page: str, request: HttpRequest, subject: Any) -> SafeString:
    """What `{% page_sections %}` draws inside a template, for a view that puts it in itself.

    A template sees what its section's `context(request, subject)` returned, and nothing of the page's own context.
    """
    parts = [
        render_to_string(section.template, own, request)
        for section in PAGE_SECTIONS
        if section.page == page and (own := section.context(request, subject)) is not None
    ]
    return mark_safe("".join(parts))  # rendered templates escape their own values
