"""附件1 联系人、联系电话: kept for as long after the end of a project as the policy says, and then erased.

Reading R-P-9: the form asks for them and says nothing of how long they are kept (系统策略 ``contact_kept_months``).
"""

from domain.orders import Effects
from domain.pilot.annex1_filing_form import BASIS
from domain.pilot.case import PilotCase

__all__ = ["BASIS", "erased"]


def erased(case: PilotCase) -> Effects:
    """The contacts are erased from the register; that it was done is recorded."""
    text = f"{case.title}终结已满{case.policy.contact_kept_months}个月（系统策略），备案表的联系人信息已删除。"
    return Effects(text=text, erase_contacts=True)
