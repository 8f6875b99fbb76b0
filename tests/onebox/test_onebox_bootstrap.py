"""The set-up of ``.venv``, in a clone with nothing to install."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import ROOT


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    (tmp_path / "onebox").mkdir()
    for name in ("bootstrap.py", "tether.py"):
        shutil.copy(ROOT / "onebox" / name, tmp_path / "onebox" / name)
    (tmp_path / "onebox" / "__main__.py").write_text("import sys; print('onebox', sys.prefix, sys.argv[1:])")
    (tmp_path / "requirements.lock").touch()
    return tmp_path


def bootstrap(clone: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(clone / "onebox" / "bootstrap.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_first_start_sets_up_the_second_says_nothing_and_what_cannot_be_installed_is_not_noted(clone: Path) -> None:
    first = bootstrap(clone)
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.splitlines()[0] == "准备 Python 环境 .venv …"
    assert bootstrap(clone).stdout == ""

    (clone / ".venv" / ".installed-run").unlink()
    assert "安装 0 个依赖包" in bootstrap(clone).stdout, "an interrupted set-up is done again"

    became = bootstrap(clone, "--", "run")
    assert became.stdout.startswith(f"onebox {clone / '.venv'} ['--parent', '")
    assert became.stdout.rstrip().endswith("'run']")

    # A lock that cannot be installed leaves no note and says why.
    (clone / "requirements.lock").write_text("nothing-of-this-name @ file:///nowhere/nothing-1.0-py3-none-any.whl\n")
    failed = bootstrap(clone)
    assert failed.returncode == 1
    assert "未能完成" in failed.stderr
    assert not (clone / ".venv" / ".installed-run").exists()
