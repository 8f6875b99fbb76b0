"""附件2 长三角质量提升示范试点建设评估指南（试行）: twelve indicators in four groups, each to be put into words (评估
情况).

The guide knows no score, no weight, no threshold and no mark; there is none here. It is on trial (试行): which
version an evaluation followed is kept with it.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pydantic import Field

from domain.citation import Citation
from domain.pilot.policy import PilotPolicy
from domain.refusal import Refusal, RefusalKind
from domain.task import Form

BASIS = (Citation("pilot:a2"),)
VERSION = "《长三角质量提升示范试点建设评估指南（试行）》（沪市监质发〔2020〕390号附件2）"


def _place(number: int) -> Citation:
    """Where the guide names an indicator."""
    return Citation(f"{BASIS[0]}({number})")


class Indicator(NamedTuple):
    """一级指标、二级指标、建设内容, verbatim."""

    number: int
    group: str
    title: str
    content: str

    @property
    def citation(self) -> Citation:
        return _place(self.number)


_GOVERNANCE, _PRODUCTS = "质量治理能力不断完善", "产品质量显著提升"
_SERVICES, _SHARED = "服务质量满意度不断提高", "质量发展成果全民共享"
INDICATORS = tuple(
    Indicator(number, *each)
    for number, each in enumerate(
        (
            (
                _GOVERNANCE,
                "制定示范试点工作方案",
                "结合实际情况制定了示范试点工作方案及其具体工作措施。",
            ),
            (
                _GOVERNANCE,
                "为示范试点提供组织保障",
                "建立示范试点联席会议制度或类似工作机制,定期召开工作会议。",
            ),
            (_GOVERNANCE, "出台示范试点扶持政策", "出台扶持示范试点行业质量提升的政策举措。"),
            (_PRODUCTS, "产品质量水平不断提升", "示范试点行业产品质量全面达到国家强制性标准要求。"),
            (
                _PRODUCTS,
                "农产品、食品等重点产品质量安全得到有效保障",
                "地产农产品、重点食品质量全面达到国家强制性标准要求。",
            ),
            (
                _PRODUCTS,
                "质量创新能力和自主品牌市场竞争力明显提高",
                "企业主体作用得到有效落实,形成一批拥有国际知名品牌和核心竞争力的优势企业。"
                "培育出一批质量水平高、品牌影响力大的产品。",
            ),
            (_SERVICES, "骨干企业和重点行业的服务质量达到国际先进水平", "开展相关的国家级服务业标准化试点建设。"),
            (
                _SERVICES,
                "定期开展服务业顾客满意度测评",
                "定期开展服务业顾客满意度测评，并形成报告。及时向城市政府报告，定期向社会发布测评结果。",
            ),
            (
                _SERVICES,
                "服务质量不断改进，顾客满意度不断提高",
                "消费者对城市服务业满意度连续3年不断提高，或消费者投诉率连续3年不断递减。",
            ),
            (
                _SHARED,
                "形成健全的质量投诉渠道，群众质量投诉能够及时解决",
                "建立了完善的质量投诉信息平台，“12315”等质量投诉热线畅通有效，公众对质量投诉信息平台认知度高。",
            ),
            (
                _SHARED,
                "建立社会质量监督员制度和消费维权渠道，质量监督员职责明确，对质量纠纷问题处理及时有效",
                "建立完善的社会质量监督员制度和消费维权渠道，质量监督员职责明确，对质量纠纷问题处理及时有效",
            ),
            (
                _SHARED,
                "城市市民质量满意度居全国前列",
                "城市定期开展市民质量满意度调查测评。市民对本市产品、工程、服务、环境以及公共管理质量水平满意，"
                "城市市民质量满意度调查测评结果居全国同级城市前列。",
            ),
        ),
        start=1,
    )
)


class IndicatorFinding(Form):
    """One line of the table: 评估情况, or why the indicator does not apply (reading R-P-13)."""

    number: int = Field(title="指标序号", ge=1, le=12)
    finding: str = Field(default="", title="评估情况", max_length=4000)
    not_applicable: str = Field(default="", title="不适用的理由（不适用的填写）", max_length=1000)


class YearValue(Form):
    """The value of one year."""

    year: int = Field(title="年份", ge=1990, le=2100)
    value: float = Field(title="数值", ge=0)


def refuse(findings: Sequence[IndicatorFinding]) -> Refusal | None:
    """Every indicator is evaluated or does not apply with a reason, none both, none twice."""
    given = [each.number for each in findings]
    missing = [each.number for each in INDICATORS if each.number not in given]
    twice = sorted({each for each in given if given.count(each) > 1})
    empty = [each.number for each in findings if not each.finding and not each.not_applicable]
    both = [each.number for each in findings if each.finding and each.not_applicable]
    checks: tuple[tuple[str, list[int]], ...] = (
        ("未填写评估情况，也未说明不适用的理由", sorted({*missing, *empty})),
        ("重复填写", twice),
        ("既填写了评估情况，又写明不适用", both),
    )
    for words, numbers in checks:
        if numbers:
            which = "、".join(f"第{number}项" for number in numbers)
            return Refusal(
                kind=RefusalKind.RULE,
                text=f"{which}指标{words}。",
                basis=tuple(map(_place, numbers)),
                remedy="十二项指标逐项填写评估情况；确不适用的，写明理由。",
            )
    return None


class Branch(NamedTuple):
    """One of the two alternatives of indicator 9 (满意度, 或投诉率): what the values say."""

    met: bool
    words: str


def satisfaction(values: Sequence[YearValue], policy: PilotPolicy) -> Branch:
    """消费者对城市服务业满意度连续3年不断提高."""
    return _branch("满意度", "提高", values, policy, lambda before, after: after > before)


def complaints(values: Sequence[YearValue], policy: PilotPolicy) -> Branch:
    """消费者投诉率连续3年不断递减."""
    return _branch("投诉率", "递减", values, policy, lambda before, after: after < before)


def _branch(
    label: str, goes: str, values: Sequence[YearValue], policy: PilotPolicy, better: Callable[[float, float], bool]
) -> Branch:
    """By the latest years without a gap (reading R-P-13): four values make three changes, by policy three make two."""
    wanted = 4 if policy.indicator_9_values == "four" else 3
    by_year: dict[int, Any] = {each.year: each.value for each in values}
    last = max(by_year, default=0)
    years = range(last - wanted + 1, last + 1)
    if any(year not in by_year for year in years):
        return Branch(False, f"{label}：需要连续{wanted}个年度的数值，材料不足，不能判断。")
    steps = [(year - 1, year) for year in years[1:]]
    row = "、".join(f"{year}年{by_year[year]:g}" for year in years)
    for before, after in steps:
        if not better(by_year[before], by_year[after]):
            change = f"{by_year[before]:g}→{by_year[after]:g}"
            return Branch(False, f"{label}（{row}）：{before}年至{after}年（{change}）没有{goes}，不支持该项。")
    return Branch(True, f"{label}（{row}）：逐年{goes}，支持该项。")


def trend(
    satisfied: Sequence[YearValue], complained: Sequence[YearValue], policy: PilotPolicy
) -> tuple[Branch, Branch, str]:
    """Both branches and what they say together: 或 joins them, one is enough. It is evidence, not a finding."""
    first, second = satisfaction(satisfied, policy), complaints(complained, policy)
    words = "材料支持该项（两者具备其一即可）" if first.met or second.met else "材料不支持该项"
    return first, second, words
