"""By product group and by province."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from catalog import selectors
from core.text import clean_text, fold_key
from places import selectors as places
from places.models import CommuneKind, Region

# Woven and printed borders belong to a part of the country; elsewhere a page goes without.
BANDS = {Region.SOUTH_CENTRAL: "cham", Region.SOUTHEAST: "songnuoc", Region.MEKONG: "songnuoc"}
# In the order people look for them: few first.
KINDS = (CommuneKind.SPECIAL, CommuneKind.WARD, CommuneKind.COMMUNE)
MAX_QUERY = 80  # characters; the longest name of a commune has fewer than 40


def _asked(request: HttpRequest, name: str) -> str:
    """A name somebody typed, without control characters, cut to a length no name has."""
    return clean_text(request.GET.get(name, "")[: MAX_QUERY * 4], max_length=MAX_QUERY)


def group_list(request: HttpRequest) -> HttpResponse:
    """`/nhom/`: the whole classification on one page, group by group."""
    return render(
        request,
        "catalog/group_list.html",
        {
            "groups": selectors.product_groups_with_sets(),
            "classification": selectors.classification_in_force(),
        },
    )


def group(request: HttpRequest, slug: str) -> HttpResponse:
    """`/nhom/<slug>/`: one group with its sub-groups and sets.

    The number of a group (`iv`, `4`) and the slug it had under an earlier decision lead to its address of today; for
    anything else 404 with the groups there are.
    """
    groups = list(selectors.product_groups_with_sets())
    found = next((g for g in groups if g.slug == slug), None)
    if found is None:
        if moved := selectors.group_meant(slug, groups):
            return redirect(moved, permanent=True)
        return render(request, "catalog/group_missing.html", {"groups": groups}, status=404)
    context = {
        "group": found,
        "others": [g for g in groups if g != found],
        "classification": selectors.classification_in_force(),
    }
    return render(request, "catalog/group.html", context)


def province_list(request: HttpRequest) -> HttpResponse:
    """`/tinh/`: the map and the provinces by region; `?ten=` leads to the province of that current or former name."""
    asked = _asked(request, "ten")
    if asked and (found := places.find_province(asked)):
        return redirect(_province_url(found))
    context = {
        "regions": places.provinces_by_region(),
        "asked": asked,
        "suggestions": _suggestions(asked) if asked else [],
    }
    return render(request, "catalog/province_list.html", context)


def province(request: HttpRequest, slug: str) -> HttpResponse:
    """`/tinh/<slug>/`: one province, what it was before 1 July 2025, and its communes (`?xa=` narrows them).

    The slug of a former province, any other spelling and the current official number lead to the province of today;
    `?cu=` names the former one. For anything else 404 with the names that come close.
    """
    found = places.province_by_slug(slug)
    if found is None:
        name = slug.replace("-", " ").replace("_", " ")
        if meant := places.former_slug_target(slug) or places.find_province(name):
            return redirect(_province_url(meant), permanent=True)
        return render(request, "catalog/province_missing.html", {"suggestions": _suggestions(name)}, status=404)
    query = _asked(request, "xa")
    matches = places.find_communes(found.code, query)
    communes = places.communes(found.code)
    former_name = next((name for name in found.former_names if fold_key(name) == fold_key(_asked(request, "cu"))), None)
    context = {
        "province": found,
        "former_name": former_name,
        "changes": places.province_changes(found.code),
        "neighbours": places.neighbouring_provinces(found.code),
        "query": query,
        "matches": matches,
        "communes": [(kind, [m.commune for m in matches if m.commune.kind == kind]) for kind in KINDS],
        "counts": [(kind, sum(unit.kind == kind for unit in communes)) for kind in KINDS],
        "commune_count": len(communes),
        "band": BANDS.get(Region(found.region), ""),
    }
    return render(request, "catalog/province.html", context)


def _suggestions(name: str) -> list[tuple[str, str]]:
    """Names near to one that nobody bears, each with the address of the province it leads to."""
    return [(match.matched_former or match.province.label, _province_url(match)) for match in places.near_names(name)]


def _province_url(match: places.ProvinceMatch) -> str:
    url = reverse("catalog:province", args=[match.province.slug])
    return f"{url}?{urlencode({'cu': match.matched_former})}" if match.matched_former else url
