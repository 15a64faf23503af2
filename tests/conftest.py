"""Fixtures every test may use. Rooms keep theirs beside their tests."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.utils import translation

from core.translations import compile_catalogs


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, not once per xdist worker
        compile_catalogs()


def load_reference_data() -> None:
    """Provinces, communes and product sets: what every deployment has before anything else."""
    call_command("load_places", verbosity=0)
    call_command("load_classification", verbosity=0)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_reference_data()


@pytest.fixture
def reference_data(db: None) -> None:
    """For tests with `transaction=True`: the test before may have emptied the tables; fill them again if so."""
    from catalog.models import ProductSet
    from places.models import Commune

    if not (Commune.objects.exists() and ProductSet.objects.exists()):
        load_reference_data()


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Rate limits and cached pages of one test are not seen by the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test starts in Vietnamese again."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
