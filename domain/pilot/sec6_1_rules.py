"""六（一） 长三角各省级市场监管局共同建立健全推动长三角质量提升示范试点的组织体系和工作机制，研究制定试点建设指南、试点
评价细则、试点评估方案等相关制度文件，对示范试点建设加强指导。
"""

from domain.citation import Citation
from domain.pilot.deliverable import Named

PLACE = Citation("pilot:6(1)")
_RULES = "研究制定试点建设指南、试点评价细则、试点评估方案等相关制度文件"

NAMED = (
    Named("construction_guide", "试点建设指南", PLACE, _RULES),
    Named("evaluation_rules", "试点评价细则", PLACE, _RULES),
    Named("evaluation_scheme", "试点评估方案", PLACE, _RULES),
)
