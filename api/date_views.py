"""View models of the calculator: its rules, its answers, its plans."""

from datetime import date

from pydantic import BaseModel

from api.errors import BasisView
from api.views import MilestoneView


class OptionView(BaseModel):
    value: int
    label: str


class ParameterView(BaseModel):
    """An optional whole number of a rule. ``options``: what the numbers stand for; empty where they stand for none.
    ``unsaid``: what holds when it is not given, in words."""

    name: str
    label: str
    minimum: int
    maximum: int
    unsaid: str
    options: list[OptionView]


class DateRuleView(BaseModel):
    """One rule of one text (``programme``); ``quote`` is the sentence or article it rests on, word for word."""

    key: str
    label: str
    programme: str
    text: str
    quote: str
    anchor_label: str
    basis: list[BasisView]
    parameters: list[ParameterView]


class DerivationView(MilestoneView):
    """The answer of the calculator; ``releases`` are the calendar notices the count used."""

    anchor: date
    parameters: dict[str, int | str]
    releases: list[str]
    policy_version: str


class BackPlanView(BaseModel):
    """Advice, never a duty: by when each link of 第二十八条 acts for a renewal to be decided by ``last_day``.

    ``window_opens``: the first day for the application, null when any day will do. ``is_feasible``: false when the
    first step would have to be taken before that day.
    """

    last_day: date
    window_opens: date | None
    is_feasible: bool
    steps: list[MilestoneView]
    policy_version: str
