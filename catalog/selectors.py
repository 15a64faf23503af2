"""Reading the catalog."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from catalog.models import Classification, ProductGroup, ProductSet, ProductSubgroup


def classification_in_force(*, on: dt.date | None = None) -> Classification | None:
    """The edition that applies on a day (Vietnamese date, today by default), or None before the first one."""
    return Classification.objects.in_force(on or timezone.localdate()).first()


def product_groups(*, on: dt.date | None = None) -> QuerySet[ProductGroup]:
    """The groups of the edition in force, in the order of the decision. One query."""
    in_force = Classification.objects.in_force(on or timezone.localdate()).values("pk")
    return ProductGroup.objects.filter(classification__in=in_force).order_by("position")


def group_meant(slug: str, groups: Sequence[ProductGroup]) -> ProductGroup | None:
    """The one of `groups` that an unknown slug means: by number, or by its slug of an earlier edition. One query."""
    earlier = ProductGroup.objects.filter(slug=slug).order_by("-classification__effective_from").first()
    wanted = earlier.code if earlier else slug.upper()
    return next((group for group in groups if wanted in {group.code, str(group.position)}), None)


def product_groups_with_sets(*, on: dt.date | None = None) -> QuerySet[ProductGroup]:
    """Groups with their sub-groups and sets prefetched, in order. Three queries, however many groups."""
    sets = Prefetch("sets", ProductSet.objects.order_by("number"))
    subgroups = Prefetch("subgroups", ProductSubgroup.objects.order_by("position").prefetch_related(sets))
    return product_groups(on=on).prefetch_related(subgroups)
