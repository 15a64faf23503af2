"""What a newcomer need not look at stands folded on the editing page, under one line that says how it is set now."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from catalog.centre.forms import ProductForm
from catalog.editing.working import Working
from catalog.wording import dispatch_words, packing_words, season_words, transit_words
from places import selectors as places


class Fold(NamedTuple):
    """The line, and whether it stands open: something in it is wrong, or is still to be said."""

    text: str
    is_open: bool


_FIELDS: Final = {
    "place": ("producer_id", "province_id", "commune_id"),
    "sending": ("needs_ice", "needs_foam_box", "is_gift_box", "dispatch_weekdays", "max_transit_days", "ships_to"),
    "season": ("season_opens", "season_closes", "season_note", "publish_at"),
}


def folds_of(form: ProductForm, found: Working, values: Mapping[str, Any], missing: list[str]) -> dict[str, Fold]:
    """The folds by name: `place`, `sending`, `season`. No query."""
    text: dict[str, Callable[[], str]] = {
        "place": lambda: _place(values),
        "sending": lambda: _sending(found, values),
        "season": lambda: _season(found, values),
    }
    return {
        name: Fold(text[name](), bool(form.errors.keys() & set(fields)) or (name == "place" and "producer" in missing))
        for name, fields in _FIELDS.items()
    }


def _place(values: Mapping[str, Any]) -> str:
    commune, province = places.commune(values["commune_id"] or ""), places.province(values["province_id"])
    return ", ".join(str(part) for part in (commune, province and province.name) if part)


def _sending(found: Working, values: Mapping[str, Any]) -> str:
    only = [row.name for row in places.provinces() if row.pk in values["ships_to"]]
    where = _("Chỉ giao đến %(places)s") % {"places": ", ".join(only)} if only else _("Giao cả nước")
    parts = (dispatch_words(values["dispatch_weekdays"]), where, packing_words(found.product))
    return ". ".join(part for part in (*parts, transit_words(found.product)) if part)


def _season(found: Working, values: Mapping[str, Any]) -> str:
    season = getattr(found.product, "season", None)
    return season_words(season) if season is not None and values["season"] else _("Có quanh năm")
