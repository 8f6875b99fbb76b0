"""第五条 市场监管总局负责示范区建设管理，会同农业农村部、商务部、文化和旅游部、国家知识产权局开展示范区建设动员组织、指导推动、评估验收、认定公布、总结推广等工作。

Reading R-5-1: 相关部门 in 第十七、二十一、二十三、二十八条 are these four.
"""

from dataclasses import replace

from domain.citation import Citation
from domain.policy import ZonePolicy
from domain.procedure.joint_act import Signatories
from domain.roles import SAMR, Audience, Role

BASIS = (Citation("zone:5"),)

DEPARTMENTS = {"mara": "农业农村部", "mofcom": "商务部", "mct": "文化和旅游部", "cnipa": "国家知识产权局"}
"""The four departments of 第五条, organisation id → name, in the order of the text."""
JOINT_DEPARTMENTS = tuple(Audience(role=Role.JOINT_DEPARTMENT, organisation=each) for each in DEPARTMENTS)
"""The four, as those who are told."""
NATIONAL_BODIES = (SAMR, *JOINT_DEPARTMENTS)
"""总局 and the four departments."""

_LEAD = "samr"
SIGNATORIES = Signatories({_LEAD: "市场监管总局"} | DEPARTMENTS, Role.JOINT_DEPARTMENT, lead=_LEAD, lead_role=Role.SAMR)
"""Who signs a joint act (会同), reading R-23-1: all five, 总局 leading."""


def signatories(policy: ZonePolicy) -> Signatories:
    """Who signs under this policy: all five, or 总局 alone after the consultation (``joint_decision``)."""
    if policy.joint_decision == "all_sign":
        return SIGNATORIES
    return replace(SIGNATORIES, names={_LEAD: SIGNATORIES.names[_LEAD]})
