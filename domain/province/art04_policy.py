"""第四条 县级以上人民政府建立质量促进工作机制，研究质量促进的重大政策，协调解决质量促进工作中的重大问题。

The regulation names nobody who interprets it. Reading R-H-19: what it leaves open (系统策略) counts in the whole
province; it is proposed by operations or by those who decide, and decided by a second person of the provincial
government or of its department for market supervision.
"""

from domain.citation import Citation
from domain.province.event_case import PROVINCE
from domain.roles import Audience, Role

BASIS = (Citation("province:4.2"),)
WHO = "湖北省人民政府或者其市场监督管理部门"
DECIDING = (
    Audience(role=Role.GOVERNMENT, region=PROVINCE),
    Audience(role=Role.PROVINCIAL_REGULATOR, region=PROVINCE),
)
