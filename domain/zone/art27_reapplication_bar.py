"""第二十七条 示范区每年向市场监管总局报送年度工作报告，重大事项及时上报。示范区发生违反本办法第七条规定情形的，或示范推广工作不力、引领效果不明显的，由市场监管总局会同相关部门撤销示范区认定。撤销认定的示范区，三年内不得再次提出创建申请。

Here the third sentence. Reading R-27-2: the three years run from the day of the decision to revoke; the corresponding
day is their last, and an application may be filed from the next day. Neither a refusal nor an expiry bars anybody.
"""

from datetime import date

from domain.citation import Citation
from domain.deadline import Deadline
from domain.policy import ZonePolicy
from domain.windows import bar_since

BASIS = (Citation("zone:27#3"),)


def bar(revoked_on: date, policy: ZonePolicy) -> Deadline:
    """The last day of the bar; ``opens_at`` is 00:00 of the day on which an application is free again."""
    return bar_since(
        "zone-reapplication-bar",
        "不得再次提出创建申请的最后一日",
        BASIS,
        anchor=revoked_on,
        anchor_label="撤销决定作出之日",
        years=policy.reapplication_bar_years,
        mode=policy.period_mode,
        parameter="reapplication_bar_years",
    )
