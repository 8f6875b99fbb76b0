"""四（三） 区质量强区工作领导小组办公室要适时组织开展阶段性工作总结和评估，坚持问题导向，发挥政府质量工作考核导向作用，
督促各项工作任务落实到位。

The plan names nobody who interprets it. Reading R-D-22: what it leaves open (系统策略) is proposed by operations or by
the office, and decided by a second person of the office, which urges on the work and sums it up.
"""

from domain.citation import Citation
from domain.district.event_case import REGION
from domain.roles import Audience, Role

BASIS = (Citation("district:s4(3)#3"),)
DECIDING = (Audience(role=Role.LEADING_GROUP_OFFICE, region=REGION),)
