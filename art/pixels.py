"""The pictures that must be pixels: of which drawing each is made, and how the check knows that it still is.

The bytes of a PNG depend on the library that packs it, so they are not compared. Each file bears the stamp of what it was made of; reading
that needs nothing of what :mod:`art.raster` draws with.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from art import share

STAMP = "Source"
"""The PNG text chunk that holds the stamp."""

EDITION = 1
"""Counted up when :mod:`art.raster` comes to make other pixels of the same drawing."""

ICONS = {
    "icon-180.png": ("app-icon.svg", 180),
    "icon-192.png": ("app-icon.svg", 192),
    "icon-512.png": ("app-icon.svg", 512),
    "icon-maskable-512.png": ("app-icon-maskable.svg", 512),
}


@dataclass(frozen=True)
class Pixels:
    """A drawing, its size in pixels and the number of colours it keeps."""

    svg: str
    width: int
    height: int
    colours: int

    @property
    def stamp(self) -> str:
        """Another one for any other drawing, size or number of colours."""
        return hashlib.sha256(f"{EDITION} {self.width} {self.height} {self.colours} {self.svg}".encode()).hexdigest()[:32]


def files(drawn: Mapping[str, str]) -> dict[str, Pixels]:
    """Every PNG by its path below ``static/img``; ``drawn`` are the drawings by theirs."""
    prints = {name.removeprefix("prints/").removesuffix(".svg"): svg for name, svg in drawn.items() if name.startswith("prints/")}
    return {
        **{name: Pixels(drawn[source], size, size, 64) for name, (source, size) in ICONS.items()},
        "share.png": Pixels(share.share(), share.WIDTH, share.HEIGHT, 192),
        **{f"share/{name}.png": Pixels(share.good(name, svg), share.WIDTH, share.HEIGHT, 48) for name, svg in prints.items()},
    }


def stamp_of(path: Path) -> str:
    """The stamp of a file; nothing where it has none or is no picture."""
    try:
        with Image.open(path, formats=["PNG"]) as picture:
            return str(picture.info.get(STAMP, ""))
    except OSError:
        return ""
