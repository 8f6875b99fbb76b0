"""The web: JSON under /api/v1 and server-rendered pages."""
