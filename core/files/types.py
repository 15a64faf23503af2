"""What kind of file a name stands for, and which file a name leads to."""

import mimetypes
import os
from functools import lru_cache
from pathlib import Path

# Compressed copies are made of these beside the file.
COMPRESSED = (".css", ".js", ".mjs", ".svg", ".json", ".webmanifest", ".txt", ".map", ".xml")
_TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")

# Only what Python itself knows, so that a machine's /etc/mime.types changes nothing, and what it does not know.
_types = mimetypes.MimeTypes()
for _type, _suffix in (
    ("text/javascript", ".js"),
    ("text/javascript", ".mjs"),
    ("application/manifest+json", ".webmanifest"),
    ("application/json", ".map"),
    ("font/woff2", ".woff2"),
    ("font/woff", ".woff"),
    ("image/avif", ".avif"),
    ("image/webp", ".webp"),
    ("image/svg+xml", ".svg"),
    ("application/vnd.apple.mpegurl", ".m3u8"),
    ("video/mp2t", ".ts"),
    ("video/iso.segment", ".m4s"),
):
    _types.add_type(_type, _suffix)

# Uploads that a browser may show in place; anything else is offered for saving.
SHOWN = (
    "image/avif",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/",
    "audio/",
    "application/vnd.apple.mpegurl",
)


def content_type(name: str) -> str:
    """The media type for a file name, with the charset where it is text."""
    found = _types.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith(_TEXT) else found


def inside(root: Path, name: str) -> Path | None:
    """The regular file `name` below `root`, or None: no way out by `..`, links, hidden or absolute names."""
    if "\0" in name or "\\" in name or any(part in ("", "..") or part.startswith(".") for part in name.split("/")):
        return None
    if len(name) > 1_000:
        return None
    real_root = _real(str(root))
    try:
        path = Path(os.path.realpath(f"{real_root}/{name}"))
        if not path.is_relative_to(real_root) or not path.is_file():
            return None
    except (OSError, ValueError):
        return None
    return path


@lru_cache(maxsize=16)
def _real(root: str) -> str:
    return os.path.realpath(root)
