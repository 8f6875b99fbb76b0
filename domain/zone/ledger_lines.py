"""Every line of the ledger of a park's case, in the order of the text."""

from domain.ledger import CaseLine
from domain.zone import (
    art06_standing_duties,
    art14_good_practice,
    art18_support,
    art25_incentives,
    art25_support,
    art26_experience,
)

LINES: tuple[CaseLine, ...] = (
    *art06_standing_duties.LINES,
    *art14_good_practice.LINES,
    *art18_support.LINES,
    *art25_support.LINES,
    *art25_incentives.LINES,
    *art25_support.LOCAL_LINES,
    *art26_experience.LINES,
)
