"""The pilot that the demonstration plays: two bureaus of two provinces, from the cooperation to the closing.

区域仪器仪表行业质量提升 (金湖, 天长) is a project of a later batch; what happens to it here is invented (示例).
"""

from domain.dates import local_date
from domain.pilot.annex2_evaluation_guide import INDICATORS
from onebox.demo_player import Json
from onebox.demo_story import Chapter, Story

FIVE = ("prov-sh", "prov-js", "prov-zj", "prov-ah", "prov-jx")
EXPERTS = tuple(f"expert-{number}" for number in range(1, 7))
JINHU: Json = {"organisation": "city-jinhu", "name": "金湖县市场监督管理局", "region": "320831"}
TIANCHANG: Json = {"organisation": "city-tianchang", "name": "天长市市场监督管理局", "region": "341181"}
PROVINCES = {"city-jinhu": "prov-js", "city-tianchang": "prov-ah"}
"""Each bureau → the province it files with and reports to."""
TITLE = "区域仪器仪表行业质量提升"
POLICY: Json = {
    "changes": {"participant_level": "county", "award_title": True},
    "reason": "后续批次有县级市场监管局参与，结项后授予称号（示例）。",
}
COOPERATION: Json = {
    "members": [JINHU, TIANCHANG],
    "lead": "city-jinhu",
    "scope": "金湖、天长两地仪器仪表产业集聚区",
    "goals": "三年内建成跨省质量基础设施一站式服务平台，监督抽查合格率达到98%。",
}
FILING: Json = {
    "implementing_bodies": ["示例仪器仪表行业协会", "示例仪表龙头企业"],
    "goals": "监督抽查合格率达到98%，主导制定团体标准6项。",
    "work_plan": "建平台、立标准、强计量、育品牌，分三年实施。",
    "features": "两地仪器仪表产业链相互配套，跨省共建。",
    "sealed": True,
    "contact_person": "示例联系人",
    "contact_phone": "0517-12345678",
}
ASSESSMENT: Json = {
    "safety": "近三年试点区域和企业未发生重大质量安全事件。",
    "safety_met": True,
    "policy_support": "两地均出台质量提升扶持政策并建立联席会议。",
    "policy_support_met": True,
    "industry": "仪器仪表产业集聚，跨省配套，特色鲜明。",
    "industry_met": True,
    "foundation": "建有省级产品质量检验中心和计量测试中心。",
    "foundation_met": True,
    "merit": "具有先进性、典型性、示范性。",
    "selected": True,
}
REPORT: Json = {
    "progress": "各项目标按计划推进。",
    "measures": "组织质量管理培训，开展计量比对。",
    "problems": "中小企业计量能力不足。",
    "next_half": "扩大平台服务覆盖面。",
}
HELP: Json = {
    "ways": ["management", "staff"],
    "enterprises": "示例仪表零件厂等6家",
    "what": "入企诊断，培训质量管理员24名。",
}
SERVICE: Json = {
    "partners": ["示例仪器仪表行业协会", "示例计量测试中心"],
    "kinds": ["metrology", "testing"],
    "what": "检测报告两地互认，计量实验室向中小企业开放。",
    "is_across_regions": True,
}
EVALUATION: Json = {"purpose": "核查平台建设和标准制定进展。", "drafters": []}
GRANT: Json = {
    "forms": ["commendation", "promotion"],
    "measures": "跨省共建平台，措施有力。",
    "results": "监督抽查合格率提高到98.1%。",
    "experience": "一站式服务模式可复制、可推广。",
}


def opinion() -> Json:
    """The table of annex 2; what concerns farming and services does not apply to an industry of instruments."""
    away = {"not_applicable": "试点行业为仪器仪表制造业，不涉及农产品、食品和服务业。"}
    findings = [
        {"number": each.number, **(away if each.number in (5, 7, 8, 9) else {"finding": "已建立并有效运行。"})}
        for each in INDICATORS
    ]
    return {"findings": findings, "recommendation": "加强中小企业计量帮扶，推广一站式服务经验。"}


class PilotLife(Story):
    workflow_id = "pilot/city-jinhu-1"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return (
            self.cooperation,
            self.filing,
            self.selection,
            self.publication,
            self.first_year,
            self.second_year,
            self.third_year,
            self.closing,
        )

    async def cooperation(self) -> None:
        """二（一）. The bureaus are of counties: the five allow it first (系统策略)."""
        await self.allow_counties()
        case = await self.player.call("city-jinhu", "POST", "/cases", json={"programme": "pilot", "title": TITLE})
        self.case_id = case["id"]
        self.chapter("合作机制（二（一））")
        await self.act("city-jinhu", "pilot_cooperation", "establish", COOPERATION)

    async def allow_counties(self) -> None:
        found = await self.player.call("prov-js", "POST", "/policies/pilot/versions", json=POLICY)
        path = f"/policies/pilot/versions/{found['version']['version']}/approve"
        await self.player.call("prov-sh", "POST", path, json={"comment": "同意。"})
        print("　　（系统策略变更：县级市场监管局可以参与，结项授予称号；由江苏提出、上海批准。）", flush=True)

    async def filing(self) -> None:
        """五（一）, with one filing returned for its missing seal."""
        self.chapter("备案（五（一）、附件1）")
        await self.days(14)
        await self.act("city-jinhu", "pilot_filing", "file", FILING)
        await self.act("city-tianchang", "pilot_filing", "file", FILING | {"sealed": False})
        await self.act("prov-js", "pilot_filing_check", "receive")
        await self.act("prov-ah", "pilot_filing_check", "return", {"defects": ["no_seal"], "note": "请加盖公章。"})
        await self.days(3)
        await self.act("city-tianchang", "pilot_filing", "file", FILING)
        await self.act("prov-ah", "pilot_filing_check", "receive")

    async def selection(self) -> None:
        """五（二）, with an edit that voids what was signed before."""
        self.chapter("遴选（五（二）、四）")
        await self.days(20)
        await self.act("prov-js", "pilot_assessment", "assess", ASSESSMENT)
        await self.act("prov-sh", "pilot_selection_signature", "sign")
        edited = ASSESSMENT | {"merit": "先进性、典型性、示范性突出，跨省协作可复制。", "reasons": "补充跨省协作的评价"}
        await self.act("prov-zj", "pilot_selection_draft", "revise", edited)
        await self.signatures("pilot_selection_signature")

    async def publication(self) -> None:
        """五（三）."""
        self.chapter("联合发布，启动建设（五（三））")
        await self.days(5)
        await self.signatures("pilot_publication_signature")

    async def first_year(self) -> None:
        """五（四）, with a report returned, and an evaluation (五（五）、附件2)."""
        self.chapter("建设第一年（五（四）、五（五））")
        await self.until_task("city-jinhu", "pilot_report")
        await self.act("city-jinhu", "pilot_report", "submit", REPORT)
        await self.act("prov-js", "pilot_report_receipt", "return", {"reasons": "缺少合格率数据。"})
        await self.act("city-jinhu", "pilot_report", "submit", REPORT | {"progress": "监督抽查合格率96.5%，进展顺利。"})
        await self.act("prov-js", "pilot_report_receipt", "accept")
        await self.report("city-tianchang")
        await self.evaluation("periodic", "prov-js")
        await self.reports()

    async def second_year(self) -> None:
        """A change of scope (二（一）), help and shared infrastructure (六（三）、六（四）), experience sent up (六).

        And a report handed in too late.
        """
        self.chapter("建设第二年（二（一）变更、六（三）、六（四）、六）")
        widened: Json = COOPERATION | {"scope": "金湖、天长两地仪器仪表及传感器产业", "reasons": "产业链延伸"}
        await self.act("city-jinhu", "pilot_change", "propose", widened)
        await self.act("city-tianchang", "pilot_change_agreement", "agree")
        for each in PROVINCES:
            await self.act(each, "pilot_filing", "file", FILING)
        today = local_date(await self.player.now()).isoformat()
        await self.act("city-jinhu", "pilot_enterprise_help", "record", HELP | {"on": today})
        await self.act("city-tianchang", "pilot_quality_service", "record", SERVICE | {"on": today})
        item: Json = {"kind": "experience", "title": "一站式服务跨省互认", "text": "检测报告两地互认，企业少跑一趟。"}
        await self.act("city-jinhu", "pilot_item", "send", item)
        await self.until_task("city-jinhu", "pilot_report")
        await self.report("city-jinhu")
        await self.days(45)
        await self.report("city-tianchang")
        await self.reports()

    async def third_year(self) -> None:
        """The second evaluation, an incentive (五（六）), an enterprise recommended (六（二）)."""
        self.chapter("建设第三年（五（五）、五（六）、六（二））")
        await self.reports()
        await self.evaluation("ad_hoc", "prov-ah")
        await self.act("prov-js", "pilot_incentive", "grant", GRANT)
        enterprise: Json = {
            "enterprise": "示例仪表龙头企业",
            "award": "省长质量奖",
            "role": "牵头制定团体标准4项，开放计量实验室。",
            "equal_terms": "与其他申报企业条件相当。",
        }
        await self.act("city-jinhu", "pilot_recommendation", "recommend", enterprise)
        await self.reports()

    async def closing(self) -> None:
        """By all five; the plan names no closing (系统策略)."""
        self.chapter("结项（系统策略：方案没有规定）")
        await self.days(30)
        closing: Json = {"summary": "三年目标全部完成，合格率98.1%。", "awards": True}
        await self.act("prov-sh", "pilot_close_opening", "close", closing)
        await self.signatures("pilot_decision_signature")

    # -- steps ------------------------------------------------------------------------------------------

    async def signatures(self, kind: str) -> None:
        for each in FIVE:
            await self.act(each, kind, "sign")

    async def report(self, bureau: str) -> None:
        await self.act(bureau, "pilot_report", "submit", REPORT)
        await self.act(PROVINCES[bureau], "pilot_report_receipt", "accept")

    async def reports(self) -> None:
        """The next half-year of both."""
        await self.until_task("city-jinhu", "pilot_report")
        for each in PROVINCES:
            await self.report(each)

    async def evaluation(self, occasion: str, account: str) -> None:
        await self.act(account, "pilot_evaluation_opening", "open", EVALUATION | {"occasion": occasion})
        for each in await self.asked("pilot_expert_declaration"):
            await self.act(each, "pilot_expert_declaration", "declare", {"signed": True})
            await self.act(each, "pilot_expert_opinion", "hand_in", opinion())
        first = (await self.asked("pilot_evaluation_report"))[0]
        await self.act(first, "pilot_evaluation_report", "report", opinion())

    async def asked(self, kind: str) -> list[str]:
        """The experts who have a task of this kind."""
        found = []
        for each in EXPERTS:
            answer = await self.player.call(each, "GET", "/tasks", params={"limit": 200})
            if any(task["kind"] == kind for task in answer["items"]):
                found.append(each)
        return found
