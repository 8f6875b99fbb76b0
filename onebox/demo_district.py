"""The district plan that the demonstration plays: from its facts over the units' ledgers to the closing.

What the units do, the towns and the document number are invented (示例). The target of the plan is read as the end of
2025 (系统策略), and the clock of the sandbox starts today: operations propose a later day and the office of the leading
group decides on it, first before the plan is loaded, and once more while it runs.
"""

from datetime import datetime, time, timedelta

from domain.dates import CHINA, local_date
from onebox.demo_player import Json
from onebox.demo_story import Chapter, Story
from onebox.people_district import DEPARTMENTS, OFFICE, REGION

SCIENCE, MARKET, TAX = "yc-science", "yc-market", "yc-tax"
STREET = "u1"
"""The unit without an account: the first the plan has to number."""
MEMBERS = (MARKET, "yc-industry", SCIENCE, TAX, "yc-housing")
UNITS = len(DEPARTMENTS) + 2
"""The departments of the plan, a town and a street."""
POLICY = "/policies/district/versions"
FACTS: Json = {
    "issued_on": "2021-06-01",
    "document_number": "示例〔2021〕1号",
    "issuing_body": "示例发文机关",
    "members": [{"name": DEPARTMENTS[each], "organisation": each} for each in MEMBERS],
    "towns": [
        {"name": "示例镇人民政府", "organisation": "yc-town"},
        {"name": "示例街道办事处", "address": "示例路1号（没有账号）"},
    ],
}
SUMMARY: Json = {
    "summary": "各单位按台账推进，消费品质量监管和质量技术服务取得成效。",
    "evaluation": "质量治理体系基本形成，部分事项进度不平衡。",
    "problems": "部分单位没有按时建账，个别事项逾期。",
    "next_steps": "未办结的事项列入结转清单，由后续工作接续。",
}
INTERVIEW: Json = {"interviewed": "示例电器厂", "problem": "监督抽查连续两批次不合格", "place": "区市场监管局会议室"}
TALK: Json = {
    "present": "示例电器厂厂长、质量负责人",
    "said": "通报抽查不合格情况，要求限期查明原因。",
    "promised": "停产整改，一个月内报送整改报告。",
}
TRANSFER: Json = {
    "decision": "示例移字第1号",
    "legal_basis": "《中华人民共和国行政处罚法》第二十七条",
    "facts": "使用回收料冒充合格原料，检验报告和销售记录各一份。",
}
AWARD: Json = {
    "honour": "provincial_quality",
    "recipient": "示例家电有限公司",
    "merits": "质量管理水平居全省同行业前列。",
}
COMMENDATION: Json = {
    "recipient": "示例家电有限公司",
    "honour": "省政府质量奖",
    "text": "对示例家电有限公司予以通报表扬，希望全区企业学习其质量管理经验。",
}


def line(item: str, measures: str, day: str = "", what: str = "") -> Json:
    """One line of a ledger, by a day or as a continuous one."""
    dated: Json = {"schedule": "dated", "day": day, "what": what} if day else {"schedule": "continuous"}
    return {"item": item, "measures": measures, "office": "示例科室", **dated}


class DistrictLife(Story):
    workflow_id = f"district/{REGION}-1"
    costs = {"区科技局台账": f"district/{REGION}-1/ledger/{SCIENCE}"}

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return (
            self.loading,
            self.filing,
            self.progress,
            self.overdue,
            self.closeout,
            self.dispute,
            self.interview,
            self.commendation,
            self.stage_review,
            self.moved_target,
            self.target_day,
            self.final_review,
            self.closing,
        )

    async def loading(self) -> None:
        """四（三）: nothing begins without the facts the plan does not contain."""
        self.chapter("以系统策略的变更确定目标日（二、四（三））")
        await self.morning_before_the_plan()
        await self.decide_on_target(await self.day(240), "沙盘时钟从今天起走，目标日定在其后")
        case = await self.player.call("ops", "POST", "/cases", json={"programme": "district", "region": REGION})
        self.case_id = case["id"]
        self.chapter("载入方案，登记印发日期和单位名单（四（三））")
        await self.refused("ops", "plan_preparation", "prepare", FACTS | {"members": []})
        await self.act("ops", "plan_preparation", "prepare", FACTS)
        ledgers = await self.begun("district-ledger", UNITS)
        self.beside = [self.ledger(each) for each in (SCIENCE, TAX, STREET)]
        print(f"　　（{len(ledgers)}个单位的台账均已开立，以下讲述其中三个：区科技局、区税务局、示例街道办事处。）")
        await self.player.move(advance_by="PT1H")

    async def filing(self) -> None:
        """四（三）: measures and days of its own; one unit after another, the street by the office (代录)."""
        self.chapter("建立工作台账（四（三））")
        undated = line("7", "建设质量技术服务平台。")
        await self.refused(SCIENCE, "ledger_filing", "file", {"rows": [undated]}, self.ledger(SCIENCE))
        rows = [
            line("7", "建设质量技术服务平台。", await self.day(20), "平台上线"),
            line("7", "", await self.day(60), "服务企业50家"),
            line("8", "组织企业质量能力培训。", await self.day(30), "举办两期培训班"),
            line("13", "支持企业技术专利标准协同创新。"),
            line("15", "对中小微企业开展质量精准帮扶。", await self.day(90), "帮扶企业20家"),
            line("s1", "明确分管领导和责任科室。", await self.day(120), "纳入年度工作要点"),
            line("s2", "支持质量技术研究。"),
            line("s3", "按季度自查台账，适时总结。"),
        ]
        await self.act(SCIENCE, "ledger_filing", "file", {"rows": rows}, self.ledger(SCIENCE))
        tax = [line("8", "落实质量创新税收政策。"), line("s2", "支持质量工作。"), line("s3", "适时自查。")]
        tax.append(line("s1", "明确责任科室。", await self.day(90), "建立联络机制"))
        await self.act(TAX, "ledger_filing", "file", {"rows": tax}, self.ledger(TAX))
        street = [line("s1", "明确一名负责人。", await self.day(45), "确定责任人"), line("s2", "支持质量宣传。")]
        street.append(line("s3", "适时自查。"))
        await self.act(OFFICE, "ledger_filing_on_behalf", "file", {"rows": street}, self.ledger(STREET))

    async def progress(self) -> None:
        """四（三） 持续推进: evidence, and a day of its own that is moved with a reason."""
        self.chapter("登记进展和佐证材料，调整自定日期（四（三））")
        await self.days(12)
        done: Json = {"items": ["7"], "on": await self.day(), "text": "质量技术服务平台上线运行。", "step": 1}
        await self.act(SCIENCE, "ledger_progress", "enter", done, self.ledger(SCIENCE), "平台上线验收单.txt")
        moved: Json = {"item": "7", "step": 2, "day": await self.day(90), "reasons": "服务对象扩大到规模以下企业"}
        await self.act(SCIENCE, "ledger_day_move", "move", moved, self.ledger(SCIENCE))

    async def overdue(self) -> None:
        """四（三） 督促: reminders before and on the day (blue, yellow), after it (red); 督办; nothing else follows."""
        self.chapter("自定日期届满，逾期督办（四（三））")
        await self.days(27)
        await self.reminders(self.ledger(SCIENCE))
        order: Json = {"item": "8", "requirement": "请说明原因，抓紧举办。", "answer_by": await self.day(10)}
        await self.act(OFFICE, "ledger_supervision", "issue", order, self.ledger(SCIENCE))
        done: Json = {"items": ["8"], "on": await self.day(), "text": "两期培训班均已举办。", "step": 1}
        await self.act(SCIENCE, "ledger_progress", "enter", done, self.ledger(SCIENCE), "培训班签到表.txt")

    async def closeout(self) -> None:
        """销号: proposed with evidence, countersigned by the lead unit."""
        self.chapter("提出销号，由牵头单位核对（四（三））")
        proposal: Json = {"item": "8", "outcome": "done", "summary": "两期培训班举办完毕，参训企业60家。"}
        await self.refused(SCIENCE, "ledger_closeout", "propose", proposal, self.ledger(SCIENCE))
        await self.act(SCIENCE, "ledger_closeout", "propose", proposal, self.ledger(SCIENCE), "培训总结.txt")
        await self.act(MARKET, "ledger_closeout_check", "countersign", case_id=self.ledger(SCIENCE))

    async def dispute(self) -> None:
        self.chapter("处理职责争议（四（三））")
        question: Json = {"item": "15", "other": "区工商信局", "question": "帮扶企业名单由哪个单位确定。"}
        await self.act(SCIENCE, "ledger_dispute", "raise", question, self.ledger(SCIENCE))
        decision: Json = {"decision": "名单由区工商信局提出，区科技局商定后实施帮扶。"}
        await self.act(MARKET, "ledger_dispute_decision", "decide", decision, self.ledger(SCIENCE))

    async def interview(self) -> None:
        """第2项措施: a talk first, and a transfer to the police by decision alone."""
        self.chapter("重大质量问题约谈（第2项措施）")
        event = await self.event(MARKET, "district_interview", "示例电器厂抽查不合格", "监督抽查连续两批次不合格。")
        notice = INTERVIEW | {"on": await self.day(3)}
        await self.act(MARKET, "district_interview_notice", "notify", notice, event)
        await self.days(3)
        await self.act(MARKET, "district_interview_talk", "record", TALK | {"on": await self.day()}, event)
        await self.days(10)
        decided = TRANSFER | {"decided_on": await self.day()}
        await self.act(MARKET, "district_interview_transfer", "transfer", decided, event)

    async def commendation(self) -> None:
        """第19项措施."""
        self.chapter("获奖通报表扬（第19项措施）")
        event = await self.event("yc-personnel", "district_commendation", "示例家电有限公司获奖", "获省政府质量奖。")
        award = AWARD | {"awarded_on": await self.day()}
        await self.act(MARKET, "district_commendation_proposal", "propose", award, event)
        await self.act("yc-gov", "district_commendation_commendation", "commend", COMMENDATION, event)

    async def stage_review(self) -> None:
        """四（三） 适时: the office alone starts it; who says nothing holds nobody up."""
        self.chapter("阶段性工作总结和评估（四（三））")
        asked: Json = {"focus": "建账和自定日期完成情况", "due_on": await self.day(10)}
        await self.act(OFFICE, "plan_review_opening", "start", asked)
        await self.player.move(advance_by="PT1H")
        given: Json = {"done": "平台已上线。", "problems": "培训覆盖面不足。", "plans": "增加期次。"}
        await self.act(TAX, "ledger_input", "hand_in", given, self.ledger(TAX))
        await self.days(11)
        await self.act(OFFICE, "plan_review_report", "report", SUMMARY)

    async def moved_target(self) -> None:
        """二、四（三）: what the plan leaves open changes while it runs; the list of what it moves comes first."""
        self.chapter("变更目标日，在办方案和台账随之改期（二、四（三））")
        await self.decide_on_target(await self.day(60), "阶段性评估认为主要目标可以提前")
        await self.player.move(advance_by="PT1H")

    async def target_day(self) -> None:
        """二: the target day passes; nobody fails by it, and the office is asked for the final summary."""
        self.chapter("目标日届满（二）")
        await self.days(61)

    async def final_review(self) -> None:
        """四（三）、二: the office alone starts it; silence is recorded and holds nobody up."""
        self.chapter("终期总结和评估（四（三）、二）")
        asked: Json = {"focus": "各项措施完成情况和消费品质量", "due_on": await self.day(20)}
        await self.act(OFFICE, "plan_final_review", "start", asked)
        await self.player.move(advance_by="PT1H")
        given: Json = {"done": "平台已上线，培训企业60家。", "problems": "帮扶力量不足。", "plans": "扩大覆盖面。"}
        await self.act(SCIENCE, "ledger_input", "hand_in", given, self.ledger(SCIENCE))
        heard: Json = {"done": "开展质量宣传，确定了责任人。"}
        await self.act(OFFICE, "ledger_input_on_behalf", "hand_in", heard, self.ledger(STREET))
        await self.days(21)
        await self.act(OFFICE, "plan_review_report", "report", SUMMARY)

    async def closing(self) -> None:
        """二: what is open is listed (结转), and the ledgers end with the plan; all of it stays readable."""
        self.chapter("办结方案，各单位台账结束（二）")
        await self.act(OFFICE, "plan_closing", "close", {"note": "终期总结和评估报告已经印发。"})
        await self.player.move(advance_by="PT1H")

    # -- steps ------------------------------------------------------------------------------------------

    async def morning_before_the_plan(self) -> None:
        """As ``morning``, while there is no case to tell of."""
        day = local_date(await self.player.now()) + timedelta(days=1)
        await self.player.move(advance_to=datetime.combine(day, time(9), CHINA).isoformat())

    async def decide_on_target(self, day: str, reason: str) -> None:
        """Operations propose the day, the office approves it."""
        body: Json = {"changes": {"target_day": day}, "reason": reason}
        foreseen = await self.player.call("ops", "POST", f"{POLICY}?dry_run=true", json=body)
        moved = [move["text"] for case in foreseen["impact"]["cases"] for move in case["moves"]]
        print(
            f"　　（技术运维提出目标日为{day}，影响{len(moved)}项期限：{'；'.join(moved[:1]) or '尚无在办案件'}。）",
            flush=True,
        )
        proposed = await self.player.call("ops", "POST", POLICY, json=body)
        version = proposed["version"]["version"]
        await self.player.call(OFFICE, "POST", f"{POLICY}/{version}/approve", json={"comment": "同意"})
        print(f"　　（领导小组办公室批准，系统策略{version}施行。）", flush=True)

    def ledger(self, unit: str) -> str:
        return f"{self.case_id}-ledger-{unit}"

    async def event(self, account: str, kind: str, title: str, what: str) -> str:
        """Record an event; answers the id of its file."""
        told: Json = {"kind": kind, "subject": f"{REGION}-1", "title": title, "what": what}
        told |= {"programme": "district-event", "occurred_on": await self.day()}
        case = await self.player.call(account, "POST", "/cases", json=told)
        self.beside.append(case["id"])
        await self.player.tell(case["id"])
        return str(case["id"])

    async def reminders(self, case_id: str) -> None:
        """What a ledger was reminded of, as it was written to the unit."""
        found = await self.player.call("supervisor", "GET", f"/cases/{case_id}/notifications")
        rungs = [each for each in found["items"] if each["rung"]]
        for at, subject in sorted({(each["planned_at"], each["subject"]) for each in rungs}):
            print(f"　　（{local_date(datetime.fromisoformat(at))}　{subject}）", flush=True)
