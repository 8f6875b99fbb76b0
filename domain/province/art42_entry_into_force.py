"""第四十二条 本条例自   年   月   日起施行。

The draft leaves the day blank. Nothing of it starts, falls due or is overdue before the official text is loaded and
its day entered; until then a date is a rehearsal under a day somebody supposes.
"""

from datetime import date

from domain.citation import Citation
from domain.dates import in_words
from domain.deadline import Line
from domain.derivation import parameter_lines
from domain.province.policy import ProvincePolicy
from domain.refusal import Refusal, RefusalKind

BASIS = (Citation("province:42"),)
IN_FORCE = "假定的施行之日"


def standing(policy: ProvincePolicy) -> str:
    """What is added to the name of every date as long as there is only the draft."""
    return "" if policy.effective_date else "（草案尚未施行）"


def standing_lines(supposed: date, policy: ProvincePolicy) -> tuple[Line, ...]:
    """Whether the regulation is in force from ``supposed``, said before any date that rests on it."""
    effective = policy.effective_date
    assumed = f"以下仅按{IN_FORCE}{in_words(supposed)}推算"
    if effective is None:
        words = f"草案空白。正式文本和施行日期录入之前，任何活动、提醒和期限都不开始；{assumed}"
    else:
        words = in_words(effective) if effective == supposed else f"{in_words(effective)}；{assumed}"
    return parameter_lines("effective_date", words)


def refuse_event(occasion: str) -> Refusal:
    """Before its entry into force nothing of the regulation runs, the report of an accident neither: what other laws
    require is reported under them. ``occasion``: what was to be recorded."""
    return Refusal(
        kind=RefusalKind.NOT_YET,
        text=f"{occasion}不能据本条例记录：本条例尚未施行（草案没有写明施行日期），施行之前不据以办理任何事项。",
        basis=BASIS,
        remedy="请依照现行有效的法律、行政法规报告和处理；正式文本和施行日期录入以后，再据本条例记录。",
    )
