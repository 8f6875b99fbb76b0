"""Who issues and who receives the documents of the samples."""

Parties = tuple[tuple[str, ...], tuple[str, ...]]
"""Issuers, recipients."""

SAMR = "市场监管总局"
DEPARTMENTS = ("农业农村部", "商务部", "文化和旅游部", "国家知识产权局")
PROVINCE = "江苏省市场监督管理局"
LEADING_GROUP = "江苏省质量强省工作领导小组"
PARK = "苏州生物医药产业园"
PROJECT = "示例区域仪器仪表行业质量提升"
EVENT = "示例电器厂质量问题"
CREATING_BODY = "苏州生物医药产业园管理委员会"

BY_PARK = ((CREATING_BODY,), (PROVINCE,))
BY_PARK_TO_SAMR = ((CREATING_BODY,), (SAMR,))
BY_PROVINCE = ((PROVINCE,), (CREATING_BODY,))
BY_GROUP = ((LEADING_GROUP,), (PROVINCE,))
BY_SAMR = ((SAMR,), (CREATING_BODY, PROVINCE))
BY_SAMR_TO_ALL: Parties = ((SAMR,), ())
JOINTLY = ((SAMR, *DEPARTMENTS), (CREATING_BODY, PROVINCE))
