"""Template tags of the site's frame: `{% load ui %}`."""

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, cast

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.template.defaultfilters import date, floatformat
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.importmap import import_map as import_map_json
from core.slots import PAGE_SECTIONS

register = template.Library()

# A share picture or a search engine never needs more of an address than this.
MAX_ADDRESS = 300  # characters


FULL, HALF, EMPTY = "full", "half", "empty"
# How many pages around the current one are linked; the first and the last always are.
AROUND = 2


class PageLink(NamedTuple):
    """One entry of a pager; `gap` stands for pages left out."""

    number: int
    url: str
    current: bool = False
    gap: bool = False
    far: bool = False
    """Left out on phones."""


class PageLinks(NamedTuple):
    """What `<c-pager>` draws."""

    pages: list[PageLink]
    previous: str
    next: str


class Alternate(NamedTuple):
    """The same page in one language."""

    code: str
    name: str
    url: str
    """Path with query, for a link on the site."""
    absolute: str
    """Scheme, host and path without query, for search engines."""
    current: bool


def _path(request: HttpRequest) -> str:
    """The quoted path with one leading slash: `//elsewhere.example/` in a link would leave the site."""
    return "/" + escape_uri_path(request.path).lstrip("/")


@register.simple_tag
def import_map() -> SafeString:
    """The inline import map; `core.importmap.csp_hash()` allows it in the Content-Security-Policy."""
    return mark_safe(f'<script type="importmap">{import_map_json()}</script>')  # built from file names


@register.simple_tag
@cache
def icon(name: str, also: str = "") -> SafeString:
    """As `<c-icon name="…" class="also" />`, for links that many pages repeat: a tenth of its time.

    Names come from templates and registries, never from people.
    """
    address = static("img/icons.svg") + f"#i-{name}"
    return format_html(
        '<svg class="icon{}{}" width="20" height="20" aria-hidden="true"><use href="{}"></use></svg>',
        " " if also else "",
        also,
        address,
    )


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[Alternate]:
    """This page in every language of the site, the default language first; empty where there is no request.

    Looked up when it is first asked for: pages of one person never do.
    """
    request: HttpRequest | None = context.get("request")
    return cast("list[Alternate]", SimpleLazyObject(lambda: _alternates(request))) if request else []


def _alternates(request: HttpRequest) -> list[Alternate]:
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))  # quoted already, but for what a client left raw
    current = get_language()
    here = _path(request)
    found = []
    for code, name in settings.LANGUAGES:
        path = translate_url(here, code)
        with_query = f"{path}?{query}" if query and len(query) <= MAX_ADDRESS else path
        found.append(Alternate(code, str(name), with_query, settings.SITE_URL + path, code == current))
    return found


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The address search engines should keep for this page: no query, the configured host."""
    request: HttpRequest | None = context.get("request")
    return settings.SITE_URL + (_path(request) if request else "/")


@register.simple_tag(takes_context=True)
def current(context: dict[str, Any], *names: str) -> str:
    """` aria-current="page"` where the page shown is one of the named URLs, and the section's is `"true"`.

    The first name is the link's own target; the others are pages below it.
    """
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    if match is None or match.view_name not in names:
        return ""
    value = "page" if match.view_name == names[0] else "true"
    return mark_safe(f' aria-current="{value}"')  # no input


@register.simple_tag(takes_context=True)
def page_links(context: dict[str, Any], page: Page[Any], param: str = "trang") -> PageLinks:
    """Links to the pages around `page`, each with the other query parameters as they are."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else None

    def url(number: int) -> str:
        if query is None:
            return f"?{param}={number}"
        if number == 1:
            query.pop(param, None)  # one page, one address
        else:
            query[param] = str(number)
        return "?" + query.urlencode()

    last = page.paginator.num_pages
    shown = sorted({1, last, *range(max(1, page.number - AROUND), min(last, page.number + AROUND) + 1)})
    pages: list[PageLink] = []
    before = 0
    for number in shown:
        if number > before + 1:
            pages.append(PageLink(0, "", gap=True))
        far = abs(number - page.number) == AROUND and number not in (1, last)
        pages.append(PageLink(number, url(number), current=number == page.number, far=far))
        before = number
    return PageLinks(
        pages,
        url(page.previous_page_number()) if page.has_previous() else "",
        url(page.next_page_number()) if page.has_next() else "",
    )


@register.simple_tag(takes_context=True)
def page_sections(context: Context, page: str, subject: Any = None) -> SafeString:
    """The sections that rooms registered for `page` (`core.slots.PAGE_SECTIONS`), in order, in the first response.

    Each template sees the page's context and what its section's `context(request, subject)` returned; a section that
    returned None is left out.
    """
    template = context.template
    if template is None:  # only outside of a rendering
        return mark_safe("")
    engine = template.engine
    parts = []
    for section in PAGE_SECTIONS:
        if section.page != page:
            continue
        own = section.context(context.get("request"), subject)
        if own is not None:
            with context.push(**own):
                parts.append(engine.get_template(section.template).render(context))
    return mark_safe("".join(parts))  # rendered templates escape their own values


@register.filter
def decimal1(value: float | Decimal | str) -> str:
    """A rating with one decimal in the language's own way: 4,9 or 4.9."""
    return floatformat(value, 1)


@register.filter
def star_fills(value: float | Decimal | str) -> list[str]:
    """Five fills for a rating of 0 to 5, to the nearest half star."""
    halves = round(min(5.0, max(0.0, float(value))) * 2)
    return [FULL if halves >= 2 * n else HALF if halves == 2 * n - 1 else EMPTY for n in range(1, 6)]


@register.filter
def initial(name: object) -> str:
    """The letter for a picture that is missing: Vietnamese people are called by the last word of their name."""
    words = str(name).split()
    return words[-1][0].upper() if words else "?"


@register.filter(expects_localtime=True)
def day(value: dt.date | str | None) -> str:
    """A day as people write it: `5/10/2026`; in English pages `5 Oct 2026`, where 5/10 may be two days. "" for none."""
    return date(value, "j M Y" if (get_language() or "").startswith("en") else "j/n/Y")


@register.filter
def vnd(amount: object) -> str:
    """An amount of đồng as people write it: `125.000 ₫`, never broken before the sign; Money formats itself."""
    if isinstance(amount, int | str):
        try:
            return f"{int(amount):,}".replace(",", ".") + "\N{NO-BREAK SPACE}₫"
        except ValueError:
            return ""
    return str(amount)
