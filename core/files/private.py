"""Writing below `PRIVATE_ROOT`: files under random names, which only `core.files.protected` hands out again."""

import secrets
from pathlib import Path

from django.conf import settings

from core.files.types import inside


def private_write(folder: str, content: bytes, extension: str) -> str:
    """Store `content` and return its path relative to `PRIVATE_ROOT`: `<folder>/<random>.<extension>`.

    `folder` and `extension` are the program's own words, never a person's. Readable by the service alone. A caller
    whose transaction fails afterwards calls `private_delete`.
    """
    path = f"{folder}/{secrets.token_hex(20)}.{extension}"
    target = Path(settings.PRIVATE_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:  # never over another one
        file.write(content)
    return path


def private_read(path: str) -> bytes | None:
    """What a stored file holds, or None where it is gone."""
    found = inside(Path(settings.PRIVATE_ROOT), path)
    return found.read_bytes() if found else None


def private_delete(path: str) -> None:
    """Take a file away; one that is gone already is no error."""
    found = inside(Path(settings.PRIVATE_ROOT), path)
    if found:
        found.unlink(missing_ok=True)
