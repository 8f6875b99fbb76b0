"""会签: the joint act is complete when the named bodies have signed the draft as it stands."""

from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from domain.citation import Basis
    from domain.dates import local_date
    from domain.orders import Effects
    from domain.procedure import joint_act
    from domain.procedure.joint_act import JointKinds, Signatories
    from domain.procedure.state import Proceeding, VoidSignature
    from domain.task import Answer

from workflows.case_desk import CaseDesk


class Countersignature:
    def __init__(
        self, desk: CaseDesk[Any], kinds: JointKinds, *, matter: str, basis: Basis, signatories: Signatories
    ) -> None:
        self.desk = desk
        self.kinds = kinds
        self.matter = matter
        self.basis = basis
        self.signatories = signatories
        self._outdated: set[str] = set()

    async def run(self, proceeding: Proceeding) -> None:
        self._excuse()
        self._ask(proceeding)
        while not self.signatories.is_complete(proceeding.signatures):
            answer = await self.desk.next_answer(*self.kinds.all)
            assert answer is not None
            if self._one_person_one_body and joint_act.signs_twice(proceeding, answer):
                self.desk.lose(answer, joint_act.SIGNED_TWICE, self.basis)
            else:
                self.desk.record(answer)
                self._take(proceeding, answer)
            self._ask(proceeding)
        self.desk.close_kind(*self.kinds.all)
        self.desk.note(f"{self.kinds.others.key}.completed", self.completed(), self.basis)

    def completed(self) -> Effects:
        """What the completed act causes."""
        return joint_act.completed(self.desk.case, self.basis, matter=self.matter, signatories=self.signatories)

    def redraft(self, proceeding: Proceeding, answer: Answer) -> None:
        """Take over what an edit says."""
        proceeding.draft = answer.form.text

    @property
    def _one_person_one_body(self) -> bool:
        return self.desk.policy().separation_of_duties

    def _missing(self, proceeding: Proceeding) -> list[str]:
        return [each for each in self.signatories.names if each not in proceeding.signatures]

    def _excuse(self) -> None:
        """Who is none of the signatories any more is asked no longer."""
        asking = {each.key for each in (self.kinds.lead, self.kinds.others) if each}
        for task in [each for each in self.desk.case.tasks if each.kind in asking]:
            if task.audience.organisation not in self.signatories.names:
                self.desk.close(task)

    def _ask(self, proceeding: Proceeding) -> None:
        """Those who have not signed for their signature, which nobody gives who signed for another; whoever has may
        take it back."""
        for drafter in self.signatories.drafters:
            self.desk.open(self.kinds.revision, drafter)
        for each in self._missing(proceeding):
            kind, audience = self.kinds.signature_of(self.signatories, each), self.signatories.audience(each)
            self.desk.open(kind, audience)
            others = joint_act.signed_for_others(proceeding, each)
            if self._one_person_one_body and self.desk.case.exclude(kind, audience, others):
                self.desk.changed()
        for each in filter(proceeding.signatures.__contains__, self.signatories.names):
            self.desk.open(self.kinds.retraction, self.signatories.audience(each))

    def _take(self, proceeding: Proceeding, answer: Answer) -> None:
        signed_by, kind = answer.act.actor.organisation, answer.task.kind
        if kind == self.kinds.revision.key:
            self._void(proceeding, *proceeding.signatures)
            self._outdated = {each.act.request_id for each in self.desk.waiting_answers()}
            proceeding.draft_number += 1
            self.redraft(proceeding, answer)
            self.desk.close_kind(self.kinds.retraction)
            self._ask_the_lead_anew()
        elif kind == self.kinds.retraction.key:
            self._void(proceeding, signed_by)
        else:
            proceeding.signatures[signed_by] = local_date(answer.at)
            proceeding.signers[signed_by] = answer.act.actor.holder
            if answer.act.request_id in self._outdated:  # given to the draft before
                self._void(proceeding, signed_by)

    def _ask_the_lead_anew(self) -> None:
        """Who has written the draft may not sign it for the body that leads. A signature of its that came in just
        before is taken in, and void, as those of the others."""
        lead = self.signatories.lead
        task = self.desk.case.open_task(self.kinds.lead, self.signatories.audience(lead)) if self.kinds.lead else None
        if task:
            self.desk.close(task)

    def _void(self, proceeding: Proceeding, *signatories: str) -> None:
        """A signature that does not count any more stays in the record."""
        for each in signatories:
            signed_on = proceeding.signatures.pop(each)
            proceeding.signers.pop(each, None)
            proceeding.void_signatures.append(
                VoidSignature(organisation=each, signed_on=signed_on, draft_number=proceeding.draft_number)
            )
