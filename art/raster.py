"""``python -m art.raster``: the pictures that must be pixels, made from the drawings with resvg and Pillow.

Run after ``python -m art.build``, which says what is to be made anew; only that is made, or with ``--all`` everything.
"""

import argparse
import io

import numpy as np
import resvg_py
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from art import build, pixels
from art.pixels import Pixels

OUT = build.OUT
PAPER = 512
"""Side of the paper tile in CSS pixels; base.css sets it at the same size."""


def painted(picture: Pixels) -> Image.Image:
    """All its colours, before the palette."""
    png = resvg_py.svg_to_bytes(svg_string=picture.svg, width=picture.width, height=picture.height, skip_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGB")


def packed(picture: Pixels) -> bytes:
    """The PNG with its stamp. Prints have few inks: a palette keeps them small and loses nothing that can be seen."""
    notes, out = PngInfo(), io.BytesIO()
    notes.add_text(pixels.STAMP, picture.stamp)
    flat = painted(picture).quantize(picture.colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(out, "PNG", optimize=True, pnginfo=notes)
    return out.getvalue()


def paper(*, night: bool) -> Image.Image:
    """Điệp paper: long pale brush streaks and flecks of shell on nothing, tiling without a seam."""
    seed = 77 if night else 71
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:PAPER, 0:PAPER].astype(float)
    streaks = np.zeros((PAPER, PAPER))
    for _ in range(46):
        # whole numbers of waves across the tile: no seam
        fx, fy = int(rng.integers(0, 3)), int(rng.integers(14, 120))
        phase = rng.uniform(0, 2 * np.pi)
        streaks += np.cos(2 * np.pi * (fx * x + fy * y) / PAPER + phase) / (1 + fy / 36)
    streaks /= np.abs(streaks).max()
    alpha = np.clip(streaks - 0.22, 0, 1) * (30 if night else 44)
    light = np.zeros((PAPER, PAPER))
    for _ in range(230):
        cx, cy = rng.uniform(0, PAPER, 2)
        r, turn = rng.uniform(0.5, 1.5), rng.uniform(0, np.pi)
        dx, dy = (x - cx + PAPER / 2) % PAPER - PAPER / 2, (y - cy + PAPER / 2) % PAPER - PAPER / 2
        u, v = dx * np.cos(turn) + dy * np.sin(turn), -dx * np.sin(turn) + dy * np.cos(turn)
        light = np.maximum(light, np.clip(1.4 - np.hypot(u / (2.2 * r), v / r), 0, 1))
    tile = np.zeros((PAPER, PAPER, 4), np.uint8)
    tile[..., :3] = (118, 138, 196) if night else (206, 184, 138)
    tile[..., 3] = np.round(alpha / 4) * 4
    shell = light > 0.25
    tile[shell, :3] = (150, 168, 218) if night else (255, 255, 252)
    tile[shell, 3] = np.round(light[shell] * (34 if night else 190) / 16) * 16
    return Image.fromarray(tile, "RGBA")


def main() -> None:
    """Write what is missing or made of an older drawing."""
    parser = argparse.ArgumentParser(prog="python -m art.raster", description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="make everything anew")
    everything = parser.parse_args().all
    made = {n: p for n, p in pixels.files(build.files()).items() if everything or pixels.stamp_of(OUT / n) != p.stamp}
    for name, picture in made.items():
        (OUT / name).parent.mkdir(parents=True, exist_ok=True)
        (OUT / name).write_bytes(packed(picture))
        print(name, (OUT / name).stat().st_size)
    for name in build.PAPER:
        if everything or not (OUT / name).exists():
            paper(night="dark" in name).save(OUT / name, "WEBP", quality=42, alpha_quality=30, method=6)
            print(name, (OUT / name).stat().st_size)


if __name__ == "__main__":
    main()
