"""三（四） 建设一批长三角高质量发展样板。"""

from domain.citation import Citation
from domain.pilot.deliverable import Named

PLACE = Citation("pilot:3(4)")

NAMED = (Named("showcases", "长三角高质量发展样板", PLACE, "建设一批长三角高质量发展样板。"),)
