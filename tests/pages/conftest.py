"""Pages are tested on the web of ``tests.support.web``."""

from tests.support.web import web

__all__ = ["web"]
