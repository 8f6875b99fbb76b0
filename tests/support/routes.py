"""Every address the application answers at, whichever router it comes from."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from starlette.routing import Mount


def addresses(app: FastAPI) -> list[str]:
    """``GET /cases/{case_id}`` …, by path; without HEAD and without the mounted files."""
    found = (f"{method} {path}" for path, methods in _within(app.routes) for method in methods if method != "HEAD")
    return sorted(set(found), key=lambda each: (each.partition(" ")[2], each))


def _within(routes: Any) -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        if isinstance(route, Mount):
            continue
        contexts = getattr(route, "effective_route_contexts", None)
        if contexts is None:
            yield route.path, set(route.methods or ())
            continue
        for each in contexts():
            yield each.path, set(each.methods or ())
