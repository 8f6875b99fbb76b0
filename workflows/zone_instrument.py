"""工作方案 (第十五条) and 评估指标体系 (第十九条): from the first draft over the joint act to its end."""

from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from temporalio import workflow
from temporalio.exceptions import FailureError

with workflow.unsafe.imports_passed_through():
    from contracts.activities import earlier_versions
    from contracts.date_change import ChangeDate
    from contracts.instruments import EarlierVersions, Replacement
    from contracts.recalculation import CountAgain
    from contracts.search_attributes import PROGRAMME, REGION, STAGE
    from domain.citation import Basis, cited
    from domain.dates import end_of, local_date, start_of
    from domain.orders import Effects
    from domain.policy import ZonePolicy
    from domain.procedure.joint_act import JointKinds
    from domain.procedure.state import Proceeding
    from domain.refusal import Refusal, RefusalKind
    from domain.roles import NATIONAL, SAMR
    from domain.task import Answer
    from domain.zone import art15_round as art15
    from domain.zone import art19_indicators as art19
    from domain.zone import instrument
    from domain.zone.art05_joint_departments import signatories
    from domain.zone.instrument import InstrumentCase, InstrumentKind, InstrumentStage
    from domain.zone.kinds import TASK_KINDS

from workflows.alarm import Alarm
from workflows.case_desk import CaseDesk
from workflows.case_host import CaseHost
from workflows.messages import refuse
from workflows.options import REGISTER
from workflows.stages.countersignature import Countersignature


class _Signing(Countersignature):
    """An edit of the draft changes the whole instrument: its days, its classes, its indicators."""

    def __init__(self, desk: CaseDesk[InstrumentCase], kinds: JointKinds, case: InstrumentCase) -> None:
        super().__init__(
            desk, kinds, matter=case.kind.label, basis=case.kind.basis, signatories=signatories(case.policy)
        )
        self.case = case

    def redraft(self, proceeding: Proceeding, answer: Answer) -> None:
        if self.case.kind is InstrumentKind.WORK_PLAN:
            art15.put(self.case, answer.form)
        else:
            art19.put(self.case, answer.form)

    def completed(self) -> Effects:
        self.case.adopted_on = local_date(workflow.now())
        return (art15.deployed if self.case.kind is InstrumentKind.WORK_PLAN else art19.adopted)(self.case)


@workflow.defn(name="ZoneInstrument")
class ZoneInstrument(CaseHost[InstrumentCase]):
    kinds = TASK_KINDS

    @workflow.init
    def __init__(self, case: InstrumentCase) -> None:
        super().__init__(case)

    @workflow.run
    async def run(self, case: InstrumentCase) -> str:
        await self.play()
        return self.case.stage

    async def story(self) -> None:
        chapter: dict[InstrumentStage, Callable[[], Coroutine[Any, Any, None]]] = {
            InstrumentStage.DRAFT: self.signing,
            InstrumentStage.ROUND_PLANNED: self.planned,
            InstrumentStage.PENDING: self.planned,
            InstrumentStage.ROUND_OPEN: self.round,
            InstrumentStage.IN_FORCE: self.in_force,
        }
        while self.case.stage in chapter:
            await chapter[self.case.stage]()

    async def signing(self) -> None:
        """市场监管总局会同相关部门: complete when every body has signed the same draft."""
        joint = art15.JOINT if self._is_plan else art19.JOINT
        await _Signing(self, joint, self.case).run(self.case.proceeding)
        self.case.stage = InstrumentStage.ROUND_PLANNED if self._is_plan else InstrumentStage.PENDING

    async def planned(self) -> None:
        """Until its first day."""
        with Alarm(lambda: start_of(self.case.first_day), "施行日期") as first:
            await self.wait(lambda: first.rang, until=first)
        if self._is_plan:
            self.case.stage = InstrumentStage.ROUND_OPEN
            self.note("round.opened", art15.opened(self.case), self.basis())
        else:
            self.case.stage = InstrumentStage.IN_FORCE
            self.note("indicators.begun", art19.begun(self.case), self.basis())
            await self._tell_earlier_versions()

    async def round(self) -> None:
        """部署开展创建活动, to the end of its last day; where none is set, until 总局 sets one."""
        with Alarm(self._closes_at, "创建活动截止") as closing:
            while not closing.rang:
                if self.case.closes_on is None:
                    self.open(art15.ROUND_CLOSING, SAMR)
                answer = await self.next_answer(art15.ROUND_CLOSING, until=closing)
                if answer is not None:
                    self.record(answer)
                    self.case.closes_on = answer.form.closes_on
        self.case.stage = InstrumentStage.ROUND_CLOSED
        self.note("round.closed", art15.closed(self.case), self.basis())

    def _closes_at(self) -> Any:
        return end_of(self.case.closes_on) if self.case.closes_on else None

    async def in_force(self) -> None:
        """Until later versions stand for every class this one was for."""
        await self.wait(lambda: art19.is_replaced(self.case))
        self.case.stage = InstrumentStage.REPLACED
        self.changed()

    async def _tell_earlier_versions(self) -> None:
        """Those still in force learn which version stands in their place. One that is over needs no word."""
        question = EarlierVersions(case_id=self.case.id, first_day=self.case.first_day)
        with self._at_work():
            earlier = await workflow.execute_local_activity(earlier_versions, question, **REGISTER)
        word = Replacement(number=self.case.number, classes=art19.classes_of(self.case))
        for workflow_id in earlier:
            try:
                await workflow.get_external_workflow_handle(workflow_id).signal("replace", word)
            except FailureError:
                workflow.logger.info("an earlier version was over", extra={"instrument": workflow_id})

    @workflow.signal(description="由新版本替代")
    async def replace(self, word: Replacement) -> None:
        fresh = [each for each in word.classes if each in art19.classes_of(self.case)]
        fresh = [each for each in fresh if each not in self.case.replaced]
        if fresh:
            self.note("indicators.replaced", art19.replaced(self.case, word.number, fresh), self.basis())
            art19.replace_by(self.case, word.number, fresh)
            await self.settle()

    # -- what a case says of itself -------------------------------------------------------------------

    @property
    def _is_plan(self) -> bool:
        return self.case.kind is InstrumentKind.WORK_PLAN

    def opening(self) -> Effects:
        return Effects(text=f"市场监管总局起草{self.case.subject_name}，送相关部门会签。")

    def subject(self) -> str:
        return self.case.id

    def stage(self) -> str:
        return self.case.stage

    def policy(self) -> ZonePolicy:
        return self.case.policy

    def basis(self) -> Basis:
        return self.case.kind.basis

    def visible(self) -> list[Any]:
        return [(PROGRAMME, instrument.PROGRAMME), (STAGE, self.case.stage.value), (REGION, NATIONAL)]

    def details(self) -> str:
        lines = [f"## {self.case.subject_name} · {self.case.label}", f"依据：{cited(self.basis())}", "", "### 待谁办理"]
        waiting = [f"- {each.audience.organisation}：{self.kinds[each.kind].label}" for each in self.case.awaited]
        return "\n".join([*lines, *(waiting or ["- 无"])])

    async def count_again(self, order: CountAgain) -> int:
        """Its days are stated, not counted; it keeps the policy it began with."""
        return 0

    def refusal_of_change(self, order: ChangeDate) -> Refusal | None:
        text = "其日期由文稿写明，请修改文稿或者另行部署。"
        return Refusal(kind=RefusalKind.RULE, text=text, basis=self.basis())

    async def change(self, order: ChangeDate) -> NoReturn:
        refusal = self.refusal_of_change(order)
        assert refusal is not None
        refuse(refusal)

    def hand_over(self) -> None:
        """A closed round and replaced indicators end their case."""
