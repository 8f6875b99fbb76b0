"""案件 of a pilot project: its parts on the page, on rows written straight into the register."""

from datetime import date

import pytest

from domain.case import next_task
from domain.pilot.case import Lead, Participant, PilotStage
from domain.pilot.kinds import TASK_KINDS
from domain.pilot.parts import Change, Decision, DecisionKind, Filing, FormalDefect, Incentive
from domain.pilot.policy import PilotPolicy
from domain.pilot.provinces import FIVE
from domain.procedure.state import Proceeding
from tests.support.page_rows import visitor
from tests.support.pages import PageClient
from tests.support.pilot_cases import BING, BUREAUS, FILING, JIA, YI
from tests.support.pilot_rows import TODAY, add_project, an_evaluation, report
from tests.support.web import NOW, Web

LAUNCHED = date(2024, 3, 1)


async def signed_in(web: Web, account: str) -> PageClient:
    return await visitor(web).login(account)


@pytest.mark.article("pilot:2(1)", "pilot:5(1)")
async def test_the_case_shows_who_takes_part_who_leads_since_when_and_what_became_of_each_filing(pilots: Web) -> None:
    case = await add_project(
        pilots,
        stage=PilotStage.RETURNED_FOR_COMPLETION,
        launched_on=None,
        participants=[
            Participant(bureau=JIA, joined_on=date(2025, 1, 6)),
            Participant(bureau=YI, joined_on=date(2025, 2, 3)),
            Participant(bureau=BING, joined_on=date(2025, 1, 6), left_on=date(2025, 5, 5)),
        ],
        leads=[
            Lead(organisation="city-bing", from_day=date(2025, 1, 6)),
            Lead(organisation="city-jia", from_day=date(2025, 5, 5)),
        ],
        filings={
            "city-jia": Filing(**FILING, filed_on=date(2025, 3, 3), received_on=date(2025, 3, 5)),
            "city-bing": Filing(
                **FILING, filed_on=date(2025, 3, 4), version=2, defects=[FormalDefect.NO_SEAL, FormalDefect.NO_PLAN]
            ),
        },
    )
    page = await (await signed_in(pilots, "city-jia")).get(f"/cases/{case.id}")
    joined = [each.text for each in page.root.all("tr") if "省市场监督管理局" in each.text or "上海市" in each.text]
    assert joined[0] == "示例甲市市场监督管理局江苏省市场监督管理局2025年1月6日（周一）起没有退出"
    assert joined[2] == "示例丙区市场监督管理局上海市市场监督管理局2025年1月6日（周一）起2025年5月5日（周一）"
    assert page.row("牵头单位").endswith(
        "示例甲市市场监督管理局，2025年5月5日（周一）起；此前为示例丙区市场监督管理局，2025年1月6日（周一）起"
    )
    assert "第1版2025年3月3日（周一）2025年3月5日（周三）收悉" in joined[3]
    assert joined[4].endswith("尚未备案")
    assert "第2版2025年3月4日（周二）退回补正：未盖章、缺少试点建设工作方案" in joined[5]
    assert "情况报告" not in page.text


@pytest.mark.article("pilot:5(4)")
async def test_the_case_under_construction_shows_each_report_with_its_day_and_what_became_of_it(pilots: Web) -> None:
    case = await add_project(pilots, on=LAUNCHED)
    received = {"submitted_on": date(2024, 9, 2), "accepted_on": date(2024, 9, 4), "version": 2, "overdue": True}
    case.reports = [
        await report(pilots, case, "city-yi", 2),
        await report(pilots, case, "city-jia", 1, **received),
        await report(pilots, case, "city-jia", 2, overdue=True),
        await report(pilots, case, "city-jia", 4),
    ]
    await pilots.save(case)
    page = await (await signed_in(pilots, "prov-js")).get(f"/cases/{case.id}")
    assert page.row("第1次2024年3月2日").endswith(
        "2024年9月2日（周一）2024年9月2日（周一）（第2版）2024年9月4日（周三）已接收逾期提交"
    )
    assert "示例甲市市场监督管理局 2025年3月3日（周一） 未提交 未接收 待提交 已逾期" in page.text
    assert page.row("第4次2025年9月2日").endswith("未提交未接收待提交")
    assert "2026年3月2日（周一）" in page.text.partition("日期")[2].partition("参与单位")[0]
    planned = page.text.partition("将要发生")[2].partition("文书")[0]
    assert "提醒：第4次示范试点建设情况报告（示例甲市市场监督管理局）" in planned
    assert "阶段性成效" in planned


@pytest.mark.article("pilot:5(5)")
async def test_a_running_evaluation_shows_who_sits_and_who_has_handed_in_and_never_an_opinion(pilots: Web) -> None:
    case = await add_project(pilots, evaluation=an_evaluation(1, handed_in=2))
    for account in ("city-jia", "prov-js", "samr", "ops"):
        page = await (await signed_in(pilots, account)).get(f"/cases/{case.id}")
        assert "第1次评估（正在进行）" in page.text
        assert "示例专家乙：已提交评估意见" in page.text
        assert "示例专家丙：2025年10月9日（周四）签署回避声明，评估意见未提交" in page.text
        assert "独立意见" not in page.text
        assert "项已落实" not in page.text


@pytest.mark.article("pilot:5(5)", "pilot:5(6)", "pilot:a2")
async def test_a_finished_evaluation_shows_its_table_its_guide_and_its_advice_and_incentives_follow(
    pilots: Web,
) -> None:
    incentive = Incentive(forms=["commendation", "bonus"], granted_by="prov-zj", granted_on=date(2025, 9, 1))
    case = await add_project(pilots, evaluations=[an_evaluation(1, handed_in=3, is_over=True)], incentives=[incentive])
    page = await (await signed_in(pilots, "city-yi")).get(f"/cases/{case.id}")
    assert "江苏省市场监督管理局，2025年10月9日（周四），定期评估" in page.row("组织")
    assert "评估指南（试行）" in page.row("依据的指南")
    assert page.row("专家") == "专家示例专家甲、示例专家乙、示例专家丙"
    assert page.row("指导建议") == "指导建议继续扩大平台覆盖面。"
    assert "不适用：试点行业没有农产品和服务业。" in page.row("5.农产品")
    assert page.row("12.").endswith("第12项已落实。")
    assert "独立意见" not in page.text
    assert "2025年9月1日（周一），浙江省市场监督管理局：通报表扬、建议在政府质量工作考核中适当加分" in page.text


@pytest.mark.article("pilot:2(1)", "pilot:5(3)")
async def test_a_change_and_a_joint_decision_under_way_show_who_has_agreed_and_who_is_missing(pilots: Web) -> None:
    case = await add_project(
        pilots,
        change=Change(
            proposed_by="city-jia",
            proposed_on=date(2025, 10, 8),
            reasons="产业布局调整",
            members=list(BUREAUS.values()),
            lead="city-yi",
            scope="仪器仪表行业",
            goals="提升质量水平",
            agreed={"city-yi": TODAY},
        ),
        decision=Decision(
            kind=DecisionKind.CLOSE,
            reasons="目标全部完成",
            opened_by="prov-sh",
            opened_on=TODAY,
            proceeding=Proceeding(signatures={"prov-sh": TODAY, "prov-jx": TODAY}, draft_number=2),
        ),
    )
    page = await (await signed_in(pilots, "city-bing")).get(f"/cases/{case.id}")
    assert page.row("变更").endswith("牵头单位由示例甲市市场监督管理局变更为示例乙市市场监督管理局")
    assert "产业布局调整" in page.text
    assert page.row("已同意") == "已同意示例乙市市场监督管理局，2025年10月9日（周四）"
    assert page.row("尚待同意") == "尚待同意示例丙区市场监督管理局"
    assert "正在会签：结项" in page.text
    assert page.row("文稿") == "文稿第2稿"
    assert page.row("已签署").count("2025年10月9日") == 2
    assert page.row("尚待签署") == "尚待签署江苏省市场监督管理局、浙江省市场监督管理局、安徽省市场监督管理局"


@pytest.mark.article("pilot:5(2)")
async def test_where_more_than_half_suffice_the_page_says_how_many_signatures_are_still_needed(pilots: Web) -> None:
    case = await add_project(
        pilots,
        policy=PilotPolicy(joint_act="majority"),
        stage=PilotStage.UNDER_ASSESSMENT,
        proceeding=Proceeding(signatures={"prov-sh": TODAY, "prov-jx": TODAY}),
    )
    page = await (await signed_in(pilots, "city-bing")).get(f"/cases/{case.id}")
    asked = "江苏省市场监督管理局、浙江省市场监督管理局、安徽省市场监督管理局"
    assert page.row("尚待签署") == f"尚待签署{asked}（其中任何1个签署即可）"


@pytest.mark.article("pilot:2(1)")
async def test_amended_filings_are_shown_beside_those_that_still_count(pilots: Web) -> None:
    filed = Filing(**FILING, filed_on=date(2025, 10, 9), version=2)
    change = Change(
        proposed_by="city-jia",
        proposed_on=TODAY,
        reasons="缩小范围",
        members=[JIA, YI],
        lead="city-jia",
        scope="仪表",
        goals="提升质量水平",
        agreed={"city-yi": TODAY},
        filings={"city-jia": filed},
    )
    case = await add_project(pilots, on=LAUNCHED, change=change)
    page = await (await signed_in(pilots, "city-jia")).get(f"/cases/{case.id}")
    assert "示例丙区市场监督管理局退出；变更建设范围" in page.row("变更")
    assert "没有，各单位均已同意" in page.row("尚待同意")
    amended, counting = page.text.partition("变更自最后一份备案收到之日起生效")[2].split("备案 各单位的备案", 1)
    assert "第2版2025年10月9日（周四）待核对" in amended
    assert "尚未备案" in amended
    assert "第1版2024年3月1日（周五）2024年3月1日（周五）收悉" in counting


@pytest.mark.article("pilot:5(2)", "pilot:5(3)")
async def test_selection_and_publication_show_who_has_signed(pilots: Web) -> None:
    for number, (stage, words) in enumerate(
        ((PilotStage.UNDER_ASSESSMENT, "遴选"), (PilotStage.SELECTED, "联合发布项目清单")), start=1
    ):
        signed = Proceeding(signatures={"prov-js": TODAY})
        case = await add_project(pilots, number, stage=stage, launched_on=None, proceeding=signed)
        page = await (await signed_in(pilots, "prov-js")).get(f"/cases/{case.id}")
        assert f"正在会签：{words}" in page.text
        assert "江苏省" not in page.row("尚待签署")


async def test_who_has_to_act_is_told_by_the_name_of_the_office(pilots: Web) -> None:
    case = await add_project(pilots)
    for each in FIVE[:2]:
        case.tasks.append(next_task(case, TASK_KINDS["pilot_decision_signature"], each, NOW))
    await pilots.save(case)
    browser = await signed_in(pilots, "city-jia")
    page = await browser.get(f"/cases/{case.id}")
    assert "上海市市场监督管理局：会签共同决定文件" in page.text
    assert "江苏省市场监督管理局：会签共同决定文件" in page.text
    assert "上海市市场监督管理局" in (await browser.get("/")).text
