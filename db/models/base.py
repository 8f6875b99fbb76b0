"""What all tables share: names of constraints, column types by annotation, and how rows refer to each other."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase

from db.types import Instant, Json, JsonList, JsonObject, Key


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map = {str: Key, datetime: Instant(), JsonObject: Json, JsonList: Json}


def refers_to(column: str) -> sa.ForeignKey:
    """A foreign key checked at the commit, so that rows of one transaction may be written in any order."""
    return sa.ForeignKey(column, deferrable=True, initially="DEFERRED")
