"""解释: what whoever may interpret a text has said it means. A value that rests on a record of it is ours no longer.

A policy carries, with its values, the number of the record each rests on: whoever shows a value asks the policy.
"""

from pydantic import BaseModel, ConfigDict

IN_TEXT = "法规规定"
CHOSEN = "系统策略"


def interpreted_by(number: str) -> str:
    """Where a value comes from that rests on the interpretation of this 文号."""
    return f"总局解释（{number}）"


class Interpreted(BaseModel):
    """A parameter, by its field in the policy, and the 文号 of the interpretation its value rests on."""

    model_config = ConfigDict(frozen=True)

    parameter: str
    number: str


class PolicyBase(BaseModel):
    """What every policy has beside its parameters."""

    model_config = ConfigDict(frozen=True)

    version: str = "2026-1"
    interpreted: tuple[Interpreted, ...] = ()
    """Stays empty where the text names nobody who interprets it."""

    def source(self, *names: str) -> str:
        """Where the values of these parameters come from, as far as the text leaves them open, for people."""
        return source_of(self.interpreted, *names)


def source_of(interpreted: tuple[Interpreted, ...], *names: str) -> str:
    """系统策略, or the interpretations that ``names`` rest on; both where only some of them do."""
    known = {each.parameter: interpreted_by(each.number) for each in interpreted}
    return "、".join(dict.fromkeys(known.get(name, CHOSEN) for name in names)) or CHOSEN
