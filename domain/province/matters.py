"""What may be done at any time in the regulation's case and in that of a government, and nobody waits for."""

from domain.matter import Matter
from domain.province import (
    art04_assignment,
    art04_governments,
    art09_initiatives,
    art30_campaign_papers,
    art40_duty_dates,
    art40_evidence,
    art42_adoption,
    art42_in_governments,
    art42_versions,
)

REGULATION_MATTERS: tuple[Matter, ...] = (
    art04_governments.CHANGING,
    art42_adoption.PROMULGATING,
    art42_versions.RESCHEDULING,
    art42_versions.WITHDRAWAL,
    art42_versions.AMENDMENT,
    art42_versions.REPEALING,
)
GOVERNMENT_MATTERS: tuple[Matter, ...] = (
    art04_assignment.ASSIGNING,
    art04_assignment.NAMING,
    art09_initiatives.BY_GOVERNMENT,
    art09_initiatives.BY_CONGRESS,
    art30_campaign_papers.RECORDING,
    art40_duty_dates.BY_GOVERNMENT,
    art40_duty_dates.BY_OPERATIONS,
    art40_evidence.BY_GOVERNMENT,
    art40_evidence.BY_DEPARTMENT,
    art42_in_governments.TAKING,
    art42_in_governments.ENDING,
)
"""Each in the order of the text."""
