"""第六条 各地质量强省（区、市）领导小组统筹推动本地区示范区创建活动。省级市场监管部门会同相关部门，做好宣传发动、遴选把关、政策指导、培育引导等工作。
创建主体结合实际制定质量提升、品牌建设规划，实施各项政策措施，充分调动园区企业积极性，抓好创建工作。

Standing duties without a day. Reading R-6-1: what was done for the park of a case is entered in its ledger while the
case is open, by whoever the sentence names; 省级市场监管部门 enters what it did 会同相关部门.
"""

from domain.citation import Citation
from domain.ledger import CaseLine
from domain.zone.ledger_spans import WHILE_OPEN

_LEADING_GROUP = Citation("zone:6#1")
_PROVINCE = Citation("zone:6#2")
_CREATING_BODY = Citation("zone:6#3")
_COORDINATION = "各地质量强省（区、市）领导小组统筹推动本地区示范区创建活动"
_WORK = "省级市场监管部门会同相关部门，做好宣传发动、遴选把关、政策指导、培育引导等工作"
_CREATION = "创建主体结合实际制定质量提升、品牌建设规划，实施各项政策措施，充分调动园区企业积极性，抓好创建工作"


def _of_leading_group(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _LEADING_GROUP, _COORDINATION, lambda case: (case.leading_group,), WHILE_OPEN)


def _of_province(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _PROVINCE, _WORK, lambda case: (case.province,), WHILE_OPEN)


def _of_creating_body(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _CREATING_BODY, _CREATION, lambda case: (case.applicant,), WHILE_OPEN)


LINES = (
    _of_leading_group("coordination", "统筹推动"),
    _of_province("mobilisation", "宣传发动"),
    _of_province("appraisal_work", "遴选把关"),
    _of_province("policy_guidance", "政策指导"),
    _of_province("cultivation", "培育引导"),
    _of_creating_body("quality_plans", "质量提升、品牌建设规划"),
    _of_creating_body("measures", "各项政策措施"),
    _of_creating_body("enterprises", "充分调动园区企业积极性"),
)
