"""Names of what lists are filtered by."""

from dataclasses import dataclass
from functools import lru_cache

from catalog.models import ProductGroup, ProductSet
from core.text import fold_key
from places import selectors as places


@dataclass(frozen=True, slots=True)
class Words:
    """Groups by their place in the decision and sets by number, of one edition of the classification."""

    groups: dict[int, ProductGroup]
    sets: dict[int, ProductSet]
    group_of_set: dict[int, int]

    def group_meant(self, text: str) -> int | None:
        """The group a slug, a number or a Roman number means."""
        key = text.lower()
        for position, group in self.groups.items():
            if key in {group.slug, str(position), group.code.lower()} or fold_key(key) == fold_key(group.name):
                return position
        return None

    @staticmethod
    def province_slug(code: str) -> str:
        province = places.province(code)
        return province.slug if province else code

    @staticmethod
    def province_label(code: str) -> str:
        province = places.province(code)
        return province.label if province else code


@lru_cache(maxsize=4)
def words(classification: tuple[int, int]) -> Words:
    """The words of an edition, as :class:`~catalog.shelf.state.ShelfState` names it. One query, once for each edition.

    The names of an edition are corrected at deployments only, when every process starts anew.
    """
    sets = ProductSet.objects.filter(classification=classification[0]).select_related("subgroup__group")
    groups: dict[int, ProductGroup] = {}
    numbered = {}
    for product_set in sets.order_by("number"):
        group = product_set.subgroup.group
        groups.setdefault(group.position, group)
        numbered[product_set.number] = product_set
    return Words(
        groups=dict(sorted(groups.items())),
        sets=numbered,
        group_of_set={number: row.subgroup.group.position for number, row in numbered.items()},
    )
