"""Demonstration accounts and parks. Everything here is synthetic and says so (示例…); never in production."""

from dataclasses import dataclass
from datetime import date

from domain.procedure.expert_evaluation import Expert, FormerEmployer
from domain.roles import NATIONAL, Role
from onebox import people_district as district

PASSWORD = "zhicheng-demo"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation with its accounts."""

    id: str
    name: str
    role: Role
    jurisdiction: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExamplePark:
    id: str
    name: str
    region: str
    region_name: str
    industry: str
    kind: str


PARKS = (
    ExamplePark("js-1", "示例苏州仪器仪表产业园", "320500", "江苏省苏州市", "仪器仪表", "工业"),
    ExamplePark("js-2", "示例南通高端纺织产业园", "320600", "江苏省南通市", "高端纺织", "工业"),
    ExamplePark("zj-1", "示例杭州数字服务集聚区", "330100", "浙江省杭州市", "数字服务", "服务业"),
    ExamplePark("hb-1", "示例武汉光电子产业园", "420100", "湖北省武汉市", "光电子信息", "工业"),
)


def _park_body(park: ExamplePark) -> Body:
    account = f"park-{park.id}"
    return Body(account, f"{park.name}管理委员会", Role.CREATING_BODY, park.region, (account,))


def _one(account: str, name: str, role: Role, jurisdiction: str = NATIONAL) -> Body:
    return Body(account, name, role, jurisdiction, (account,))


BODIES = (
    *(_park_body(park) for park in PARKS),
    _one("prov-sh", "上海市市场监督管理局", Role.PROVINCIAL_REGULATOR, "310000"),
    _one("prov-js", "江苏省市场监督管理局", Role.PROVINCIAL_REGULATOR, "320000"),
    _one("prov-zj", "浙江省市场监督管理局", Role.PROVINCIAL_REGULATOR, "330000"),
    _one("prov-ah", "安徽省市场监督管理局", Role.PROVINCIAL_REGULATOR, "340000"),
    _one("prov-jx", "江西省市场监督管理局", Role.PROVINCIAL_REGULATOR, "360000"),
    _one("prov-hb", "湖北省市场监督管理局", Role.PROVINCIAL_REGULATOR, "420000"),
    _one("lsg-js", "江苏省质量强省工作领导小组", Role.PROVINCIAL_LEADING_GROUP, "320000"),
    _one("lsg-zj", "浙江省质量强省工作领导小组", Role.PROVINCIAL_LEADING_GROUP, "330000"),
    _one("lsg-hb", "湖北省质量强省工作领导小组", Role.PROVINCIAL_LEADING_GROUP, "420000"),
    _one("city-jinhu", "金湖县市场监督管理局", Role.CITY_REGULATOR, "320831"),
    _one("city-tianchang", "天长市市场监督管理局", Role.CITY_REGULATOR, "341181"),
    _one("city-jiading", "上海市嘉定区市场监督管理局", Role.CITY_REGULATOR, "310114"),
    _one("city-zhangjiagang", "张家港市市场监督管理局", Role.CITY_REGULATOR, "320582"),
    _one("city-kunshan", "昆山市市场监督管理局", Role.CITY_REGULATOR, "320583"),
    Body("samr", "国家市场监督管理总局", Role.SAMR, NATIONAL, ("samr", "samr-2", "samr-3")),
    _one("mara", "农业农村部", Role.JOINT_DEPARTMENT),
    _one("mofcom", "商务部", Role.JOINT_DEPARTMENT),
    _one("mct", "文化和旅游部", Role.JOINT_DEPARTMENT),
    _one("cnipa", "国家知识产权局", Role.JOINT_DEPARTMENT),
    _one("expert-1", "示例专家甲", Role.EXPERT),
    _one("expert-2", "示例专家乙", Role.EXPERT),
    _one("expert-3", "示例专家丙", Role.EXPERT),
    _one("expert-4", "示例专家丁", Role.EXPERT),
    _one("expert-5", "示例专家戊", Role.EXPERT),
    _one("expert-6", "示例专家己", Role.EXPERT),
    _one(district.OFFICE, district.OFFICES[district.OFFICE], Role.LEADING_GROUP_OFFICE, district.REGION),
    _one(district.GOVERNMENT, district.OFFICES[district.GOVERNMENT], Role.DISTRICT_GOVERNMENT, district.REGION),
    *(
        _one(account, name, Role.DISTRICT_UNIT, district.REGION)
        for account, name in (district.DEPARTMENTS | district.TOWNS).items()
    ),
    _one("gov-hb", "湖北省人民政府", Role.GOVERNMENT, "420000"),
    _one("gov-wh", "武汉市人民政府", Role.GOVERNMENT, "420100"),
    _one("gov-yc", "宜昌市人民政府", Role.GOVERNMENT, "420500"),
    _one("gov-ja", "武汉市江岸区人民政府", Role.GOVERNMENT, "420102"),
    _one("gov-zg", "秭归县人民政府", Role.GOVERNMENT, "420527"),
    _one("dep-hb-reform", "湖北省发展和改革委员会", Role.GOVERNMENT_DEPARTMENT, "420000"),
    _one("dep-wh-market", "武汉市市场监督管理局", Role.GOVERNMENT_DEPARTMENT, "420100"),
    _one("dep-wh-finance", "武汉市财政局", Role.GOVERNMENT_DEPARTMENT, "420100"),
    _one("dep-yc-market", "宜昌市市场监督管理局", Role.GOVERNMENT_DEPARTMENT, "420500"),
    _one("npc-hb", "湖北省人大常委会", Role.PEOPLES_CONGRESS, "420000"),
    _one("supervisor", "监督室", Role.SUPERVISOR),
    _one("ops", "质程运维", Role.OPS),
)

POOL = (
    (Expert(organisation="expert-1", name="示例专家甲", employer="示例大学质量研究院"), "质量管理"),
    (Expert(organisation="expert-2", name="示例专家乙", employer="示例检验检测研究院"), "检验检测"),
    (Expert(organisation="expert-3", name="示例专家丙", employer="示例标准化研究院"), "标准化"),
    (Expert(organisation="expert-4", name="示例专家丁", employer="示例计量科学研究院"), "计量"),
    (
        Expert(
            organisation="expert-5",
            name="示例专家戊",
            employer="示例认证中心",
            former_employers=(FormerEmployer(name="天长市市场监督管理局", until=date(2025, 12, 31)),),
        ),
        "认证认可",
    ),
    (Expert(organisation="expert-6", name="示例专家己", employer="金湖县市场监督管理局"), "质量监督"),
)
"""The pool of experts, each with their field; two have a tie to the bureaus that have accounts here."""
POOL_KEEPER = "prov-sh"
"""The provincial bureau that entered them."""
