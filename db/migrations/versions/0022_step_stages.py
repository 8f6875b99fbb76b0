"""A step says in which stage it left its case; of the steps before this, those of the present stage are known."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# The column types of db/types.py as they stood when this version was written.
KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
CASES = sa.table("cases", *(sa.column(name, KEY) for name in ("workflow_id", "stage")), sa.column("state", JSON),
                 sa.column("step", sa.Integer()))
STEPS = sa.table("case_steps", *(sa.column(name, KEY) for name in ("workflow_id", "stage")),
                 sa.column("number", sa.Integer()), sa.column("at", sa.DateTime(timezone=True)))


def upgrade() -> None:
    op.add_column("case_steps", sa.Column("stage", KEY, nullable=True))
    op.create_index(op.f("ix_case_steps_recorded_at"), "case_steps", ["recorded_at"])
    register = op.get_bind()
    of_case = STEPS.c.workflow_id == sa.bindparam("of")
    last = sa.update(STEPS).where(of_case, STEPS.c.number == sa.bindparam("step"))
    since = sa.update(STEPS).where(of_case, STEPS.c.at >= sa.bindparam("since", type_=sa.DateTime(timezone=True)))
    for case in register.execute(sa.select(CASES)).all():
        stage = {"stage": case.stage, "of": case.workflow_id}
        register.execute(last.values(stage=sa.bindparam("stage")), {**stage, "step": case.step})
        if began := case.state.get("stage_since"):
            register.execute(
                since.values(stage=sa.bindparam("stage")), {**stage, "since": datetime.fromisoformat(began)}
            )


def downgrade() -> None:
    op.drop_index(op.f("ix_case_steps_recorded_at"), table_name="case_steps")
    op.drop_column("case_steps", "stage")
