"""All routes of the site, read from the URL configuration itself, so that a new one is tested without being listed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

STAFF = ("admin/", "quan-tri/", "tai-lieu/")


@dataclass(frozen=True)
class Route:
    """One URL pattern: `template` has `{name}` where the address carries a value."""

    template: str
    arguments: tuple[str, ...]
    name: str

    def path(self, *values: str) -> str:
        filled = self.template
        for argument, value in zip(self.arguments, values, strict=True):
            filled = filled.replace("{" + argument + "}", value, 1)
        return "/" + filled


def public_routes() -> list[Route]:
    """Every route outside the staff's two admins."""
    return sorted(
        {r for r in _walk(get_resolver().url_patterns, "") if not r.template.startswith(STAFF)},
        key=lambda route: route.template,
    )


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for entry in patterns:
        template = prefix + template_of(entry.pattern)
        if isinstance(entry, URLResolver):
            if not template.startswith(STAFF):
                yield from _walk(entry.url_patterns, template)
        else:
            yield Route(template, tuple(re.findall(r"\{(\w+)\}", template)), entry.name or "")


def template_of(pattern: object) -> str:
    if isinstance(pattern, LocalePrefixPattern):
        return ""  # the default language has no prefix; English runs the same views
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern))
    if isinstance(pattern, RegexPattern):
        return _regex_template(str(pattern))
    raise TypeError(f"a kind of URL pattern that this walk does not know: {pattern!r}")


def _regex_template(regex: str) -> str:
    """A readable address for a regular expression: groups become values, anchors go."""
    text, counter = regex.strip("^").rstrip("$").replace(r"\Z", ""), 0
    while group := re.search(r"\((?:\?P<(\w+)>|(?!\?))(?:[^()]|\([^()]*\))*\)", text):
        counter += 1
        text = text[: group.start()] + "{" + (group.group(1) or f"value{counter}") + "}" + text[group.end() :]
    return text.replace("\\", "")
