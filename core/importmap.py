"""The import map: which hashed file an ES module's plain address stands for.

Modules import each other by plain relative addresses (`import "./dialog.js"`). In production the files carry a hash in
their name, so the page holds an import map from one to the other. A browser too old for import maps follows the
plain address and gets the same code, only cached less well.

The map is an inline script, which our Content-Security-Policy allows by its hash alone (`csp_hash`).
"""

import base64
import hashlib
import json
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

# What would end the script element or start a comment in it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
FOLDERS = ("js/", "vendor/")


@cache
def import_map() -> str:
    """The text between the script tags: JSON, the same bytes for the life of the process."""
    hashed: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
    names = sorted(name for name in hashed if name.startswith(FOLDERS) and name.endswith((".js", ".mjs")))
    imports = {settings.STATIC_URL + name: staticfiles_storage.url(name) for name in names}
    return json.dumps({"imports": imports}, separators=(",", ":")).translate(_ESCAPES)


@cache
def csp_hash() -> str:
    """The source expression that allows exactly this map in `script-src`: `'sha256-…'`, quotes included."""
    digest = hashlib.sha256(import_map().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
