"""The policies of the four programmes, and what every parameter of theirs means to people.

A case carries its policy by value; the deployed ones lie in ``regulations/policy.*.yaml``. What the text fixes is
told apart from what it leaves to us (系统策略).
"""

from domain.district import policy as district
from domain.district.policy import DistrictPolicy
from domain.parameter import COMMON, Parameter, PeriodMode
from domain.pilot import policy as pilot
from domain.pilot.policy import PilotPolicy
from domain.province import policy as province
from domain.province.policy import ProvincePolicy
from domain.zone import parameters as zone
from domain.zone.policy import ZonePolicy

__all__ = [
    "PARAMETERS",
    "POLICIES",
    "DistrictPolicy",
    "Parameter",
    "PeriodMode",
    "PilotPolicy",
    "Policy",
    "ProvincePolicy",
    "ZonePolicy",
]

Policy = ZonePolicy | PilotPolicy | DistrictPolicy | ProvincePolicy

POLICIES: dict[str, type[Policy]] = {
    "zone": ZonePolicy,
    "pilot": PilotPolicy,
    "district": DistrictPolicy,
    "province": ProvincePolicy,
}
"""Programme → its policy."""


def programme_key(policy: Policy) -> str:
    """The programme whose policy it is."""
    return next(key for key, kind in POLICIES.items() if isinstance(policy, kind))


PARAMETERS: dict[str, Parameter] = {
    **COMMON,
    **zone.PARAMETERS,
    **pilot.PARAMETERS,
    **district.PARAMETERS,
    **province.PARAMETERS,
}
"""Every field of every policy but ``version``, ``regulation`` and ``interpreted``, which are neither choices nor
numbers."""
