"""共同 (五（二）), 联合 (五（三）): whose signatures make an act of the provincial bureaus a joint one.

Reading R-P-6: all five, all alike. Otherwise those with a participant in the project, or more than half of the five
(系统策略 ``joint_act``).
"""

from typing import Any

from domain.citation import Basis
from domain.orders import NoticeOrder
from domain.pilot.case import PilotCase
from domain.pilot.policy import PARAMETERS, JointAct
from domain.pilot.provinces import ALL_FIVE, FIVE, NAMES
from domain.procedure.joint_act import Signatories
from domain.procedure.review import notice
from domain.procedure.state import Proceeding
from domain.roles import Audience

_MAJORITY = len(NAMES) // 2 + 1


def signatories(case: PilotCase) -> Signatories:
    """Who is asked to sign, and how many must, as the project and its policy now are."""
    mode: JointAct = case.policy.joint_act
    if mode == "concerned":
        concerned = {each.organisation for each in case.provinces}
        return _of({each: name for each, name in NAMES.items() if each in concerned})
    return _of(NAMES, _MAJORITY) if mode == "majority" else ALL_FIVE


def needed(case: PilotCase) -> str:
    """Whose signatures it takes, for people."""
    return PARAMETERS["joint_act"].values[case.policy.joint_act]


def audiences(case: PilotCase) -> tuple[Audience, ...]:
    """Those who may draft and propose what is signed jointly."""
    return tuple(map(ALL_FIVE.audience, signatories(case).names))


def whom(case: PilotCase) -> str:
    """Whom the draft is sent to for a signature, for people."""
    asked = signatories(case).names
    return "各省级市场监管局" if len(asked) == len(NAMES) else "、".join(asked.values())


def still_needed(case: PilotCase, proceeding: Proceeding) -> int:
    """How many of those who have not signed must sign yet: all of them, but for a majority."""
    asked = signatories(case)
    given = sum(each in proceeding.signatures for each in asked.names)
    return max(0, (asked.least or len(asked.names)) - given)


def told(case: PilotCase, kind: str, basis: Basis, *others: Audience, **data: Any) -> tuple[NoticeOrder, ...]:
    """A draft is there to be signed: those asked are told to, the rest of the five and ``others`` that it is there."""
    asked = audiences(case)
    data |= {"signers": list(signatories(case).names.values()), "needed": needed(case)}
    informed = [each for each in (*FIVE, *others) if each not in asked]
    return (
        notice(kind, basis, *asked, asked=True, **data),
        notice(kind, basis, *informed, asked=False, **data),
    )


def signed(proceeding: Proceeding) -> Signatories:
    """Who has signed, in the order of the plan: the act is theirs."""
    return _of({each: name for each, name in NAMES.items() if each in proceeding.signatures})


def _of(names: dict[str, str], least: int = 0) -> Signatories:
    return Signatories(names, ALL_FIVE.role, least=least)
