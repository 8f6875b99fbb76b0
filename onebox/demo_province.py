"""The provincial regulation that the demonstration plays: a draft, then an adopted text that is all invented.

The promulgation is synthetic: the draft has no document number and no day (第四十二条), and both are marked 示例.
"""

from datetime import date

from domain.dates import local_date
from onebox.demo_player import Json
from onebox.demo_story import Chapter, Story
from onebox.people import BODIES

KEY = "hb"
LEVELS = {
    "gov-hb": "province_level",
    "gov-wh": "prefecture_level",
    "gov-yc": "prefecture_level",
    "gov-ja": "county_level",
    "gov-zg": "county_level",
}
FINANCE, MARKET = "dep-wh-finance", "dep-wh-market"
WUHAN = f"province-{KEY}-gov-gov-wh"
GOVERNMENTS: list[Json] = [
    {"organisation": each.id, "name": each.name, "region": each.jurisdiction, "level": LEVELS[each.id]}
    for each in BODIES
    if each.id in LEVELS
]
TEXT: Json = {
    "document_number": "示例公告第12号（虚构）",
    "issuer": "湖北省人民代表大会常务委员会（示例）",
    "renumbered": [{"old": str(number), "new": str(number + 2)} for number in range(30, 43)],
    "governments": GOVERNMENTS,
}
AMENDMENT: Json = {
    "document_number": "示例公告第30号（虚构）",
    "issuer": "湖北省人民代表大会常务委员会（示例）",
    "renumbered": [{"old": str(number), "new": str(number + 1)} for number in range(38, 45)],
}
EVIDENCE: Json = {"clause": "H04-1-2", "what": "质量促进工作经费列入年度部门预算。"}
PLAN: Json = {
    "theme": "共筑满意消费（示例）",
    "activities": "现场咨询、消费警示、检测体验。",
    "organisers": "市市场监督管理局牵头，市商务局等配合。",
}
RECORD: Json = {"campaign": "国际消费者权益保护日", "what": "现场咨询和检测体验。", "participants": "市民800余人。"}
SUMMARY: Json = {"results": "各项活动如期开展。", "problems": "社区覆盖面不足。", "next_steps": "明年进社区。"}
ACCIDENT: tuple[tuple[str, str, Json], ...] = (
    (
        "reporting",
        "report",
        {"receiver": "武汉市人民政府", "entity": "示例电器厂", "facts": "锅炉阀门泄漏，无人伤亡，直接损失约8万元。"},
    ),
    ("response", "respond", {"measures": "疏散人员，切断气源。", "result": "险情排除。"}),
    (
        "investigation",
        "conclude",
        {"cause": "阀门老化，未按期检验。", "responsibility": "示例电器厂负责。", "handling": "责令整改，依法处罚。"},
    ),
    ("transfer", "keep", {"reasons": "没有涉嫌犯罪的情形"}),
)
RECALL: tuple[tuple[str, str, Json], ...] = (
    (
        "collection",
        "collect",
        {"product": "示例电热水壶A1", "producer": "示例电器厂", "information": "三起烫伤报告。"},
    ),
    ("analysis", "defective", {"analysis": "手柄隔热材料不符合要求。", "conclusion": "存在缺陷。"}),
    (
        "recall",
        "organise",
        {"legal_basis": "《消费品召回管理暂行规定》（示例）", "scope": "2026年全部批次", "measures": "免费更换手柄。"},
    ),
    ("supervision", "supervise", {"supervision": "逐批核对召回数量。", "result": "召回完成率98%。"}),
)
CREDIT: tuple[tuple[str, str, Json], ...] = (
    (
        "collection",
        "collect",
        {"subject": "示例检测有限公司", "source": "监督抽查", "information": "出具虚假检测数据。"},
    ),
    ("posting", "post", {"channel": "信用信息平台", "content": "行政处罚决定。"}),
    ("evaluation", "evaluate", {"evaluation": "按质量信用评价办法评价。", "grade": "D级"}),
    ("supervision", "supervise", {"category": "重点监管", "measures": "提高抽查比例。"}),
)
PENALTY: Json = {"serious": True, "measures": "一定期限内限制参加政府采购。"}
BY_OTHER: Json = PENALTY | {"rank": "other_rule", "legal_basis": "《湖北省质量促进条例》"}
BY_LAW: Json = PENALTY | {"rank": "law", "legal_basis": "《中华人民共和国政府采购法》第二十二条（示例引用）"}
HEARD: Json = {"reporter": "湖北省人民政府", "opinion": "对全省质量促进工作表示肯定，建议加强县级能力建设。"}


def assigned(*pairs: tuple[str, str]) -> Json:
    return {"rows": [{"clause": clause, "organisation": organisation} for clause, organisation in pairs]}


class ProvinceLife(Story):
    workflow_id = f"province/{KEY}"
    costs = {"武汉市职责": f"province/{KEY}/gov/gov-wh"}
    year = 0
    """Of the entry into force: the year after that of the clock."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return (
            self.draft,
            self.promulgation,
            self.entry_into_force,
            self.assignment,
            self.evidence,
            self.campaign,
            self.due_date,
            self.accident,
            self.recall,
            self.credit,
            self.congress,
            self.amendment,
        )

    async def draft(self) -> None:
        """第四十二条: the day is blank, and nothing of the draft runs."""
        case = await self.player.call("ops", "POST", "/cases", json={"programme": "province"})
        self.case_id = case["id"]
        self.chapter("载入草案：不产生任何职责（第四十二条）")
        await self.morning()
        await self.days(30)
        found = await self.begun("province-government", 0)
        written = await self.player.call("supervisor", "GET", f"/cases/{self.case_id}/notifications")
        print(
            f"　　（三十天后：政府职责案件{len(found)}个，通知{len(written['items'])}条，草案没有施行。）", flush=True
        )

    async def promulgation(self) -> None:
        """第四十二条. The number, the issuer and the day are invented; two articles more move thirteen others."""
        self.chapter("录入正式文本（示例，虚构的公布）和条款映射（第四十二条）")
        today = local_date(await self.player.now())
        self.year = today.year + 1
        text = TEXT | {"adopted_on": today.isoformat(), "effective_on": f"{self.year}-01-01"}
        await self.act("ops", "province_adoption", "promulgate", text)

    async def entry_into_force(self) -> None:
        self.chapter("条例施行，各级政府开始履行职责（第四十二条、第四条）")
        await self.to(date(self.year, 1, 1), hour=9)
        cases = await self.begun("province-government", len(GOVERNMENTS))
        self.beside = [WUHAN]
        print(f"　　（{len(cases)}个人民政府的职责案件均已开始，以下讲述武汉市人民政府。）", flush=True)

    async def assignment(self) -> None:
        """第四条: the government divides the work; what is encouraged is nobody's duty."""
        self.chapter("责任分工（第四条）")
        await self.refused("gov-wh", "province_assignment", "assign", assigned(("H05-7-1", MARKET)), WUHAN)
        work = assigned(("H04-1-2", FINANCE), ("H36-1-1", MARKET), ("H36-1-2", MARKET))
        await self.act("gov-wh", "province_assignment", "assign", work, WUHAN)
        await self.act("ops", "province_naming", "name", assigned(("H15-2-1", MARKET)), WUHAN)

    async def evidence(self) -> None:
        """第四十条: handed in by whoever does the work, returned once, confirmed."""
        self.chapter("提交和审阅佐证材料（第四十条）")
        day = await self.day()
        for action, more in (("return", {"reasons": "请附预算批复"}), ("confirm", {})):
            given = EVIDENCE | {"done_on": day}
            await self.act(FINANCE, "province_department_evidence", "hand_in", given, WUHAN, "预算安排文件.txt")
            await self.act("gov-wh", "province_evidence_review", action, more, WUHAN)
        await self.due()

    async def due(self) -> None:
        """第四十条: a day set for itself (系统策略); the regulation has none."""
        days: Json = {"rows": [{"clause": "H36-1-1", "due_on": f"{self.year}-02-28"}]}
        await self.act("gov-wh", "province_duty_dates", "set", days, WUHAN)

    async def campaign(self) -> None:
        """第三十条: reminded, planned, held on its day, summed up."""
        self.chapter("年度活动：国际消费者权益保护日（第三十条）")
        await self.to(date(self.year, 2, 14))
        await self.act("gov-wh", "province_campaign_plan", "submit", PLAN, WUHAN)
        await self.to(date(self.year, 3, 15))
        await self.act("gov-wh", "province_campaign_record", "record", RECORD, WUHAN)
        await self.to(date(self.year, 3, 20))
        await self.act("gov-wh", "province_campaign_summary", "submit", SUMMARY, WUHAN)

    async def due_date(self) -> None:
        """第四十条: the day set went by on 28 February; nothing followed from it, and the evidence still comes."""
        self.chapter("自行设定的期限届满后补交（第四十条）")
        given: Json = {"what": "质量安全事故报告和调查处理制度已经印发。", "done_on": await self.day()}
        await self.act(MARKET, "province_department_due_evidence", "hand_in", given, WUHAN, "制度文件.txt")
        await self.act("gov-wh", "province_evidence_review", "confirm", {}, WUHAN)

    async def accident(self) -> None:
        """第三十六条: no limit is invented (依法)."""
        self.chapter("质量安全事故（第三十六条）")
        event = await self.event(MARKET, "province_accident", "示例电器厂锅炉泄漏", "锅炉阀门泄漏。")
        await self.walk(event, MARKET, "province_accident", ACCIDENT)

    async def recall(self) -> None:
        """第三十七条: what a county learns of is the province's to handle."""
        self.chapter("县级收到的召回线索，转送省级办理（第三十七条）")
        event = await self.event("gov-zg", "province_recall", "示例电热水壶A1", "消费者反映手柄烫伤。")
        await self.walk(event, "prov-hb", "province_recall", RECALL)

    async def credit(self) -> None:
        """第三十八条: a penalty rests on a 法律 or 行政法规 that is named; without one it is refused."""
        self.chapter("质量信用监管和失信惩戒（第三十八条）")
        event = await self.event(MARKET, "province_credit", "示例检测有限公司", "出具虚假检测数据。")
        await self.walk(event, MARKET, "province_credit", CREDIT)
        await self.refused(MARKET, "province_credit_penalty", "penalise", BY_OTHER, event)
        await self.act(MARKET, "province_credit_penalty", "penalise", BY_LAW, event)

    async def congress(self) -> None:
        """第四十一条: 可以, recorded when it is done."""
        self.chapter("人大监督（第四十一条）")
        event = await self.event("npc-hb", "province_supervision", "质量促进工作专项报告", "常委会会议。")
        heard = HEARD | {"on": await self.day()}
        await self.act("npc-hb", "province_supervision_supervision", "heard", heard, event)

    async def amendment(self) -> None:
        """第四十二条: on its own day the later text takes the place of the one before; no duty is lost."""
        self.chapter("条例修改（示例，虚构的公布），条款再次顺移（第四十二条）")
        text = AMENDMENT | {"adopted_on": await self.day(), "effective_on": await self.day(30)}
        await self.act("ops", "province_amendment", "amend", text)
        await self.days(31)

    # -- steps ------------------------------------------------------------------------------------------

    async def event(self, account: str, kind: str, title: str, what: str) -> str:
        """Record an event; answers the id of its file."""
        told: Json = {"kind": kind, "subject": KEY, "title": title, "what": what}
        told |= {"programme": "province-event", "occurred_on": await self.day()}
        case = await self.player.call(account, "POST", "/cases", json=told)
        self.beside.append(case["id"])
        await self.player.tell(case["id"])
        return str(case["id"])

    async def walk(self, event: str, account: str, kind: str, steps: tuple[tuple[str, str, Json], ...]) -> None:
        for step, answer, given in steps:
            dated = {"reported_on": await self.day()} if answer == "report" else {}
            await self.act(account, f"{kind}_{step}", answer, given | dated, event)
            await self.days(2)
