"""The whole of one unit's ledger (工作台账): its items with their own dates, from 建账 to the end of the plan."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field

from domain.case import CaseState
from domain.citation import Basis, Citation
from domain.deadline import Deadline
from domain.district.parts import BudgetYear, IndicatorYear, Item, ItemStatus, ReviewRequest, Step, Unit
from domain.district.policy import DistrictPolicy
from domain.roles import Audience, Role


class LedgerStage(StrEnum):
    ESTABLISHING = "establishing"
    RUNNING = "running"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {"establishing": "建立工作台账", "running": "按台账推进", "closed": "台账已结束"}[self]

    @property
    def basis(self) -> Basis:
        return (Citation("district:s4(3)#2"),)

    @property
    def is_final(self) -> bool:
        return self is LedgerStage.CLOSED


class LedgerCase(CaseState):
    """The ledger of one unit. ``office``: organisation id of 领导小组办公室."""

    programme: Literal["district-ledger"] = "district-ledger"
    plan_id: str
    plan_title: str
    plan_document: str
    """文号 of the plan, as entered."""
    unit: Unit
    office: str
    region: str
    policy: DistrictPolicy
    stage: LedgerStage = LedgerStage.ESTABLISHING
    stage_since: datetime
    target: Deadline
    target_passed: bool = False
    items: list[Item] = Field(default_factory=list)
    reviews: list[ReviewRequest] = Field(default_factory=list)
    indicators: list[IndicatorYear] = Field(default_factory=list)
    budgets: list[BudgetYear] = Field(default_factory=list)
    ended_on: date | None = None

    @property
    def subject_id(self) -> str:
        return f"{self.plan_id}-{self.unit.id}"

    @property
    def subject_name(self) -> str:
        return f"{self.unit.name}质量强区工作台账"

    @property
    def label(self) -> str:
        return self.stage.label

    @property
    def office_audience(self) -> Audience:
        return Audience(role=Role.LEADING_GROUP_OFFICE, organisation=self.office)

    @property
    def debtor(self) -> Audience:
        """Who enters for the unit: itself, or the office for one without an account."""
        return self.unit.audience if self.unit.has_account else self.office_audience

    def item(self, key: str) -> Item | None:
        """The item of this key that is here, also when it was here before and has come back."""
        return next((each for each in self.items if each.key == key and each.is_here), None)

    @property
    def unfiled(self) -> list[Item]:
        return [each for each in self.items if each.is_unfiled]

    @property
    def open_steps(self) -> list[tuple[Item, Step]]:
        """Every dated line still to be done, in the order of the plan."""
        return [(item, step) for item in self.items for step in item.open_steps]

    def status(self, item: Item) -> ItemStatus:
        """Where an item stands; derived, never stored."""
        if not item.is_here:
            return ItemStatus.REASSIGNED
        if item.closed_on:
            return item.outcome or ItemStatus.DONE
        if item.declined_on:
            return ItemStatus.DECLINED
        if self.target_passed:
            return ItemStatus.OPEN_AT_TARGET
        if any(each.overdue for each in item.open_steps):
            return ItemStatus.OVERDUE_SUPERVISION
        if item.progressed_on:
            return ItemStatus.IN_PROGRESS
        return ItemStatus.FILED if item.filed_on else ItemStatus.UNFILED

    @property
    def review(self) -> ReviewRequest | None:
        """The review for which an input is asked and not yet in."""
        return next((each for each in self.reviews if not each.over and each.handed_in_on is None), None)

    def carried(self) -> dict[str, Any]:
        return super().carried() | {"policy": self.policy.model_dump(mode="json")}
