"""``python -m deploy.migrate``: bring the register's tables to the version of this code."""

from config import settings
from db.schema import upgrade

if __name__ == "__main__":
    upgrade(settings().database)
