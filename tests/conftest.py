"""Fixtures shared by all tests live in tests/support; this file only names them, and takes Hypothesis off the clock."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = [
    "tests.support.databases",
    "tests.support.world",
    "tests.support.web",
    "tests.support.pilot_rows",
    "tests.support.articles",
]
