"""第二十五条 各有关部门在质量基础设施布局建设、制修订相关国家标准和行业标准、设立商标品牌指导站、开展质量融资增信和知识产权质押融资服务，以及人才培育、品牌宣传推广等方面对示范区予以支持。

Here too its second paragraph, on the localities. Reading R-25-1: 各有关部门 are 总局 and the four departments of 第五条;
of 各有关地方 the text names no body, so that the provincial regulator of the park's seat enters what they gave. The
fields the sentences name are the lines; 等 opens none of its own. A ledger: no day, no gate.
"""

from domain.citation import Citation
from domain.ledger import CaseLine
from domain.zone.art05_joint_departments import NATIONAL_BODIES
from domain.zone.ledger_spans import IN_TERM

_NATIONAL = Citation("zone:25.1#1")
_LOCAL = Citation("zone:25.2")
_NATIONAL_SUPPORT = (
    "各有关部门在质量基础设施布局建设、制修订相关国家标准和行业标准、设立商标品牌指导站、开展质量融资增信和知识产权质押融资服务，"
    "以及人才培育、品牌宣传推广等方面对示范区予以支持"
)
_LOCAL_SUPPORT = "各有关地方结合实际创新制定质量政策，在质量发展资金安排、重点项目建设、科研项目攻关、人才引进等方面对示范区建设予以支持"


def _national(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _NATIONAL, _NATIONAL_SUPPORT, lambda case: NATIONAL_BODIES, IN_TERM)


def _local(key: str, name: str) -> CaseLine:
    return CaseLine(key, name, _LOCAL, _LOCAL_SUPPORT, lambda case: (case.province,), IN_TERM)


LINES = (
    _national("quality_infrastructure", "质量基础设施布局建设"),
    _national("standards", "制修订相关国家标准和行业标准"),
    _national("trademark_stations", "设立商标品牌指导站"),
    _national("financing", "质量融资增信和知识产权质押融资服务"),
    _national("talents_and_brands", "人才培育、品牌宣传推广"),
)
LOCAL_LINES = (
    _local("funds", "质量发展资金安排"),
    _local("key_projects", "重点项目建设"),
    _local("research", "科研项目攻关"),
    _local("talents", "人才引进"),
)
