"""The addresses that carry a shop's data, found in the URL configuration itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from tests.web.routes import template_of

OPENING: Final = "mo-gian-hang/{"  # a shop of one's own
CENTRE: Final = ("kenh-ban/{", OPENING)
OFFICERS: Final = "can-bo/"
STAFF: Final = "kiem-duyet/"
ACCOUNT: Final = "tai-khoan/"
ADMINS: Final = ("admin/", "quan-tri/")
View = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """One URL pattern with its view. `name` is how `reverse` knows it; `arguments` go by name to their converters."""

    template: str
    name: str
    view: View
    arguments: dict[str, str]

    def path(self, **values: Any) -> str:
        """Its address, with values for all arguments."""
        return reverse(self.name, kwargs=values)

    @property
    def action(self) -> str | None:
        """What one must be allowed to do in the shop, as `vendors.centre.centre_page` has written on the view."""
        return getattr(self.view, "centre_action", None)

    @property
    def permission(self) -> str | None:
        """What one of the staff must hold, as `vendors.staff.staff_page` has written on the view."""
        return getattr(self.view, "staff_permission", None)

    @property
    def others(self) -> list[str]:
        """Arguments that name something of the shop, beside the shop itself."""
        return [name for name in self.arguments if name != "shop"]


def places(urlconf: str | None = None) -> list[Place]:
    """Every address there is."""
    found = _walk(get_resolver(urlconf or settings.ROOT_URLCONF).url_patterns, "", "", {})
    return sorted(found, key=lambda place: (place.template, place.name))


def below(*prefixes: str, urlconf: str | None = None) -> list[Place]:
    """Those under these prefixes."""
    return [place for place in places(urlconf) if place.template.startswith(prefixes)]


def centre(urlconf: str | None = None) -> list[Place]:
    """The producer's centre, opening a shop included: whatever lies below a shop of one's own."""
    return [p for p in places(urlconf) if p.template.startswith(CENTRE) or "shop" in p.arguments]


def public() -> list[Place]:
    """What anybody may open: neither the centre nor the pages of officers, of staff, or of one's own account."""
    closed = (*CENTRE, OFFICERS, STAFF, ACCOUNT, *ADMINS)
    return [place for place in places() if not place.template.startswith(closed) and "shop" not in place.arguments]


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, namespace: str, arguments: dict[str, str]
) -> Iterator[Place]:
    for entry in patterns:
        template = prefix + template_of(entry.pattern)
        taken = arguments | _converters(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from _walk(entry.url_patterns, template, inner, taken)
        else:
            name = f"{namespace}:{entry.name}".removeprefix(":") if entry.name else ""
            yield Place(template=template, name=name, view=entry.callback, arguments=taken)


def _converters(pattern: Any) -> dict[str, str]:
    if isinstance(pattern, RoutePattern):
        kinds = {name: type(kind).__name__ for name, kind in pattern.converters.items()}
        return {name: kind.removesuffix("Converter").lower() for name, kind in kinds.items()}
    regex = getattr(pattern, "regex", None)
    if regex is None:
        return {}
    unnamed = [str(number + 1) for number in range(regex.groups - len(regex.groupindex))]
    return dict.fromkeys([*regex.groupindex, *unnamed], "regex")
