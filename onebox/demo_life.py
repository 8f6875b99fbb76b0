"""The life that the demonstration plays: one park, straight through the text, with one return and one objection."""

from domain.dates import CHINA
from onebox.demo_player import Json
from onebox.demo_story import Chapter, Story

_PUBLICATION: Json = {"working_days": 5, "url": "https://www.samr.gov.cn/notices/example"}
DEPARTMENTS = ("mara", "mofcom", "mct", "cnipa")
OPINION: Json = {"opinion": "经研究，材料齐全、情况属实，同意。"}
APPRAISAL: Json = OPINION | {
    "departments": [
        {"department": "江苏省工业和信息化厅", "opinion": "主导产业特色明显，同意。"},
        {"department": "江苏省知识产权局", "opinion": "同意。"},
    ]
}
CHECK_LIST: Json = {
    "conditions_met": ["P1", "P2", "P3", "P4"],
    "items": [{"item": f"N{number}", "occurred": "no"} for number in range(1, 11)],
}
APPLICATION: Json = {
    "industry": "仪器仪表",
    "benchmark": "对标国内先进仪器仪表产业集聚区的质量基础设施服务水平。",
    "goals": [
        {"indicator": "产品监督抽查合格率", "base": "95.2%", "target": "98%"},
        {"indicator": "主导制修订标准", "base": "6项", "target": "15项"},
    ],
    "plan_summary": "建设质量基础设施一站式服务平台，培育区域品牌，开展质量月活动。",
    "check_list": CHECK_LIST,
}
REQUIREMENTS: dict[str, str] = {
    "8": "成立了由管委会主任任组长的创建工作领导小组，质量品牌提升列入发展规划和年度考核，设立质量激励资金。",
    "9": "建成质量基础设施一站式服务平台，服务企业1200余家次，企业参与制修订标准17项。",
    "10": "86家企业公开质量诚信承诺，每季度开展质量安全风险监测评估，连续三年举办“质量月”活动。",
    "11": "37家企业推行新型质量管理体系，22家完成质量管理数字化升级。",
    "12": "注册并保护区域品牌，组织企业集中参展推介。",
    "13": "4家“链主”企业牵头建立产业链质量协作机制，带动配套企业61家。",
    "14": "总结形成3项可复制可推广的经验做法，在全省推广1项。",
}
_RESULTS = [{"article": each, "result": result} for each, result in REQUIREMENTS.items()]
ACCEPTANCE: Json = {
    "self_check": "对照创建目标和评估指标体系开展全面自查，各项目标均已完成。",
    "meets_requirements": True,
    "goals": [
        {"indicator": "产品监督抽查合格率", "target": "98%", "result": "98.6%"},
        {"indicator": "主导制修订标准", "target": "15项", "result": "17项"},
    ],
    "indicators": [{"indicator": "质量基础设施服务", "result": "一站式平台已建成，运行有效。"}],
    "requirements": _RESULTS,
}
PANEL: Json = {
    "experts": ["expert-1", "expert-2", "expert-3"],
    "leader": "expert-1",
    "forms": ["document_evaluation", "on_site_acceptance"],
    "declarations": [
        {"expert": f"expert-{number}", "employer": f"示例研究院{number}", "has_conflict": False}
        for number in range(1, 4)
    ],
    "requirements": [{"article": each, "met": True} for each in REQUIREMENTS],
}
EVALUATION: Json = {
    "forms": ["document_evaluation", "on_site_acceptance"],
    "indicator_version": "第1版（示例）",
    "findings": [{"indicator": "质量基础设施服务", "finding": "一站式平台运行有效，服务企业覆盖面较广。"}],
    "conclusion": "passed",
}
REPORT: Json = {
    "activities": "开展质量月活动，组织首席质量官培训。",
    "promotion": "接待兄弟园区交流，推广一站式服务做法。",
    "next_plan": "扩大平台覆盖，新增计量服务。",
}


_GUIDED: Json = {"what": "组织专家到园区指导质量基础设施一站式服务平台建设。"}
_FUNDED: Json = {"what": "安排质量发展资金支持区域品牌培育。", "rule": "省级质量发展资金管理办法（示例）"}
_PROMOTED: Json = {"what": "在全国“质量月”活动中推介一站式服务做法。"}


class Life(Story):
    """The park js-1 from its application to its second term."""

    workflow_id = "zone/js-1/case-1"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return (
            self.application,
            self.acceptance,
            self.notice,
            self.recognition,
            self.term,
            self.renewal,
            self.next_term,
        )

    async def application(self) -> None:
        """第十六条、第十七条."""
        case = await self.player.call("park-js-1", "POST", "/cases", json={"programme": "zone"})
        self.case_id = case["id"]
        self.chapter("申报（第十六条、第十七条）")
        await self.act("park-js-1", "creation_application", "apply", APPLICATION)
        await self.days(20)
        await self.act("prov-js", "provincial_appraisal", "nominate", APPRAISAL)
        await self.act("lsg-js", "nomination_consent", "consent", OPINION)
        await self.act("prov-js", "nominee_report", "report", OPINION)
        await self.days(2)
        await self.act("samr", "creation_consultation", "consult")
        await self.replies("creation_opinion")
        await self.act("samr-2", "creation_decision", "approve")

    async def acceptance(self) -> None:
        """第十八条至第二十一条, with one return."""
        self.chapter("创建与验收（第十八条至第二十一条）")
        await self.refused_early()
        await self.keeps("prov-js", "work_guidance", _GUIDED)
        await self.days(367)
        await self.chain()
        await self.act(
            "samr",
            "material_review",
            "return",
            {"reasons": "自查数据不完整。", "improvements": ["补充标准制修订佐证材料"]},
        )
        await self.days(30)
        await self.chain()
        await self.act("samr", "material_review", "consult")
        await self.replies("acceptance_opinion")
        await self.act("samr", "panel_formation", "form_panel", PANEL)
        await self.days(15)
        await self.act("expert-1", "evaluation_report", "report", EVALUATION)

    async def refused_early(self) -> None:
        task = await self.player.task("park-js-1", "acceptance_application")
        problem = await self.player.refused("park-js-1", f"/tasks/{task}/actions/apply", {"data": ACCEPTANCE})
        basis = "、".join(each["place"] for each in problem["basis"])
        print(f"　　（提前申请验收被拒绝：{problem['detail']}依据：{basis}）", flush=True)

    async def chain(self) -> None:
        await self.act("park-js-1", "acceptance_application", "apply", ACCEPTANCE)
        await self.days(7)
        await self.act("prov-js", "acceptance_examination", "pass", OPINION)
        await self.act("lsg-js", "acceptance_consent", "consent", OPINION)
        await self.act("park-js-1", "acceptance_submission", "submit")

    async def notice(self) -> None:
        """第二十二条, with one objection and its re-examination by another official."""
        self.chapter("公示（第二十二条）")
        await self.act("samr", "public_notice", "publish", _PUBLICATION)
        await self.days(1)
        notices = await self.player.call(None, "GET", "/public/notices")
        notice = notices["items"][0]["id"]
        evidence = await self.player.call(
            None, "POST", "/public/files", files={"file": ("举证材料.txt", "示例举证材料".encode(), "text/plain")}
        )
        receipt = await self.player.call(
            None,
            "POST",
            f"/public/notices/{notice}/objections",
            json={"grounds": "对标准制修订数量有异议。", "evidence": [evidence["id"]]},
        )
        await self.days(20)
        await self.act(
            "samr-2",
            "objection_reexamination",
            "reject",
            {"receipt_number": receipt["receipt_number"], "reasons": "经核查，标准数量属实。"},
        )

    async def recognition(self) -> None:
        """第二十三条."""
        self.chapter("认定与公布（第二十三条）")
        await self.signatures("recognition")
        await self.days(2)
        await self.act("samr", "announcement", "publish")

    async def term(self) -> None:
        """第二十四条至第二十七条: two reports, both in time, and the ledger."""
        self.chapter("示范期与年度工作报告（第二十四条至第二十七条）")
        for _ in range(2):
            await self.until_task("park-js-1", "annual_report")
            await self.act("park-js-1", "annual_report", "submit", REPORT)
            await self.act("samr", "annual_report_receipt", "accept")
        await self.keeps("prov-js", "funds", _FUNDED)
        await self.keeps("samr", "promotion", _PROMOTED)

    async def renewal(self) -> None:
        """第二十八条."""
        self.chapter("复审（第二十八条）")
        await self.until_task("park-js-1", "renewal_application")
        await self.act(
            "park-js-1",
            "renewal_application",
            "apply",
            {"summary": "示范期内各项工作有序推进。", "check_list": CHECK_LIST, "requirements": _RESULTS},
        )
        await self.act("prov-js", "renewal_examination", "pass", OPINION)
        await self.act("lsg-js", "renewal_consent", "consent", OPINION)
        await self.act("park-js-1", "renewal_submission", "submit")
        await self.act("samr", "renewal_consultation", "consult")
        await self.replies("renewal_opinion")
        await self.act(
            "samr", "comprehensive_evaluation", "evaluate", {"findings": "示范作用明显。", "conclusion": "passed"}
        )
        await self.act("samr", "renewal_notice", "publish", _PUBLICATION)
        await self.days(20)
        await self.signatures("renewal")
        await self.act("samr", "renewal_announcement", "publish")

    async def next_term(self) -> None:
        """The old term runs to its last day; the new one begins the day after."""
        self.chapter("第二个示范期（第二十八条第三款）")
        case = await self.player.call("supervisor", "GET", f"/cases/{self.case_id}")
        last = next(each for each in case["milestones"] if each["key"] == "zone-term")
        await self.player.move(advance_to=last["closes_at"])
        await self.player.move(advance_by="PT1H")
        await self.until_task("park-js-1", "annual_report", most=0)
        await self.act("park-js-1", "annual_report", "submit", REPORT)
        await self.act("samr", "annual_report_receipt", "accept")
        case = await self.player.call("supervisor", "GET", f"/cases/{self.case_id}")
        term = next(each for each in case["milestones"] if each["key"] == "zone-term")
        print(f"　　第二个示范期至{term['words']}。", flush=True)

    # -- steps ------------------------------------------------------------------------------------------

    async def replies(self, kind: str) -> None:
        for each in DEPARTMENTS:
            await self.act(each, kind, "reply", {"stance": "agrees", "opinion": "无不同意见。"})

    async def keeps(self, account: str, line: str, deed: Json) -> None:
        """An entry of today in the ledger of the case."""
        on = f"{(await self.player.now()).astimezone(CHINA):%Y-%m-%d}"
        path = f"/cases/{self.case_id}/ledger/{line}/entries"
        found = await self.player.call(account, "POST", path, json={"on": on, **deed})
        basis = "、".join(each["place"]["place"] for each in found["named"])
        print(f"{on}　　　　台账：{found['name']}，{found['latest'][0]['what']}（{basis}）", flush=True)

    async def signatures(self, prefix: str) -> None:
        await self.act("samr-2", f"{prefix}_decision", "sign")
        for each in DEPARTMENTS:
            await self.act(each, f"{prefix}_signature", "sign")
