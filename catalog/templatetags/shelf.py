"""Template tags of lists: `{% load shelf %}`."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.shelf import memory
from catalog.shelf.selectors import Card

register = template.Library()
_CHECKED = mark_safe(" checked")


@register.simple_tag
def product_card(card: Card, heading: int = 3, lazy: bool = True) -> SafeString:
    """The card of a product, drawn once for each state of its row and language."""
    key = (card.product_id, card.stamp, get_language(), heading, lazy)
    return mark_safe(memory.cards.get(key, lambda: _draw(card, heading, lazy)))  # a rendered template


@register.simple_tag
def ocop_mark(stars: int) -> SafeString:
    """`<c-ocop>`: there are three of them in each language."""
    return _mark(get_language(), stars, "", 0)


@register.simple_tag
def rating_mark(rating: float, count: int) -> SafeString:
    """`<c-rating>`; products share most of theirs."""
    return _mark(get_language(), 0, f"{rating:.2f}", count)


@register.simple_tag
def facet_options(options: Iterable[Any]) -> SafeString:
    """The checkboxes of a facet: `name`, `value`, `label`, `count`, `checked`. Written here, for a page has ninety."""
    return format_html_join(
        "\n",
        '<li><label class="facet-option"><input id="loc-{}-{}" type="checkbox" name="{}" value="{}"{}>'
        '<span>{}</span> <span class="facet-count">{}</span></label></li>',
        ((o.name, o.value, o.name, o.value, _CHECKED if o.checked else "", o.label, counted(o.count)) for o in options),
    )


@lru_cache(maxsize=4_096)
def _mark(language: str | None, stars: int, rating: str, count: int) -> SafeString:
    """Nothing but its arguments goes into it."""
    context = {"stars": stars, "rating": rating, "count": count}
    return mark_safe(render_to_string("catalog/_mark.html", context).strip())  # a rendered template


def _draw(card: Card, heading: int, lazy: bool) -> str:
    return render_to_string("catalog/_card.html", {"card": card, "heading": heading, "lazy": lazy})


@register.filter
def counted(number: int) -> str:
    """A count with the language's own mark between thousands; what `intcomma` says, without asking so many settings."""
    text = f"{number:,}"
    return text if (get_language() or "vi").startswith("en") else text.replace(",", ".")


@register.filter
def about(number: int) -> str:
    """A count as a card has room for: 980, 1,2 nghìn, 15 nghìn."""
    if number < 1_000:
        return str(number)
    thousands = floatformat(number / 1_000, 1 if number < 10_000 else 0)
    return _("%(number)s nghìn") % {"number": thousands}
