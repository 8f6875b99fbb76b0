"""One clause of the regulation: who is to do what by the text's own words, and how strongly the text puts it.

A clause is known by its ``id`` for ever; its place is the number it has in the draft, and an adopted text may give it
another (``domain.province.texts``). The words themselves stand in ``domain.province.clauses``, chapter by chapter.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.citation import Citation


class Level(StrEnum):
    """Of a government. Which one a 开发区, a 林区 or a 直管市 has, is entered by operations (reading R-H-4)."""

    PROVINCE = "province_level"
    PREFECTURE = "prefecture_level"
    COUNTY = "county_level"

    @property
    def label(self) -> str:
        return {"province_level": "省级", "prefecture_level": "市（州）级", "county_level": "县（市、区）级"}[self]


class Modality(StrEnum):
    """How the text puts it. What follows from each is said by the properties of ``Clause``.

    Reading R-H-3: a duty stated without 应当 is tracked like one with it.
    """

    SHALL = "shall"
    STATED = "stated"
    SHALL_SUPPORT = "shall_support"
    SHALL_ENCOURAGE = "shall_encourage"
    SUBJECTLESS = "subjectless"
    ENCOURAGE = "encourage"
    SUPPORT = "support"
    MAY = "may"

    @property
    def label(self) -> str:
        return {
            "shall": "应当",
            "stated": "无“应当”的义务性陈述",
            "shall_support": "应当支持",
            "shall_encourage": "应当鼓励和支持",
            "subjectless": "未写明主体",
            "encourage": "鼓励",
            "support": "支持",
            "may": "可以",
        }[self]


class ClauseKind(StrEnum):
    """How the work is of its nature. None of them has an interval or a day in the text."""

    PERIODIC = "periodic"
    ANNUAL = "annual"
    ANNUAL_CAMPAIGN = "annual_campaign"
    RECURRING = "recurring"
    ONE_OFF = "one_off"
    ONE_OFF_STANDING = "one_off_standing"
    STANDING = "standing"
    PROGRAMME = "programme_of_work"
    PROJECT = "project_of_need"
    EVENT_DRIVEN = "event_driven"

    @property
    def label(self) -> str:
        return {
            "periodic": "随规划周期",
            "annual": "随预算年度",
            "annual_campaign": "每年的活动",
            "recurring": "常态化，条文没有写明间隔",
            "one_off": "一次建立",
            "one_off_standing": "一次建立，持续保持",
            "standing": "持续",
            "programme_of_work": "有组织的行动，条文没有写明周期",
            "project_of_need": "按需要建设",
            "event_driven": "逐件办理",
        }[self]


_NEVER_OWED = frozenset({Modality.ENCOURAGE, Modality.SUPPORT, Modality.MAY})
_NO_RESULT = frozenset({Modality.SHALL_SUPPORT, Modality.SHALL_ENCOURAGE})


@dataclass(frozen=True, slots=True)
class Clause:
    """``responsible``: in the words of the text, empty where it names nobody. ``levels``: of the governments it is
    for; empty where it is for none in particular. ``evidence``: what may be handed in (系统策略)."""

    id: str
    place: Citation
    quote: str
    modality: Modality
    kind: ClauseKind
    responsible: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    evidence: str = ""
    by_context: str = ""
    """Whom the context suggests where the text names nobody: nobody is bound by it (reading R-H-2)."""

    @property
    def is_obligation(self) -> bool:
        """Whether something is owed by it at all: never where the text encourages, supports or allows."""
        return self.modality not in _NEVER_OWED

    @property
    def is_for_governments(self) -> bool:
        """Whether it is tracked of a government. An obligation of enterprises, associations, institutions or media is
        kept as guidance (reading R-H-9)."""
        return self.is_obligation and (bool(self.levels) or not self.responsible)

    @property
    def owes_result(self) -> bool:
        """应当支持, 应当鼓励和支持: only that support was given is shown, no result of it (reading R-H-6)."""
        return self.is_obligation and self.modality not in _NO_RESULT

    @property
    def names_nobody(self) -> bool:
        return self.modality is Modality.SUBJECTLESS

    def is_for(self, level: Level) -> bool:
        """Whether a government of ``level`` is among those it is for."""
        return self.is_for_governments and (not self.levels or level in self.levels)


ALL_LEVELS = tuple(Level)
UPPER_LEVELS = (Level.PROVINCE, Level.PREFECTURE)
PROVINCE_ONLY = (Level.PROVINCE,)
GOVERNMENT = ("县级以上人民政府",)
WITH_DEPARTMENTS = ("县级以上人民政府及其有关部门",)
REGULATOR = ("省人民政府市场监督管理部门",)
