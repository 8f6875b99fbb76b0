"""Fixtures shared by all tests live in tests/support; this file only names them."""

pytest_plugins = [
    "tests.support.databases",
    "tests.support.world",
    "tests.support.web",
    "tests.support.articles",
]
