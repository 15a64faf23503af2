"""``python -m art.raster``: the few pictures that must be pixels, made from the drawn SVG with Chromium and Pillow.

Run after ``python -m art.build`` whenever a mark, the share picture or the paper changes. The bytes depend on the versions of Chromium and
libwebp, so the result is committed and ``--check`` does not compare it.
"""

import os
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from art import build

OUT = build.OUT
PAPER = 512
"""Side of the paper tile in CSS pixels; base.css sets it at the same size."""

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]

ICONS = {
    "icon-180.png": ("app-icon.svg", 180),
    "icon-192.png": ("app-icon.svg", 192),
    "icon-512.png": ("app-icon.svg", 512),
    "icon-maskable-512.png": ("app-icon-maskable.svg", 512),
}


def _shoot(page: Page, svg: str, width: int, height: int, target: Path, *, colours: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f"<style>html,body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>{svg}")
    page.screenshot(path=str(target))
    # Prints have few inks: a palette keeps them small and loses nothing that can be seen.
    with Image.open(target) as shot:
        shot.convert("RGB").quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)


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
    """Write every PNG and WebP."""
    drawn = build.files()
    executable = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_FLAGS)
        page = browser.new_page()
        for name, (source, size) in ICONS.items():
            _shoot(page, drawn[source], size, size, OUT / name, colours=64)
            print(name)
        _shoot(page, build.share(), 1200, 630, OUT / "share.png", colours=192)
        print("share.png")
        browser.close()
    for name, night in (("paper-light.webp", False), ("paper-dark.webp", True)):
        paper(night=night).save(OUT / name, "WEBP", quality=42, alpha_quality=30, method=6)
        print(name, (OUT / name).stat().st_size)


if __name__ == "__main__":
    main()


