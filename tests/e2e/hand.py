"""How long one thumb needs, by the keystroke-level model: what is done is counted, each action takes its usual time.

Card, Moran and Newell, "The keystroke-level model for user performance time with interactive systems",
Communications of the ACM 23 (1980), 396-410, with figures for a telephone: 180 characters a minute, and two seconds for
finding, reaching and pressing something or for moving the page on by one flick. Thinking of the words, taking the thing
to the light and waiting for the network are not in it.
"""

import math
from typing import Final

from playwright.sync_api import FilePayload, Locator, Page

CHARACTERS: Final = 180 / 60  # a second
TAP: Final = 2.0  # seconds
PHOTOGRAPH: Final = 3  # taps: the camera, the shutter, "use this one"


class Hand:
    """Does what it is told on a page and counts it: `taps` (flicks too), `characters`, and `screens` that came."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = self.characters = self.screens = 0
        page.on("domcontentloaded", self._loaded)

    def _loaded(self, page: Page) -> None:
        self.screens += 1

    @property
    def seconds(self) -> float:
        return self.taps * TAP + self.characters / CHARACTERS

    def press(self, target: Locator) -> None:
        self._reach(target)
        target.click()

    def tick(self, target: Locator) -> None:
        self._reach(target)
        target.check()

    def write(self, field: Locator, text: str) -> None:
        self._reach(field)
        field.fill(text)
        self.characters += len(text)

    def pick(self, field: Locator, text: str, *, after: int) -> None:
        """Write the first letters and press what the telephone offers then. It must be on offer."""
        assert self.page.locator(f"#{field.get_attribute('list')} option[value='{text}']").count() == 1
        self._reach(field)
        field.fill(text)
        self.characters += after
        self.taps += 1

    def choose(self, field: Locator, value: str) -> None:
        """Open the list, move it on once, press the line."""
        self._reach(field)
        field.select_option(value=value)
        self.taps += 2

    def photograph(self, field: Locator, *pictures: FilePayload) -> None:
        self._reach(field)
        field.set_input_files(list(pictures))
        self.taps += PHOTOGRAPH * len(pictures) - 1

    def done(self) -> None:
        """Stop counting."""
        self.page.remove_listener("domcontentloaded", self._loaded)

    def _reach(self, target: Locator) -> None:
        box, view = target.bounding_box(), self.page.viewport_size
        assert box is not None
        assert view is not None
        middle = box["y"] + box["height"] / 2
        away = -middle if middle < 0 else max(0, middle - view["height"] * 0.75)  # a bar covers the rest
        self.taps += 1 + math.ceil(away / (view["height"] * 0.7))
