"""三（二） 组织开展长三角区域质量专家学术成果交流、质量奖获奖企业卓越质量实践分享、质量技术基础协同服务应用交流等，
为长三角质量提升提供有力技术支撑。
"""

from domain.citation import Citation
from domain.pilot.deliverable import Named

PLACE = Citation("pilot:3(2)")
_EXCHANGES = "组织开展长三角区域质量专家学术成果交流、质量奖获奖企业卓越质量实践分享、质量技术基础协同服务应用交流等"

NAMED = (
    Named("academic_exchange", "质量专家学术成果交流", PLACE, _EXCHANGES),
    Named("excellence_sharing", "质量奖获奖企业卓越质量实践分享", PLACE, _EXCHANGES),
    Named("infrastructure_exchange", "质量技术基础协同服务应用交流", PLACE, _EXCHANGES),
)
