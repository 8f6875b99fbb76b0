"""Fixtures shared by all tests live in tests/support; this file only names them, takes Hypothesis off the clock, puts
what takes longest first, and spares the search for garbage what stays until the end."""

import gc

import pytest
from hypothesis import settings

gc.disable()  # what is collected stays: there is nothing to find yet
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = [
    "tests.support.databases",
    "tests.support.world",
    "tests.support.web",
    "tests.support.pilot_rows",
    "tests.support.statements",
    "tests.support.articles",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The lives under chaos wait more than they work: begun last, the whole run would wait for them."""
    items.sort(key=lambda item: "chaos" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end of the run: from now on garbage is looked for among what tests make alone."""
    gc.collect()
    gc.freeze()
    gc.enable()
