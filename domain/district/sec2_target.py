"""二 到2025年，基本形成以市场主体责任落实为核心、消费者权益保护为基础、保险救济和社会救助为保障、质量基础设施建设为支
撑，行业组织规范自律作用充分发挥，政府依法监管、科学监管、有效监管的质量治理体系。

Read as the last day of 2025. Passing it fails nobody: what is still open then is shown in the final summary.
"""

from datetime import date

from domain.citation import Citation
from domain.dates import end_of, in_words
from domain.deadline import Deadline, Line, certain
from domain.derivation import parameter_lines
from domain.district.policy import DistrictPolicy

BASIS = (Citation("district:s2.1"),)
ISSUE = "方案印发之日"


def target(issued_on: date, policy: DistrictPolicy) -> Deadline:
    """The last day of the plan's aim: the same whenever the plan was issued; its text names no date of issue."""
    day = policy.target_day
    return certain(
        "district-target",
        "主要目标的到期日",
        BASIS,
        anchor=issued_on,
        anchor_label=ISSUE,
        day=day,
        closes_at=end_of(day),
        lines=(
            *parameter_lines("target_day", in_words(day)),
            Line(
                text=f"{ISSUE}为{in_words(issued_on)}（方案文本未载明，由填写者提供），不影响到期日。",
                in_text=False,
                dates=(issued_on, day),
            ),
            Line(text="到期后仍未完成的事项列入最终总结，不自动作出任何不利认定。", in_text=False, dates=(day,)),
        ),
    )
