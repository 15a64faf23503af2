"""No page of the centre asks the database more than a phone on a slow line can wait for."""

from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.scoping.conftest import nothing
from tests.web.scoping.examples import values
from tests.web.scoping.people import World
from tests.web.scoping.routes import centre

pytestmark = pytest.mark.django_db

MOST: Final = 15
# The whole page as buyers see it, inside the frame; photographs take two queries more.
PREVIEW: Final = {"catalog:centre-product-preview": 17}


def test_every_page_of_the_centre_takes_few_queries(world: World):
    client = Client()
    client.force_login(world.a.owner)
    seen = {}
    for place in centre():
        path = place.path(**values(place, world.a))
        client.get(path)  # content types and the like are asked for once a process
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code == 200:
            seen[place.name] = len(queries)
    assert len(seen) > 25
    nothing([f"{name}: {count} queries" for name, count in sorted(seen.items()) if count > PREVIEW.get(name, MOST)])
