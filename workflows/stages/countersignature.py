"""会签: the joint act is complete when every named body has signed."""

from collections.abc import Mapping
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.procedure import joint_act
    from domain.procedure.state import Proceeding
    from domain.roles import Role
    from domain.task import TaskKind

from workflows.case_desk import CaseDesk


class Countersignature:
    """Used by 第二十三条 and 第二十八条第三款."""

    def __init__(
        self,
        desk: CaseDesk[Any],
        *,
        lead: TaskKind,
        others: TaskKind,
        matter: str,
        basis: Basis,
        signatories: Mapping[str, str],
    ) -> None:
        self.desk = desk
        self.lead = lead
        self.others = others
        self.matter = matter
        self.basis = basis
        self.signatories = signatories

    async def run(self, proceeding: Proceeding) -> None:
        for each in self.signatories:
            if each not in proceeding.signatures:
                audience = joint_act.signatory(each)
                self.desk.open(self.lead if audience.role is Role.SAMR else self.others, audience)
        while len(proceeding.signatures) < len(self.signatories):
            answer = await self.desk.next_answer(self.lead, self.others)
            if answer is not None:
                proceeding.signatures[answer.act.actor.organisation] = local_date(answer.at)
                self.desk.record(answer)
        effects = joint_act.completed(self.desk.case, self.basis, matter=self.matter, signatories=self.signatories)
        self.desk.note(f"{self.others.key}.completed", effects, self.basis)
