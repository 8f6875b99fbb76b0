"""The fixtures of the web."""

from tests.support.web import web

__all__ = ["web"]
