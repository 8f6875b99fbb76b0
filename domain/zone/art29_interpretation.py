"""第二十九条 本办法由市场监管总局负责解释。

Reading R-29-3: an interpretation is a document of 总局 with a number. What it says of a parameter stands in the place
of what we chose, until another one says otherwise; what the text itself fixes is not ours to have interpreted here.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.citation import Citation
from domain.interpretation import Interpreted
from domain.task import Form

BASIS = (Citation("zone:29"),)
_ONE_LINE = r"^[^\r\n\t]+$"


class InterpretationForm(Form):
    """The document, and the parameters of the policy it is about, by their fields; their values may stay the same."""

    number: Annotated[str, Field(title="解释的文号", min_length=1, max_length=60, pattern=_ONE_LINE)]
    title: Annotated[str, Field(title="解释的标题", min_length=1, max_length=200, pattern=_ONE_LINE)]
    published_on: Annotated[date, Field(title="解释的发布日期")]
    parameters: Annotated[list[str], Field(title="所解释的参数（取值可以不变）", min_length=1, max_length=50)]


def resting_on(form: InterpretationForm, before: tuple[Interpreted, ...]) -> tuple[Interpreted, ...]:
    """What the values rest on once the interpretation counts; of each parameter the last one."""
    others = (each for each in before if each.parameter not in form.parameters)
    named = (Interpreted(parameter=name, number=form.number) for name in dict.fromkeys(form.parameters))
    return (*others, *named)
