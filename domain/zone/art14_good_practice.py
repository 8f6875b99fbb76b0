"""第十四条 园区及时总结创建过程中的良好实践，加快转化技术、管理、制度等方面的创新成果，形成可复制可推广的经验和做法，发挥创建示范引领作用。

Reading R-14-1: 及时 has no day. The creating body enters a good practice in the ledger of its case when it has summed it
up, for as long as the case is open. Whether the condition is met is examined elsewhere, and not by these entries.
"""

from domain.citation import Citation
from domain.ledger import CaseLine
from domain.zone.ledger_spans import WHILE_OPEN

_PLACE = Citation("zone:14")
_WORDS = "园区及时总结创建过程中的良好实践，加快转化技术、管理、制度等方面的创新成果，形成可复制可推广的经验和做法"


def _line(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _PLACE, _WORDS, lambda case: (case.applicant,), WHILE_OPEN)


LINES = (_line("good_practice", "良好实践"), _line("innovations", "创新成果"))
