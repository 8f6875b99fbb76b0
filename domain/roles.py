"""Who acts: roles, jurisdictions (GB/T 2260) and the audience of a task or a notice."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

NATIONAL = "000000"
"""Jurisdiction code of bodies whose powers cover the whole country."""


class Role(StrEnum):
    CREATING_BODY = "creating_body"
    CITY_REGULATOR = "city_regulator"
    PROVINCIAL_REGULATOR = "provincial_regulator"
    PROVINCIAL_LEADING_GROUP = "provincial_leading_group"
    SAMR = "samr"
    JOINT_DEPARTMENT = "joint_department"
    EXPERT = "expert"
    DISTRICT_GOVERNMENT = "district_government"
    LEADING_GROUP_OFFICE = "leading_group_office"
    DISTRICT_UNIT = "district_unit"
    GOVERNMENT = "government"
    GOVERNMENT_DEPARTMENT = "government_department"
    PEOPLES_CONGRESS = "peoples_congress"
    PUBLIC = "public"
    SUPERVISOR = "supervisor"
    OPS = "ops"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.CREATING_BODY: "创建主体",
    Role.CITY_REGULATOR: "地级市（区）市场监管局",
    Role.PROVINCIAL_REGULATOR: "省级市场监管部门",
    Role.PROVINCIAL_LEADING_GROUP: "质量强省（区、市）工作领导小组",
    Role.SAMR: "市场监管总局",
    Role.JOINT_DEPARTMENT: "相关部门",
    Role.EXPERT: "专家评审组",
    Role.DISTRICT_GOVERNMENT: "区政府",
    Role.LEADING_GROUP_OFFICE: "区质量强区工作领导小组办公室",
    Role.DISTRICT_UNIT: "责任单位",
    Role.GOVERNMENT: "县级以上人民政府",
    Role.GOVERNMENT_DEPARTMENT: "县级以上人民政府有关部门",
    Role.PEOPLES_CONGRESS: "县级以上人大常委会",
    Role.PUBLIC: "任何单位或个人",
    Role.SUPERVISOR: "监督人员",
    Role.OPS: "技术运维",
}


OF_THE_DISTRICT = frozenset({Role.DISTRICT_GOVERNMENT, Role.LEADING_GROUP_OFFICE, Role.DISTRICT_UNIT})
OF_THE_PROVINCE = frozenset({Role.GOVERNMENT, Role.GOVERNMENT_DEPARTMENT, Role.PEOPLES_CONGRESS})
"""Who has a part in one text alone, and in what neither zones nor pilots are."""


def province_of(region: str) -> str:
    """The province-level code of a six-digit GB/T 2260 code: 320505 → 320000."""
    return region[:2] + "0000"


def covers(jurisdiction: str, region: str) -> bool:
    """Whether powers in ``jurisdiction`` reach ``region``; both are six-digit GB/T 2260 codes."""
    significant = jurisdiction.rstrip("0")
    significant += "0" * (-len(significant) % 2)
    return region.startswith(significant)


class Audience(BaseModel):
    """Everyone in a role, narrowed to a region's authority or to one organisation."""

    model_config = ConfigDict(frozen=True)

    role: Role
    region: str | None = None
    """Only those whose jurisdiction covers this region."""
    organisation: str | None = None
    """Only members of this organisation (by id)."""

    def includes(self, actor: "Actor") -> bool:
        return (
            actor.role == self.role
            and (self.region is None or covers(actor.jurisdiction, self.region))
            and (self.organisation is None or actor.organisation == self.organisation)
        )


class Actor(BaseModel):
    """Who sends a message, in which capacity. Written into every decision."""

    model_config = ConfigDict(frozen=True)

    id: str
    role: Role
    organisation: str
    jurisdiction: str = NATIONAL
    substitute_for: str = ""
    """Of a substitute: the name, for people, of whoever they act for. ``id`` stays theirs; role, organisation and
    jurisdiction are those of the office they act for."""
    order: str = ""
    """Of a substitute: the document number of the order (代理文件文号)."""
    person: str = ""
    """The natural person behind the account, where one person holds several; empty where they hold this one alone."""

    @property
    def holder(self) -> str:
        """Who acts, whichever account they use: by this they are known where one person must not act twice (R-5-4)."""
        return self.person or self.id

    @property
    def is_substitute(self) -> bool:
        return bool(self.substitute_for)

    @property
    def capacity(self) -> str:
        """本职, or 代江苏省市场监督管理局（依据苏市监办〔2026〕12号）."""
        return f"代{self.substitute_for}（依据{self.order}）" if self.is_substitute else "本职"


ANYONE = Actor(id="public", role=Role.PUBLIC, organisation="public")
SAMR = Audience(role=Role.SAMR)
EVERYONE = Audience(role=Role.PUBLIC)
