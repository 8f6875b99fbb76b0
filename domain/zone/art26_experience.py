"""第二十六条 示范区加强对质量品牌提升创新经验做法的总结提炼和示范应用。市场监管部门会同相关部门加强对示范区的宣传推广，发挥引领带动作用，培育具有全球影响力和竞争力的卓越产业集群。

Reading R-26-1: 市场监管部门 are 总局 and the provincial regulator of the park's seat, 相关部门 the four of 第五条; each
enters what it did itself. A ledger: no day, no gate; the annual report says for itself how the promotion went.
"""

from domain.citation import Citation
from domain.ledger import CaseLine
from domain.zone.art05_joint_departments import NATIONAL_BODIES
from domain.zone.ledger_spans import IN_TERM

_ZONE = Citation("zone:26#1")
_REGULATORS = Citation("zone:26#2")
_EXPERIENCE = "示范区加强对质量品牌提升创新经验做法的总结提炼和示范应用"


def _of_zone(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _ZONE, _EXPERIENCE, lambda case: (case.applicant,), IN_TERM)


LINES = (
    _of_zone("experience_summary", "总结提炼"),
    _of_zone("demonstration_use", "示范应用"),
    CaseLine(
        "promotion",
        "宣传推广",
        _REGULATORS,
        "市场监管部门会同相关部门加强对示范区的宣传推广",
        lambda case: (*NATIONAL_BODIES, case.province),
        IN_TERM,
    ),
)
