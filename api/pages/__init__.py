"""The portal: HTML for people. Every route calls what the JSON API calls."""

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from api.errors import Problem

router = APIRouter()


async def problem_page(request: Request, problem: Problem) -> Response:
    """A problem as people read it."""
    return PlainTextResponse(f"{problem.title}\n{problem.detail}", problem.status)
