"""What the tables of readings are held against: the values a policy may take, and who names a reading in the code."""

import re
from typing import Literal, get_args, get_origin

from pydantic import BaseModel

from tests.support import source_tree


def named_in_code(reading: re.Pattern[str]) -> dict[str, set[str]]:
    """Reading → the files whose text names it."""
    found: dict[str, set[str]] = {}
    for path in source_tree.files(*source_tree.PACKAGES):
        for name in reading.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(source_tree.name(path))
    return found


def other_values(policy: type[BaseModel], parameter: str) -> list[str]:
    """The values of a parameter that are not in force, as code writes them."""
    field = policy.model_fields[parameter]
    if isinstance(field.default, bool):
        return [str(not field.default)]
    values = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    return [f'"{each}"' for each in values if each != field.default]


def choices(policy: type[BaseModel]) -> list[str]:
    """The parameters that choose between readings."""
    return [name for name in policy.model_fields if other_values(policy, name)]


def unset_in_tests(policy: type[BaseModel], parameter: str) -> list[str]:
    """The values that are not in force and that no test file setting the parameter names."""
    texts = [path.read_text(encoding="utf-8") for path in (source_tree.ROOT / "tests").rglob("test_*.py")]
    setting = re.compile(rf"\b{parameter}\b[\"']?\s*[=:,)]")
    found = "".join(text for text in texts if setting.search(text))
    return [other for other in other_values(policy, parameter) if other not in found]


def untested(policy: type[BaseModel], parameters: list[str], files: list[str]) -> list[str]:
    """What of the parameters, and of their values not in force, the test files never name."""
    text = "".join((source_tree.ROOT / file).read_text(encoding="utf-8") for file in files)
    wanted = [*parameters, *(f"{each} {other}" for each in parameters for other in other_values(policy, each))]
    return [each for each in wanted if each.split()[-1] not in text]
