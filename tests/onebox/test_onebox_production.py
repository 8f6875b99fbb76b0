"""Demonstration accounts never meet production."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import Environment, Settings
from onebox.seed import plant_register

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["run", "sandbox", "demo"])
def test_the_one_box_refuses_to_start_as_production(command: str, tmp_path: Path) -> None:
    environment = os.environ | {"ZHICHENG_ENV": "production", "ZHICHENG_DATA_DIR": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-m", "onebox", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 1
    assert "演示账号" in ended.stdout
    assert list(tmp_path.iterdir()) == [], "nothing was set up"


async def test_nobody_plants_demonstration_accounts_in_production(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="演示账号"):
        await plant_register(Settings(env=Environment.PRODUCTION, data_dir=tmp_path))
