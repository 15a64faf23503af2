"""``python -m art.build``: write every drawn file of ``static/img``; ``--check`` says whether the committed ones are what is drawn.

Pictures made of pixels (PNG, WebP) come from :mod:`art.raster`; the check asks only that they are there.
"""

import argparse
import sys
from pathlib import Path

from art import bands, groups, hero, icons, marks, prints, regions, scenes

OUT = Path(__file__).resolve().parent.parent / "static" / "img"

RASTER = ("icon-180.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "share.png", "paper-light.webp", "paper-dark.webp")


def share() -> str:
    """The picture shown with a link to the site, 1200 × 630."""
    from art.share import share as drawn

    return drawn()


def files() -> dict[str, str]:
    """Every drawn file: its path below ``static/img`` and its text."""
    return {
        **marks.files(),
        **bands.files(),
        **hero.files(),
        **prints.files(),
        **scenes.files(),
        **regions.files(),
        "icons.svg": icons.sprite(),
        **{f"groups/{name}": text for name, text in groups.files().items()},
    }


def wrong(drawn: dict[str, str], out: Path) -> list[str]:
    """What differs between the drawings and a folder: changed, missing and left-over files."""
    there = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file()}
    found = [f"missing: {name}" for name in (*drawn, *RASTER) if name not in there]
    found += [f"changed: {name}" for name, text in drawn.items() if name in there and there[name].read_bytes() != text.encode()]
    found += [f"left over: {name}" for name in there if name not in drawn and name not in RASTER]
    return sorted(found)


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(prog="python -m art.build", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not what the program draws")
    options = parser.parse_args(arguments)
    drawn = files()
    if options.check:
        found = wrong(drawn, OUT)
        print("\n".join(found) or f"{len(drawn)} drawn files are up to date.")
        return 1 if found else 0
    for name, text in drawn.items():
        path = OUT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    for line in wrong(drawn, OUT):
        print(line, file=sys.stderr)
    print(f"{len(drawn)} files, {sum(len(t.encode()) for t in drawn.values()) // 1024} kB, in {OUT.relative_to(Path.cwd())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
