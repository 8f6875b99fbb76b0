"""三（五） 总结提炼一批具有典型示范意义的长三角质量提升模式，推出一批质量优、品牌强、创新佳、效益好的质量标杆企业，
带动供应链、产业链中小企业质量提升。
"""

from domain.citation import Citation
from domain.pilot.deliverable import Named

PLACE = Citation("pilot:3(5)")

NAMED = (
    Named("improvement_patterns", "质量提升模式", PLACE, "总结提炼一批具有典型示范意义的长三角质量提升模式"),
    Named("benchmark_enterprises", "质量标杆企业", PLACE, "推出一批质量优、品牌强、创新佳、效益好的质量标杆企业"),
)
