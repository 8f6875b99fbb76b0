"""三（三） 建立完善长三角质量专家库，举办长三角首席质量官培训，开展长三角在线质量教育等，推动质量教育进党校、进高等
院校、进职业院校，探索建立质量专业技术人员评价制度等，实现长三角质量人才共享。
"""

from domain.citation import Citation
from domain.pilot.deliverable import Named

PLACE = Citation("pilot:3(3)")

NAMED = (
    Named("expert_pool", "长三角质量专家库", PLACE, "建立完善长三角质量专家库"),
    Named("quality_officer_training", "长三角首席质量官培训", PLACE, "举办长三角首席质量官培训"),
    Named("online_education", "长三角在线质量教育", PLACE, "开展长三角在线质量教育等"),
    Named(
        "education_in_schools",
        "质量教育进党校、进高等院校、进职业院校",
        PLACE,
        "推动质量教育进党校、进高等院校、进职业院校",
    ),
    Named("staff_evaluation", "质量专业技术人员评价制度", PLACE, "探索建立质量专业技术人员评价制度等"),
)
