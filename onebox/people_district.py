"""Demonstration accounts of 源城区: the office, the district government, the 17 departments of the plan and one town.

The names of the departments are those of the plan; the town is invented (示例).
"""

REGION = "441602"
OFFICE = "yc-office"
GOVERNMENT = "yc-gov"
DEPARTMENTS = {
    "yc-market": "区市场监管局",
    "yc-industry": "区工商信局",
    "yc-housing": "区住建局",
    "yc-police": "市公安局源城分局",
    "yc-environment": "市生态环境局源城分局",
    "yc-civil-affairs": "区民政局",
    "yc-justice": "区司法局",
    "yc-finance-work": "区金融工作局",
    "yc-development": "区发改局",
    "yc-science": "区科技局",
    "yc-tax": "区税务局",
    "yc-education": "区教育局",
    "yc-personnel": "区人社局",
    "yc-data": "区政数局",
    "yc-treasury": "区财政局",
    "yc-taiwan-affairs": "区台港澳办",
    "yc-agriculture": "区农业农村局",
}
"""Organisation and account id → name, in the order in which the plan first names them."""
TOWNS = {"yc-town": "示例镇人民政府"}
OFFICES = {OFFICE: "源城区质量强区工作领导小组办公室", GOVERNMENT: "源城区人民政府"}
