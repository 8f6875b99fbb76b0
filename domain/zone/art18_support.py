"""第十八条 省级市场监管部门会同相关部门对创建主体给予政策支持、工作指导等。

Reading R-18-3: from the approval of the creation on, as long as the case is open; 省级市场监管部门 enters it, also what
the departments gave. It sets no day, and no step of the creation waits for it.
"""

from domain.citation import Citation
from domain.ledger import CaseLine
from domain.zone.ledger_spans import FROM_CREATION

_PLACE = Citation("zone:18#3")
_WORDS = "省级市场监管部门会同相关部门对创建主体给予政策支持、工作指导等"


def _line(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _PLACE, _WORDS, lambda case: (case.province,), FROM_CREATION)


LINES = (_line("policy_support", "政策支持"), _line("work_guidance", "工作指导"))
