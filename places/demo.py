"""This room's step of `manage.py load_demo`."""

from places.services import load_places


def load() -> str:
    """Loads what every deployment has, demo or not; a second run writes nothing."""
    loaded = load_places()
    return f"{loaded.provinces} provinces, {loaded.communes} communes"
