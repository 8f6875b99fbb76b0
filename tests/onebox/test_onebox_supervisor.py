"""The supervisor with tiny children, as real processes."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.processes import ROOT, read_until, started, wait_until_gone

PLATFORM = str(ROOT / "tests/support/fake_platform.py")
STEADY = "answer(); rest()"
WITH_GRANDCHILD = """
grandchild = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
note(f"grandchild {grandchild.pid}")
answer()
rest()
"""


@contextmanager
def platform(folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    with started(PLATFORM, str(folder), *arguments) as process:
        yield process
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.communicate()


def noted(folder: Path, text: str) -> list[int]:
    return [int(found) for found in re.findall(rf"{text} (\d+)$", (folder / "notes").read_text(), re.MULTILINE)]


def everybody(folder: Path) -> list[int]:
    return noted(folder, "(?:pid|grandchild)")


def test_the_ready_line_comes_after_every_child_answers_and_the_hook_ran(tmp_path: Path) -> None:
    slow = "time.sleep(0.3); answer(); rest()"
    with platform(tmp_path, slow, slow, "--hook") as process:
        lines = read_until(process, "ready")
        assert (tmp_path / "child1-answers").exists()
        assert (tmp_path / "child2-answers").exists()
        assert (tmp_path / "hooked").exists()
    assert lines == [
        "[1/4] 准备登记库 …",
        "[2/4] 启动 child1 …",
        "[3/4] 启动 child2 …",
        "[4/4] 准备演示数据 …",
        "ready http://127.0.0.1:1",
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_everything_in_reverse_order_with_exit_code_0(tmp_path: Path, number: signal.Signals) -> None:
    with platform(tmp_path, WITH_GRANDCHILD, STEADY) as process:
        read_until(process, "ready")
        process.send_signal(number)
        assert process.wait() == 0
        for pid in everybody(tmp_path):
            wait_until_gone(pid)
    ended = [line for line in (tmp_path / "notes").read_text().splitlines() if line.endswith("ended")]
    assert ended == ["child2 ended", "child1 ended"]


def test_kill_9_of_the_supervisor_ends_children_and_grandchildren(tmp_path: Path) -> None:
    with platform(tmp_path, WITH_GRANDCHILD, WITH_GRANDCHILD) as process:
        read_until(process, "ready")
        process.kill()
        process.wait()
        assert len(everybody(tmp_path)) == 4
        for pid in everybody(tmp_path):
            wait_until_gone(pid)


def test_the_end_of_the_parent_ends_everything(tmp_path: Path) -> None:
    parent = "import subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]])"
    with started("-c", parent, PLATFORM, str(tmp_path), WITH_GRANDCHILD) as process:
        read_until(process, "ready")
        process.kill()
        process.wait()
        for pid in everybody(tmp_path):
            wait_until_gone(pid)


def test_a_supervisor_whose_guardian_died_ends_everything(tmp_path: Path) -> None:
    with platform(tmp_path, STEADY) as process:
        read_until(process, "ready")
        os.kill(guardian_of(process.pid), signal.SIGKILL)
        assert "看护进程意外退出" in read_until(process, "无法运行")[-1]
        assert process.wait() == 1
        for pid in everybody(tmp_path):
            wait_until_gone(pid)


def test_a_second_instance_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with platform(tmp_path, STEADY) as first:
        read_until(first, "ready")
        with platform(tmp_path, STEADY) as second:
            assert f"已有一个实例在运行（进程 {first.pid}）" in read_until(second, "无法运行")[-1]
            assert second.wait() == 1
        assert first.poll() is None


def test_the_start_right_after_kill_9_waits_for_the_old_processes_and_goes_on(tmp_path: Path) -> None:
    takes_a_moment = "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.5), note('ended'), os._exit(0)))\n"
    with platform(tmp_path, takes_a_moment + "answer()\nwhile True: signal.pause()") as first:
        read_until(first, "ready")
        first.kill()
        first.wait()
        (tmp_path / "child1-answers").unlink()
        with platform(tmp_path, STEADY) as second:
            read_until(second, "ready")
            notes = (tmp_path / "notes").read_text().splitlines()
    assert [line.split()[1] for line in notes] == ["pid", "ended", "pid"]


def test_a_crashed_child_is_started_again_and_leaves_no_grandchild(tmp_path: Path) -> None:
    with platform(tmp_path, WITH_GRANDCHILD) as process:
        read_until(process, "ready")
        first, grandchild = everybody(tmp_path)
        (tmp_path / "child1-answers").unlink()
        os.kill(first, signal.SIGKILL)
        assert "退出码 -9" in read_until(process, "child1已退出")[-1]
        wait_until_gone(grandchild)
        wait_for_file(tmp_path / "child1-answers")
        assert len(noted(tmp_path, "pid")) == 2


def test_what_depends_on_a_forgetful_child_starts_again_with_it(tmp_path: Path) -> None:
    with platform(tmp_path, STEADY, STEADY, "--first-forgets") as process:
        read_until(process, "ready")
        (tmp_path / "child2-answers").unlink()
        os.kill(noted(tmp_path, "child1 pid")[0], signal.SIGKILL)
        wait_for_file(tmp_path / "child2-answers")
        assert len(noted(tmp_path, "child2 pid")) == 2


def test_a_child_that_keeps_dying_at_the_start_ends_everything_with_its_last_words(tmp_path: Path) -> None:
    with platform(tmp_path, STEADY, "sys.exit('没有钥匙')") as process:
        said = process.communicate()[0]
        assert process.returncode == 1
    assert "无法运行：child2启动后一再退出（退出码 1）" in said
    assert "没有钥匙" in said
    assert "ready" not in said
    for pid in everybody(tmp_path):
        wait_until_gone(pid)


def test_a_port_in_use_is_named_with_its_variable(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = other.getsockname()[1]
        with platform(tmp_path, STEADY, "--port", str(number)) as process:
            said = process.communicate()[0]
            assert process.returncode == 1
    assert f"端口 {number}（网页与接口，ZHICHENG_HTTP_PORT）已被其他程序占用" in said
    assert not (tmp_path / "notes").exists()


def test_a_port_given_twice_is_refused(tmp_path: Path) -> None:
    with platform(tmp_path, STEADY, "--port", "45001", "--port", "45001") as process:
        assert "被指定了 2 次" in process.communicate()[0]
        assert process.returncode == 1


def test_a_reader_that_went_away_does_not_keep_the_platform_from_ending_its_processes(tmp_path: Path) -> None:
    with started(PLATFORM, str(tmp_path), STEADY) as process:
        read_until(process, "ready")
        assert process.stdout is not None
        process.stdout.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
    for pid in everybody(tmp_path):
        wait_until_gone(pid)


def guardian_of(supervisor: int) -> int:
    listing = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(supervisor)], capture_output=True, text=True, check=True
    ).stdout
    (pid,) = [line.split()[0] for line in listing.splitlines() if "guardian.py" in line]
    return int(pid)


def wait_for_file(path: Path) -> None:
    """Ask a process to look until the file is there: the waiting is its run, bounded by the test's timeout."""
    look = "import pathlib, sys, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)"
    subprocess.run([sys.executable, "-c", look, str(path)], check=True, timeout=30)
