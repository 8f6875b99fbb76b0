"""While what is entered in the ledger of a park's case: readings R-6-1, R-18-3 and R-25-1."""

from domain.ledger import Span
from domain.zone.case import BEFORE_RECOGNITION, TITLE, Stage

_BEFORE_CREATION = {Stage.APPLICATION, Stage.NOMINATION, Stage.LEADING_GROUP_DECLINED, Stage.APPROVAL}

WHILE_OPEN = Span("在案件办理期间", lambda case: case.stage in BEFORE_RECOGNITION | TITLE)
"""Until it ends, or the title is revoked."""
FROM_CREATION = Span(
    "自审核同意创建起",
    lambda case: case.stage in (BEFORE_RECOGNITION | TITLE) - _BEFORE_CREATION,
    since=lambda case: case.approved_on,
)
IN_TERM = Span(
    "在示范期内",
    lambda case: case.stage is Stage.IN_TERM,
    since=lambda case: case.recognised_on,
)
"""``since``: what was done for a park before its recognition was not done for a zone."""
