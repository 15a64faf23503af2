"""Programs that the tests start themselves: here they are only found or installed."""

from .base import Tool


class Nginx(Tool):
    name = "nginx"
    variable = "NGINX_BIN"
    programs = ("nginx",)
    packages = ("nginx-light",)


class Chromium(Tool):
    """Debian's Chromium, and one font with all of Vietnamese for what is shown before the page's own fonts are in."""

    name = "chromium"
    variable = "CHROMIUM"
    programs = (
        "chromium",
        "google-chrome-stable",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    )
    packages = ("chromium", "fonts-dejavu-core")
