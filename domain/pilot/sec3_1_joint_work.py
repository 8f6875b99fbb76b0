"""三（一） 研制长三角质量提升示范试点建设指南，组织开展长三角区域质量竞争力评价、质量发展指数测算、重点产品质量攻关、
质量提升模式提炼等，推动长三角质量提升一体化发展。
"""

from domain.citation import Citation
from domain.pilot.deliverable import Named

PLACE = Citation("pilot:3(1)")
_WORK = "组织开展长三角区域质量竞争力评价、质量发展指数测算、重点产品质量攻关、质量提升模式提炼等"

NAMED = (
    Named("construction_guide", "长三角质量提升示范试点建设指南", PLACE, "研制长三角质量提升示范试点建设指南"),
    Named("competitiveness_evaluation", "质量竞争力评价", PLACE, _WORK),
    Named("development_index", "质量发展指数测算", PLACE, _WORK),
    Named("key_products", "重点产品质量攻关", PLACE, _WORK),
    Named("improvement_patterns", "质量提升模式提炼", PLACE, _WORK),
)
