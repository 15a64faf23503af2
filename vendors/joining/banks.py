"""Banks that sellers are paid through, and what an account at one looks like. The list: `vendors/data/banks.csv`."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from core.text import clean_text, fold

MAX_HOLDER: Final = 60
_FILE: Final = Path(__file__).parent.parent / "data" / "banks.csv"
# Account numbers are digits at most banks; some give accounts of letters and digits ("số tài khoản theo tên"). NAPAS
# 247 takes up to nineteen characters.
_ACCOUNT: Final = re.compile(r"[A-Z0-9]{6,19}")


class AccountRefused(ValueError):
    """Not an account number, or no name of a holder; the text says why, for a person to read."""


@dataclass(frozen=True, slots=True)
class Bank:
    """`bin` is what NAPAS calls it by in a VietQR code: six digits."""

    bin: str
    short_name: str
    name: str

    @property
    def label(self) -> str:
        """As a list shows it."""
        return f"{self.short_name}: {self.name}"


@lru_cache(maxsize=1)
def banks() -> dict[str, Bank]:
    """All banks by BIN: those that most producers use first, the rest by name."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["bin"]: Bank(**row) for row in csv.DictReader(file)}


def bank(code: str) -> Bank | None:
    """The bank with this BIN, or None."""
    return banks().get(code)


def parse_account(text: str) -> str:
    """6 to 19 capitals and digits, whatever spaces, dots and hyphens stand between. Raises `AccountRefused`."""
    number = re.sub(r"[\s.\-]+", "", clean_text(text[:80], max_length=80)).upper()
    if not number:
        raise AccountRefused(_("Bạn nhập số tài khoản nhé."))
    if not _ACCOUNT.fullmatch(number):
        raise AccountRefused(_("Số tài khoản gồm 6 đến 19 chữ số hoặc chữ cái không dấu."))
    return number


def parse_holder(text: str) -> str:
    """The holder's name as banks write it, capitals without marks: "Nguyễn Văn A" → "NGUYEN VAN A".

    Raises `AccountRefused` for what has no letter or is longer than banks take.
    """
    name = fold(clean_text(text[:400], max_length=400)).upper()
    name = " ".join(re.sub(r"[^A-Z0-9 &.,()/-]+", " ", name).split())
    if not re.search(r"[A-Z]", name):
        raise AccountRefused(_("Bạn nhập tên chủ tài khoản nhé."))
    if len(name) > MAX_HOLDER:
        raise AccountRefused(_("Tên chủ tài khoản dài quá %(limit)d ký tự.") % {"limit": MAX_HOLDER})
    return name
