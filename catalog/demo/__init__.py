"""This room's step of `manage.py load_demo`."""

from catalog.models import ProductSet
from catalog.services import banned_claims_load, classification_load


def load() -> str:
    """Loads the classification and the list of banned claims, which every deployment has, demo or not."""
    editions = classification_load()
    banned_claims_load()
    sets = ProductSet.objects.filter(classification=editions[-1]).count()
    return f"Decision {editions[-1].decision}: {sets} product sets"
