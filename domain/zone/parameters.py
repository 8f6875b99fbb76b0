"""The parameters of the demonstration zone in words: what the text fixes, and what it leaves to us."""

from domain.parameter import Parameter, chosen, fixed

_REMINDING = ("report_ladder_after", "reminder_time", "reminder_shift")

PARAMETERS: dict[str, Parameter] = {
    "notice_min_working_days": fixed("zone:22#1", "Z-NOTICE-MIN-WD", "公示期最少工作日", "公示期不少于五个工作日"),
    "notice_count_publication_day": chosen(
        "zone:22#1", "Z-NOTICE-COUNT-PUBDAY", "公示发布当日是否计入", note="默认不计入，参照民法典第二百零一条。"
    ),
    "notice_close": chosen("zone:22#1", "Z-NOTICE-CLOSE", "公示最后一日的截止时刻"),
    "consultation_working_days": chosen(
        "zone:17.2",
        "Z-CONSULT-WD",
        "征求意见反馈的工作日",
        "征求相关部门意见",
        "法规没有规定期限；逾期只提醒并记录，不视为同意，也不视为不同意。",
    ),
    "creation_minimum_months": fixed(
        "zone:18",
        "Z-CREATE-MIN",
        "创建活动最短月数",
        "创建活动原则上不少于一年",
        "确需提前的，由市场监管总局书面批准。",
    ),
    "look_back_years": fixed(
        "zone:7", "Z-LOOKBACK", "回溯年数", "近三年来", "条文没有写明按发生日期还是认定日期判断。", ("look_back_date",)
    ),
    "look_back_mode": chosen(
        "zone:7",
        "Z-LOOKBACK",
        "近三年来的起算方式",
        "近三年来",
        "法规没有写明是逐日回溯还是按自然年度计算。",
        {
            "rolling": "自核查日逐日回溯",
            "calendar_years": "核查年度之前的完整自然年度，连同核查年度至核查日",
        },
    ),
    "term_years": fixed(
        "zone:24", "Z-TERM", "示范期年数", "示范区示范期为三年", "条文没有写明自哪一日起算。", ("term_start",)
    ),
    "term_anchor": chosen(
        "zone:24",
        "Z-RENEW-ANCHOR",
        "继续认定后各示范期的起算点",
        values={"original": "自首次向社会公布之日连续计算", "previous_last_day": "自上一示范期最后一日计算"},
    ),
    "renewal_window_months": fixed(
        "zone:28.1", "Z-RENEW-WINDOW", "复审申请期月数", "示范区在示范期到期前六个月，可自愿申请复审"
    ),
    "renewal_reading": chosen(
        "zone:28.1",
        "Z-RENEW-WINDOW",
        "对“到期前六个月”的理解",
        note="条文既可以理解为示范期最后六个月内可以申请，也可以理解为最迟在到期六个月前申请。",
        values={
            "window": "示范期最后六个月内可以申请",
            "deadline": "最迟在到期六个月前申请",
            "point": "到期六个月之日前后若干天内申请",
        },
    ),
    "renewal_tolerance_days": chosen(
        "zone:28.1", "Z-RENEW-WINDOW", "到期六个月之日前后可以申请的天数", note="只在理解为到期六个月之日时适用。"
    ),
    "annual_report_mode": chosen(
        "zone:27#1",
        "Z-ANNUAL-MODE",
        "“每年”的计算方式",
        values={
            "calendar_year": "自然年度，一年一份",
            "within_year": "自然年度，一年一份，当年12月31日前报送",
            "anniversary_year": "自向社会公布之日起每满一年",
        },
    ),
    "annual_report_due_month": chosen(
        "zone:27#1",
        "Z-ANNUAL-DUE",
        "年度工作报告报送日期（次年）",
        "示范区每年向市场监管总局报送年度工作报告",
        "法规没有规定具体日期；遇休息日顺延至下一工作日。",
        along=("annual_report_due_day",),
    ),
    "annual_report_due_day": chosen("zone:27#1", "Z-ANNUAL-DUE", "年度工作报告报送日"),
    "annual_report_due_days": chosen(
        "zone:27#1",
        "Z-ANNUAL-DUE",
        "年度工作报告报送日期（周年日后若干天）",
        "示范区每年向市场监管总局报送年度工作报告",
        "法规没有规定具体日期；遇休息日顺延至下一工作日。",
    ),
    "report_ladder_before": chosen("zone:27#1", "Z-REPORT-LADDER", "年度工作报告到期前提醒天数", along=_REMINDING),
    "report_ladder_after": chosen("zone:27#1", "Z-REPORT-LADDER", "年度工作报告逾期后提醒天数"),
    "renewal_heads_up_days": chosen(
        "zone:28.1", "Z-RENEW-LADDER", "复审申请期开始前提醒天数", note="使两种理解下都来得及申请。"
    ),
    "renewal_ladder_before": chosen("zone:28.1", "Z-RENEW-LADDER", "示范期届满前提醒天数"),
    "reapplication_bar_years": fixed(
        "zone:27#3",
        "Z-BAN",
        "不得再次申请的年数",
        "撤销认定的示范区，三年内不得再次提出创建申请",
        "条文没有写明从作出、公布还是送达之日起算。",
        ("bar_from",),
    ),
    "objection_supplement_working_days": chosen(
        "zone:22#2",
        "Z-OBJ-SUPPLEMENT-WD",
        "异议举证材料补正工作日",
        "提供详实的书面举证材料",
        "法规没有规定补正期限。",
    ),
    "round_required": chosen(
        "zone:15",
        "Z-ROUND-REQUIRED",
        "提出创建申请须在部署的创建活动期间",
        "制定工作方案，部署开展创建活动",
        "条文没有写明未部署创建活动时能否申请。",
    ),
    "consultation_scope": chosen(
        "zone:17.2",
        "Z-CONSULT-SCOPE",
        "征求意见的相关部门",
        "征求相关部门意见",
        "条文没有写明是哪些部门。",
        {"all": "第五条所列四部门", "named": "由市场监管总局征求意见时指定"},
    ),
    "joint_decision": chosen(
        "zone:23",
        "Z-JOINT-DECISION",
        "会同的方式",
        "市场监管总局会同相关部门",
        "条文没有写明会同是否须共同签署。",
        {"all_sign": "五部门共同签署", "samr_alone": "征求意见后由市场监管总局签署"},
    ),
    "creation_start": chosen(
        "zone:17.2",
        "Z-CREATE-START",
        "创建活动的起算日",
        "审核同意后，园区开始创建活动",
        values={"approval": "审核同意之日", "delivery": "同意创建通知送达园区之日"},
    ),
    "creation_guard_at": chosen(
        "zone:18",
        "Z-CREATE-GUARD-AT",
        "何时核查创建活动满一年",
        "创建活动原则上不少于一年",
        values={
            "application": "园区向省级市场监管部门申请验收时",
            "submission": "园区向市场监管总局提交验收申请时",
            "evaluation": "市场监管总局组织评估验收时",
        },
    ),
    "look_back_date": chosen(
        "zone:7",
        "Z-LOOKBACK",
        "近三年来按哪个日期判断",
        "近三年来",
        values={"occurrence": "发生之日", "determination": "有关机关认定之日"},
    ),
    "indicator_version": chosen(
        "zone:19",
        "Z-INDICATOR-VERSION",
        "评估验收适用的指标体系版本",
        "作为评估验收的重要依据",
        values={"acceptance_application": "申请验收之日施行的版本", "creation_start": "开始创建之日施行的版本"},
    ),
    "evaluation_failed": chosen(
        "zone:21",
        "Z-EVAL-FAILED",
        "评估验收未通过的后果",
        note="条文没有写明。",
        values={"return_to_creation": "反馈改进意见，继续创建", "terminate": "本次创建终止"},
    ),
    "notice_list": chosen(
        "zone:22#1",
        "Z-NOTICE-LIST",
        "公示名单的范围",
        "评估验收结果进行公示",
        values={"passed_only": "只公示通过评估验收的园区", "all_results": "公示全部评估验收结果"},
    ),
    "notice_correction": chosen(
        "zone:22#1",
        "Z-NOTICE-CORRECTION",
        "更正公示后公示期的计算",
        values={"restart_entry": "所涉园区重新计算", "restart_all": "整个名单重新计算", "continue": "继续计算"},
    ),
    "objection_receipt": chosen(
        "zone:22#2",
        "Z-OBJ-RECEIPT",
        "书面异议的收到日",
        values={"receipt": "收文日期", "postmark": "邮戳日期"},
    ),
    "objection_late": chosen(
        "zone:22#2",
        "Z-OBJ-LATE",
        "公示期满后收到的异议",
        values={"record": "作为反映情况记录，不影响程序", "accept_until_decision": "认定决定作出前仍予受理"},
    ),
    "objection_upheld": chosen(
        "zone:22#4",
        "Z-OBJ-UPHELD",
        "异议成立的后果",
        "异议不成立的，不影响相关园区继续参与创建示范工作",
        "条文只写明异议不成立的情形。",
        {
            "return_to_creation": "不予认定，继续创建",
            "terminate": "不予认定，本次创建终止",
            "re_evaluate": "重新评估验收",
        },
    ),
    "renewal_objections": chosen(
        "zone:28.3#1",
        "Z-OBJ-RENEWAL",
        "复审公示期间的异议",
        "评估结果向社会公示",
        "第二十八条没有重复异议的规定。",
        {"as_article_22": "按第二十二条办理", "none": "不设异议渠道"},
    ),
    "term_start": chosen(
        "zone:24",
        "Z-TERM-START",
        "示范期的起算日",
        "示范区示范期为三年",
        values={
            "publication": "向社会公布之日",
            "decision": "认定决定作出之日",
            "document": "认定文件载明的起算之日",
        },
    ),
    "renewal_timely_at": chosen(
        "zone:28.1",
        "Z-RENEW-TIMELY-AT",
        "复审申请是否按时的判断时点",
        values={"province": "向省级市场监管部门提交时", "samr": "向市场监管总局提交时"},
    ),
    "renewal_new_term": chosen(
        "zone:28.3#2",
        "Z-RENEW-NEW-TERM",
        "继续认定后新示范期的起算",
        "继续认定为示范区",
        values={"continuous": "自原示范期届满次日连续计算", "from_publication": "自继续认定公布之日起算"},
    ),
    "expiry_pending": chosen(
        "zone:24",
        "Z-EXPIRY-PENDING",
        "复审未结而示范期届满",
        values={"hold": "状态保持待定，通过后示范期连续", "lapse": "示范期届满即终止"},
    ),
    "annual_report_route": chosen(
        "zone:27#1",
        "Z-ANNUAL-ROUTE",
        "年度工作报告的报送途径",
        "向市场监管总局报送",
        values={
            "direct_with_copy": "直接报送市场监管总局，抄送省级市场监管部门",
            "direct": "直接报送市场监管总局",
            "via_province": "经省级市场监管部门报送",
        },
    ),
    "material_event_hours": chosen(
        "zone:27#1",
        "Z-MATERIAL-EVENT-HOURS",
        "重大事项报告的提示时限（小时）",
        "重大事项及时上报",
        "“及时”没有数字；超过只作提示，节假日不顺延。",
    ),
    "revocation_hearing": chosen(
        "zone:27#2", "Z-REVOKE-HEARING", "撤销认定前听取示范区陈述申辩", note="条文没有规定。"
    ),
    "revocation_publish": chosen("zone:27#2", "Z-REVOKE-PUBLISH", "撤销认定决定向社会公布", note="条文没有规定。"),
    "revocation_after_expiry": chosen(
        "zone:27#2",
        "Z-REVOKE-AFTER-EXPIRY",
        "撤销审查未结而示范期届满",
        values={
            "manual": "由市场监管总局决定是否继续",
            "lapses": "审查终止",
            "continues": "继续审查，可以限制再次申请",
        },
    ),
    "bar_from": chosen(
        "zone:27#3",
        "Z-BAN",
        "三年的起算日",
        "三年内不得再次提出创建申请",
        values={"decision": "撤销决定作出之日", "publication": "撤销决定公布之日", "delivery": "撤销决定送达之日"},
    ),
    "bar_scope": chosen(
        "zone:27#3",
        "Z-BAN-SCOPE",
        "三年限制及于",
        "撤销认定的示范区",
        values={"lineage": "该园区及由其更名、合并、分立而来的园区", "applicant": "原创建主体"},
    ),
}
"""Every field of ``ZonePolicy`` but ``version`` and ``regulation``, which carry neither a choice nor a number, and but
the parameters that all programmes share."""
