"""The site of `test_production_shape.py`: the real one, and four addresses that show what is otherwise hidden.

Used as settings (`DJANGO_SETTINGS_MODULE`) and, by way of `tests.deploy.urls`, as URL configuration.
"""

from config.settings.base import *  # noqa: F403

ROOT_URLCONF = "tests.deploy.urls"
