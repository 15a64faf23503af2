"""The import map, and the hash that lets it through the Content-Security-Policy."""

import base64
import hashlib
import json
from collections.abc import Iterator

import pytest
from django.template import Context, Template

from core import importmap


class FakeStorage:
    """A storage that knows hashed names."""

    hashed_files = {
        "js/app.js": "js/app.aaaaaaaaaaaa.js",
        "js/dialog.js": "js/dialog.bbbbbbbbbbbb.js",
        "js/</script><script>.js": "js/x.cccccccccccc.js",
        "vendor/htmx.min.js": "vendor/htmx.min.dddddddddddd.js",
        "wagtailadmin/js/core.js": "wagtailadmin/js/core.eeeeeeeeeeee.js",
        "css/app.css": "css/app.ffffffffffff.css",
    }

    def url(self, name: str) -> str:
        return f"/static/{self.hashed_files[name]}"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(importmap, "staticfiles_storage", FakeStorage())
    importmap.import_map.cache_clear()
    importmap.csp_hash.cache_clear()
    yield
    importmap.import_map.cache_clear()
    importmap.csp_hash.cache_clear()


def test_it_leads_from_plain_addresses_of_our_modules_to_hashed_ones():
    imports = json.loads(importmap.import_map())["imports"]
    assert imports["/static/js/dialog.js"] == "/static/js/dialog.bbbbbbbbbbbb.js"
    assert imports["/static/vendor/htmx.min.js"] == "/static/vendor/htmx.min.dddddddddddd.js"
    assert not any("wagtail" in address or address.endswith(".css") for address in imports)


def test_a_file_name_cannot_end_the_script():
    assert "<" not in importmap.import_map()
    assert ">" not in importmap.import_map()


def test_the_hash_is_that_of_the_text_in_the_page():
    page = Template("{% load ui %}{% import_map %}").render(Context())
    text = page.removeprefix('<script type="importmap">').removesuffix("</script>")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert importmap.csp_hash() == f"'sha256-{digest}'"
