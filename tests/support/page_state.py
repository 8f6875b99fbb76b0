"""One state of a page: where it is, who looks, and what was sent before."""

from dataclasses import dataclass, field
from typing import Any

from tests.support.page_scenes import Examples


@dataclass(frozen=True, slots=True)
class State:
    """``name``: of its pictures. ``path``: a route with its parameters, perhaps with a query behind it.

    ``scene``: on which register. ``own``: values of parameters other than the scene's examples. ``sent``: what is typed
    into the page's form, whose answer is the state; ``to``: the action of that form where it is not the page's own.
    ``pressed``: the label of the button it is sent with.
    """

    name: str
    who: str | None
    path: str
    scene: str = "story"
    status: int = 200
    own: Examples = field(default_factory=dict)
    sent: dict[str, Any] | None = None
    to: str = ""
    pressed: str = ""

    @property
    def route(self) -> str:
        return self.path.partition("?")[0]
