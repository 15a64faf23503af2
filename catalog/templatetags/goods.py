"""Template tags of the centre's product page: `{% load goods %}`."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def claims_at(claims: Mapping[str, Sequence[str]], name: str) -> SafeString:
    """What must not be said in a field, below it; also the empty place that autosave writes into."""
    lines = format_html_join("", "<p>{}</p>", ((line,) for line in claims.get(name, ())))
    return format_html('<div class="goods-claims" data-claims="{}" aria-live="polite">{}</div>', name, lines)
