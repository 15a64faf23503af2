"""Money as a whole number of the currency's minor unit. No floats anywhere, no rounding that nobody asked for.

VND has no minor unit in use (ISO 4217 exponent 0): `Money(125000)` is 125.000 ₫, and nothing is ever multiplied by 100.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Self

from core.text import nfc

# ISO 4217: digits after the point. A currency that is not here is refused rather than guessed.
EXPONENTS: Final = {"VND": 0, "USD": 2, "EUR": 2, "JPY": 0, "KRW": 0, "CNY": 2, "LAK": 2, "KHR": 2, "THB": 2, "SGD": 2}
_SYMBOLS: Final = {"VND": "₫", "USD": "US$", "EUR": "€", "JPY": "¥", "KRW": "₩"}

BASIS: Final = 10_000  # basis points in a whole: 1 % is 100
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"


class Rounding(Enum):
    """What becomes of half a minor unit and of parts of one."""

    DOWN = "down"  # towards zero
    UP = "up"  # away from zero
    HALF_UP = "half-up"  # to the nearest, a half away from zero: what invoices do
    HALF_EVEN = "half-even"  # to the nearest, a half to the even neighbour


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of `amount` minor units of `currency` (ISO 4217). Negative amounts are debts and refunds.

    Adding, subtracting and comparing take money of the same currency: another one raises `ValueError`, a bare number
    `TypeError`. So does any float.
    """

    amount: int
    currency: str = "VND"

    def __post_init__(self) -> None:
        _require_int(self.amount)
        if self.currency not in EXPONENTS:
            raise ValueError(f"unknown currency {self.currency!r}")

    @classmethod
    def zero(cls, currency: str = "VND") -> Self:
        """Nothing, to start a sum with: `sum(prices, Money.zero())`."""
        return cls(0, currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other, "+"), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other, "-"), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.amount), self.currency)

    def __mul__(self, count: int) -> "Money":
        """So many times as much; `count` is a whole number."""
        return Money(self.amount * _require_int(count), self.currency)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.amount != 0

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other, "<")

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other, "<=")

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._same(other, ">")

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._same(other, ">=")

    def percent(self, basis_points: int, rounding: Rounding) -> "Money":
        """The share of `basis_points` ten-thousandths (1 % is 100, 1,5 % is 150), rounded to a minor unit as told."""
        return Money(_divide(self.amount * _require_int(basis_points), BASIS, rounding), self.currency)

    def split(self, parts: int) -> list["Money"]:
        """`parts` nearly equal parts that sum to the whole; the first ones get one unit more.

        Raises `ValueError` for less than one part.
        """
        if _require_int(parts) < 1:
            raise ValueError("money is split into one part or more")
        return self.allocate([1] * parts)

    def allocate(self, weights: Sequence[int]) -> list["Money"]:
        """One part for each weight, in proportion, together exactly the whole.

        Units left over go one each to the largest remainders, among equal ones to the first (largest remainder method),
        so no part is a whole unit off. A part of weight 0 gets nothing. A negative amount is allocated as its positive
        one, with the signs turned. Raises `ValueError` for no weights, a negative one, or only zeros.
        """
        total = sum(map(_require_int, weights))
        if not weights or min(weights) < 0 or total == 0:
            raise ValueError("weights are whole numbers, none negative and not all zero")
        sign = -1 if self.amount < 0 else 1
        shares, remainders = zip(*(divmod(abs(self.amount) * weight, total) for weight in weights), strict=True)
        left = abs(self.amount) - sum(shares)
        # Fewer units are left than there are parts with a remainder, so weight 0 never gets one.
        lucky = set(sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left])
        return [Money(sign * (share + (i in lucky)), self.currency) for i, share in enumerate(shares)]

    def __str__(self) -> str:
        """As Vietnamese readers write it: `125.000 ₫`, `−12,50 US$`, with a space that does not break."""
        exponent = EXPONENTS[self.currency]
        whole, minor = divmod(abs(self.amount), 10**exponent)
        text = f"{whole:,}".replace(",", ".")
        if exponent:
            text += f",{minor:0{exponent}d}"
        sign = MINUS if self.amount < 0 else ""
        return f"{sign}{text}{NBSP}{_SYMBOLS.get(self.currency, self.currency)}"

    def _same(self, other: object, sign: str) -> int:
        if not isinstance(other, Money):
            raise TypeError(f"Money {sign} {type(other).__name__}: only money goes with money")
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} {sign} {other.currency}: no arithmetic between currencies")
        return other.amount


def _require_int(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"money is counted in whole numbers, not {type(value).__name__}")
    return value


def _divide(numerator: int, denominator: int, rounding: Rounding) -> int:
    sign = -1 if numerator < 0 else 1
    whole, rest = divmod(abs(numerator), denominator)
    doubled = 2 * rest
    match rounding:
        case Rounding.DOWN:
            up = False
        case Rounding.UP:
            up = rest > 0
        case Rounding.HALF_UP:
            up = doubled >= denominator
        case Rounding.HALF_EVEN:
            up = doubled > denominator or (doubled == denominator and whole % 2 == 1)
    return sign * (whole + up)


# ── Amounts as people type them ──────────────────────────────────────────────────────────────────────────────────────
class MoneyUnreadable(ValueError):
    """A text that is no amount of đồng, or might be two different ones. `negative` says that it is one below zero."""

    def __init__(self, text: str, *, negative: bool = False) -> None:
        super().__init__(f"not an amount of money: {text[:40]!r}")
        self.negative = negative


MOST: Final = 10**12  # đồng; what is more was mistyped
_TYPED_CURRENCY = re.compile(r"\s*(?:₫|đ|d|vnđ|vnd|đồng|dong)\.?$")
_PLAIN = re.compile(r"[0-9]{1,13}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")
_THOUSANDS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?\s*(?:k|ng|nghìn|ngàn|nghin|ngan)")
_MILLIONS = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?\s*(?:tr|triệu|trieu)")
_MILLIONS_AND = re.compile(r"([0-9]{1,6})\s*(?:tr|triệu|trieu)\s*([0-9]{1,3})")


def parse_vnd(text: str) -> Money:
    """The amount of đồng that somebody typed; strict, so that no price is ever guessed.

    ====================================================  ==================================================
    `1000000`, `1.000.000`, `1,000,000`, `1 000 000`      digits, in groups of three by one kind of mark or none
    `1.000.000đ`, `125000 ₫`, `125.000 VND`, `… đồng`     the same with the currency behind
    `150k`, `150 nghìn`, `12,5k`                          thousands, at most two digits after the mark
    `2tr`, `1,5 triệu`, `1tr2`, `1tr25`, `1 triệu 250`    millions; digits behind are parts of one, as they are said
    ====================================================  ==================================================

    Refused with `MoneyUnreadable`: an empty text, `12.5` and `0.125` (groups of three only), `1.000,50` (đồng have no
    parts), `1,250k` (a thousand and a quarter, or 1.250 thousands?), a sign, anything else, and more than `MOST`.
    """
    typed = " ".join(nfc(text[:60]).split()).lower()
    if re.match(r"[-−–]\s*[0-9]", typed):
        raise MoneyUnreadable(text, negative=True)
    amount = _typed_amount(_TYPED_CURRENCY.sub("", typed))
    if amount is None or amount > MOST:
        raise MoneyUnreadable(text)
    return Money(amount)


def _typed_amount(typed: str) -> int | None:
    if _PLAIN.fullmatch(typed):
        return int(typed)
    if len(typed) < 20 and _GROUPED.fullmatch(typed):
        return int(re.sub(r"[., ]", "", typed))
    for pattern, unit in ((_THOUSANDS, 1_000), (_MILLIONS, 1_000_000), (_MILLIONS_AND, 1_000_000)):
        if found := pattern.fullmatch(typed):
            parts = found[2] or ""
            return int(found[1]) * unit + (int(parts) * unit // 10 ** len(parts) if parts else 0)
    return None
