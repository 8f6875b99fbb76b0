"""Versions of the indicators: which stand before one, and what they are told."""

from datetime import date

from pydantic import BaseModel


class EarlierVersions(BaseModel):
    """Asks for the versions that were in force on ``first_day`` of the version ``case_id``."""

    case_id: str
    first_day: date


class Replacement(BaseModel):
    """What a version is told: by which number it is replaced, and for which sectors."""

    number: str
    classes: tuple[str, ...]
