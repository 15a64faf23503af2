"""The columns, what can be wrong with a file, and cells that a spreadsheet would run."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

COLUMNS: Final = (
    "sku",
    "name",
    "name_en",
    "set_no",
    "province",
    "commune",
    "description",
    "price",
    "compare_at_price",
    "stock",
    "weight_g",
    "stars",
    "certificate_code",
    "certificate_issued_on",
    "gtin",
    "alcohol_percent",
    "image",
)
REQUIRED: Final = ("sku", "name", "set_no", "province", "price", "stock")
MAX_BYTES: Final = 10 * 1024 * 1024
MAX_ROWS: Final = 20_000

_RUNS = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: in which row as the spreadsheet counts them (0: the whole file), in which column."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        if not self.line:
            return self.text
        if not self.column:
            return _("dòng %(line)d: %(text)s") % {"line": self.line, "text": self.text}
        return _("dòng %(line)d, cột %(column)s: %(text)s") % {
            "line": self.line,
            "column": self.column,
            "text": self.text,
        }


class ImportRefused(Exception):
    """A file that cannot be imported as it is. `problems` says all that was found; nothing has been written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = list(problems)


def refused(text: str, *, line: int = 0, column: str = "") -> ImportRefused:
    """The refusal of a file for one reason."""
    return ImportRefused([Problem(line, column, text)])


def neutralised(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: an apostrophe before what begins with = + - or @.

    Also in full width, which some programs read as the same, and before a tab or a line break, which others skip.

    `restored(neutralised(text)) == text` for every text.
    """
    return f"'{text}" if _RUNS.match(text) else text


def restored(text: str) -> str:
    """What `neutralised` was given."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
