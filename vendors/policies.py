"""Who may do what in a shop's centre. One table; every view of the centre names the action it stands for."""

from enum import StrEnum
from typing import Final

from vendors.models import Role


class Action(StrEnum):
    """What one can do in the centre."""

    LOOK = "look"
    EDIT_SHOP = "edit-shop"
    MEMBERS = "members"
    PAPERS = "papers"
    BANK = "bank"
    SIGN = "sign"  # the contract, who one is, handing the application in, what stands in the tax office's books
    PRODUCTS = "products"
    PRICES = "prices"
    STOCK = "stock"
    LABELS = "labels"
    IMPORT = "import"
    ANSWER = "answer"
    ORDERS = "orders"
    LIVE = "live"
    MONEY = "money"
    AUDIT = "audit"


_ALL: Final = frozenset(Action)
_A = Action
ALLOWED: Final[dict[Role, frozenset[Action]]] = {
    Role.OWNER: _ALL,
    Role.MANAGER: _ALL - {_A.MEMBERS, _A.BANK, _A.SIGN},
    Role.PACKER: frozenset({_A.LOOK, _A.STOCK, _A.LABELS, _A.ORDERS}),
    Role.HOST: frozenset({_A.LOOK, _A.ANSWER, _A.LIVE}),
    Role.BOOKKEEPER: frozenset({_A.LOOK, _A.MONEY, _A.ORDERS}),
}
# An officer drafts and hands over; money, people and talking to buyers are the producer's own.
OFFICER: Final = frozenset({_A.LOOK, _A.EDIT_SHOP, _A.PAPERS, _A.PRODUCTS, _A.PRICES, _A.STOCK, _A.LABELS, _A.IMPORT})
# Staff help with the shop's work. Who belongs to it and where its money goes they cannot touch.
STAFF: Final = _ALL - {_A.MEMBERS, _A.BANK, _A.SIGN}
