"""What a browser sends to the page on which a product is written."""

import datetime as dt
import json
from typing import Any

from django.test import Client

from catalog.editing.services import base_of
from catalog.editing.working import working
from catalog.models import Product
from tests.catalog.test_centre_editing import fresh

WHOLE = {"whole": "1", "dispatch_weekdays": list("0123456")}  # all boxes came along, and these are ticked


def path(product: Product, rest: str = "") -> str:
    return f"/kenh-ban/{product.vendor.slug}/san-pham/{product.pk}/{rest}"


def typed(product: Product, **fields: Any) -> dict[str, Any]:
    """A post of some fields with the marks of the page as it is now."""
    return {"base": json.dumps(base_of(working(fresh(product)))), "do": "save", **fields}


def page_fields(client: Client, product: Product) -> dict[str, Any]:
    """All that a browser without JavaScript would send back from the page as it was drawn."""
    page = client.get(path(product)).context
    form = page["form"]
    data: dict[str, Any] = {"base": page["base"], "do": "save", "whole": "1"}
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, bool):
            data |= {name: "on"} if value else {}
        elif isinstance(value, dt.datetime):
            data[name] = f"{value:%Y-%m-%dT%H:%M}"
        elif value is not None:
            data[name] = value
    return data


def autosave(client: Client, product: Product, base: Any = None, **fields: Any) -> dict[str, Any]:
    data = typed(product, **fields) | {"autosave": "1"}
    answer = client.post(path(product), data | ({"base": base} if base is not None else {}))
    assert answer["Content-Type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found
