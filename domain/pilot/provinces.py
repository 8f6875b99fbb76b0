"""The five provincial bureaus that issued the plan (沪市监质发〔2020〕390号), and whose bureau is whose.

Reading R-P-1: the province a bureau files with and reports to is that of its seat; one whose seat lies in none of the
five has no 所在省级市场监管局 among them and cannot take part.
"""

from domain.citation import Citation
from domain.pilot.policy import PilotPolicy
from domain.procedure.joint_act import Signatories
from domain.roles import Audience, Role, province_of

BASIS = (Citation("pilot:5(1)"),)

NAMES = {
    "prov-sh": "上海市市场监督管理局",
    "prov-js": "江苏省市场监督管理局",
    "prov-zj": "浙江省市场监督管理局",
    "prov-ah": "安徽省市场监督管理局",
    "prov-jx": "江西省市场监督管理局",
}
"""Organisation id → name, in the order of the plan."""
_REGIONS = {
    "310000": "prov-sh",
    "320000": "prov-js",
    "330000": "prov-zj",
    "340000": "prov-ah",
    "360000": "prov-jx",
}
"""GB/T 2260 code of a province-level unit → its bureau."""

ALL_FIVE = Signatories(NAMES, Role.PROVINCIAL_REGULATOR)
"""Who acts jointly (共同, 联合), reading R-P-6: all five, all alike."""
FIVE = tuple(map(ALL_FIVE.audience, NAMES))


def province_over(region: str) -> str | None:
    """Organisation id of the bureau over the seat ``region`` (GB/T 2260); None outside the five."""
    return _REGIONS.get(province_of(region))


def audience_over(region: str) -> Audience:
    """The provincial bureau over a seat. Raises ``KeyError`` outside the five."""
    return ALL_FIVE.audience(_REGIONS[province_of(region)])


def is_of_the_level(region: str, policy: PilotPolicy) -> bool:
    """地级市（区）: a prefecture-level city (320700), or a district of a municipality (310114).

    County-level bureaus took part in practice (系统策略 ``participant_level``).
    """
    return policy.participant_level == "county" or region.endswith("00") or province_of(region) == "310000"


def province_name(region: str) -> str:
    """Name of the provincial bureau over a seat. Raises ``KeyError`` outside the five."""
    return NAMES[_REGIONS[province_of(region)]]
