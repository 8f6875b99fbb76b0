"""The shape of a handler: a coroutine that takes one answer to a matter of a park's case."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.task import Answer

if TYPE_CHECKING:
    from workflows.zone_host import ZoneHost

Handler = Callable[["ZoneHost", Answer], Awaitable[None]]
