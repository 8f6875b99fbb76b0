"""三 主要工作措施 and 四 工作保障措施 as a table: 21 measures in five groups with the departments that answer for
them, and three safeguards.

The words are those of the text; a test takes the closing brackets apart by itself and compares. Reading R-D-8: 、 and
， part the departments alike. Reading R-D-1: the department named first is shown as the lead (牵头), by convention.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.citation import Citation

GROUPS = {
    1: "完善质量治理体系",
    2: "强化质量治理能力",
    3: "创新质量治理方式",
    4: "优化质量治理环境",
    5: "提升质量治理效能",
}
"""（一） to （五） of 三."""
_ENDS = ((6, 1), (11, 2), (15, 3), (18, 4), (21, 5))
BRANCHES = frozenset({"市公安局源城分局", "市生态环境局源城分局"})
"""分局 of municipal bodies: they answer to the city."""
VERTICAL = BRANCHES | {"区税务局"}
"""Bodies the district may ask (商请) and not instruct."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure or safeguard. ``key``: ``8`` or ``s1``; ``departments`` as the text lists them, empty of a safeguard,
    which is addressed to the member units as a group."""

    key: str
    title: str
    departments: tuple[str, ...] = ()

    @property
    def citation(self) -> Citation:
        unit = f"s4({self.key[1:]})" if self.is_safeguard else self.key
        return Citation(f"district:{unit}")

    @property
    def is_safeguard(self) -> bool:
        return self.key.startswith("s")

    @property
    def group(self) -> str:
        if self.is_safeguard:
            return "工作保障措施"
        return next(GROUPS[group] for last, group in _ENDS if int(self.key) <= last)

    @property
    def label(self) -> str:
        """第8项措施“加强企业质量能力建设”."""
        name = f"保障措施{'一二三'[int(self.key[1:]) - 1]}" if self.is_safeguard else f"第{self.key}项措施"
        return f"{name}“{self.title}”"

    @property
    def lead(self) -> str:
        """The department named first; nobody of a safeguard."""
        return self.departments[0] if self.departments else ""


def _measure(number: int, title: str, departments: str) -> Entry:
    return Entry(str(number), title, tuple(departments.split("、")))


MEASURES = (
    _measure(1, "强化市场主体责任", "区市场监管局、区工商信局、区住建局"),
    _measure(2, "严格质量安全监管", "区市场监管局、区工商信局、区住建局、市公安局源城分局"),
    _measure(3, "优化生态环境质量", "市生态环境局源城分局"),
    _measure(4, "加强质量行业自律", "区市场监管局、区民政局"),
    _measure(5, "推动质量社会监督", "区市场监管局"),
    _measure(6, "营造良好质量治理法治环境", "区市场监管局、区司法局、区金融工作局"),
    _measure(7, "夯实质量工作基础", "区市场监管局、区发改局、区科技局"),
    _measure(8, "加强企业质量能力建设", "区市场监管局、区科技局、区工商信局、区金融工作局、区税务局"),
    _measure(9, "加大质量人才培养力度", "区市场监管局、区教育局、区人社局"),
    _measure(10, "广泛运用现代信息技术", "区市场监管局、区工商信局、区住建局、区政数局"),
    _measure(11, "提升国际贸易应对能力", "区工商信局、区市场监管局"),
    _measure(12, "推进质量链产业链深度融合", "区工商信局、区市场监管局"),
    _measure(13, "推动技术专利标准协同创新", "区市场监管局、区科技局、区工商信局"),
    _measure(14, "推广群众性质量创新活动", "区市场监管局、区工商信局、区住建局"),
    _measure(15, "实施中小微企业质量精准帮扶", "区市场监管局、区科技局、区工商信局"),
    _measure(16, "倡导重质守信质量文化", "区市场监管局、区财政局"),
    _measure(17, "强化质量信用监管", "区市场监管局、区发改局、区工商信局、区住建局"),
    _measure(18, "提升产品质量标准水平支持企业“走出去”", "区市场监管局、区工商信局、区台港澳办"),
    _measure(19, "完善政府质量奖励制度", "区市场监管局、区工商信局、区人社局"),
    _measure(20, "培育高质量品牌", "区市场监管局、区发改局、区工商信局、区住建局、区农业农村局、区金融工作局"),
    _measure(21, "开展高端品质评价", "区市场监管局、区工商信局"),
)
SAFEGUARDS = (Entry("s1", "加强组织领导"), Entry("s2", "加大质量工作投入"), Entry("s3", "加强督查考核"))
ENTRIES = {each.key: each for each in (*MEASURES, *SAFEGUARDS)}
"""All of them by their keys, in the order of the text."""
DEPARTMENTS = tuple(dict.fromkeys(name for each in MEASURES for name in each.departments))
"""The 17 departments in the order in which the text first names them."""


def measures_of(department: str) -> tuple[str, ...]:
    """The keys of the measures whose brackets name it."""
    return tuple(each.key for each in MEASURES if department in each.departments)


def entry(key: str) -> Entry:
    """Raises ``KeyError`` for a key that is no measure or safeguard."""
    return ENTRIES[key]


def labels(keys: list[str]) -> str:
    """Several of them for people, in the order of the text."""
    return "、".join(each.label for key, each in ENTRIES.items() if key in keys)


class ItemKey(StrEnum):
    """A measure or safeguard as a form asks for it."""

    M1 = "1"
    M2 = "2"
    M3 = "3"
    M4 = "4"
    M5 = "5"
    M6 = "6"
    M7 = "7"
    M8 = "8"
    M9 = "9"
    M10 = "10"
    M11 = "11"
    M12 = "12"
    M13 = "13"
    M14 = "14"
    M15 = "15"
    M16 = "16"
    M17 = "17"
    M18 = "18"
    M19 = "19"
    M20 = "20"
    M21 = "21"
    S1 = "s1"
    S2 = "s2"
    S3 = "s3"

    @property
    def label(self) -> str:
        return ENTRIES[self.value].label
