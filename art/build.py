"""``python -m art.build``: write every drawn file of ``static/img``; ``--check`` says whether the committed ones are what is drawn.

Pictures made of pixels come from :mod:`art.raster`. Of PNG the check compares the stamp (:mod:`art.pixels`), of the paper's WebP it asks only
that they are there.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from art import bands, groups, hero, icons, marks, pixels, prints, regions, scenes

OUT = Path(__file__).resolve().parent.parent / "static" / "img"

PAPER = ("paper-light.webp", "paper-dark.webp")


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


def wrong(drawn: Mapping[str, str], out: Path) -> list[str]:
    """What differs between the drawings and a folder: changed, missing and left-over files."""
    there = {p.relative_to(out).as_posix(): p for p in sorted(out.rglob("*")) if p.is_file()}
    made = pixels.files(drawn)
    found = [f"missing: {name}" for name in (*drawn, *made, *PAPER) if name not in there]
    found += [f"changed: {name}" for name, text in drawn.items() if name in there and there[name].read_bytes() != text.encode()]
    found += [f"to be made anew: {name}" for name, picture in made.items() if name in there and pixels.stamp_of(there[name]) != picture.stamp]
    found += [f"left over: {name}" for name in there if name not in drawn and name not in made and name not in PAPER]
    return sorted(found)


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(prog="python -m art.build", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not what the program draws")
    options = parser.parse_args(arguments)
    drawn = files()
    if options.check:
        found = wrong(drawn, OUT)
        print("\n".join(found) or f"{len(drawn)} drawn files and what is made of them are up to date.")
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
