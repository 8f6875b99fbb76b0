"""Pages, style sheets and scripts travel compressed; data, documents and streams as they are."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

_AS_THEY_ARE = ("application/*", "image/png", "text/calendar", "text/event-stream")
"""A document is compressed already, and a stream must not wait for more of itself."""
_LEAST_BYTES = 1000


class Compression(GZipMiddleware):
    """ASGI middleware: gzip for whoever takes it, of text that people read."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(app, _LEAST_BYTES, compresslevel=6, exclude_content_types=_AS_THEY_ARE)
