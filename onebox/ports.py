"""The ports of the one-box starter: which variable sets which, and whether they are free."""

import errno
import socket
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


class PortsUnavailable(Exception):
    """Some port cannot be used; the message names each one and the variable that sets it."""


@dataclass(frozen=True)
class Port:
    """A port to listen on. ``number`` 1 to 65535; ``purpose`` in Chinese."""

    number: int
    purpose: str
    variable: str
    host: str = "127.0.0.1"


def require_free(ports: Sequence[Port]) -> None:
    """Raise ``PortsUnavailable`` (Chinese message) where a port is taken, forbidden, or named twice."""
    asked = Counter(port.number for port in ports)
    complaints = [_complaint(port, asked[port.number]) for port in ports]
    if found := [text for text in complaints if text]:
        raise PortsUnavailable("\n".join(found))


def free_port() -> int:
    """A port nobody listens on at this moment, on 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


def _complaint(port: Port, times_asked: int) -> str | None:
    name = f"端口 {port.number}（{port.purpose}，{port.variable}）"
    if times_asked > 1:
        return f"{name}被指定了 {times_asked} 次：每个服务须用不同的端口。"
    with socket.socket() as probe:
        # As the servers themselves do: connections of the last run, still in TIME_WAIT, do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((port.host, port.number))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"{name}已被其他程序占用：请结束该程序，或用环境变量 {port.variable} 另指定一个端口。"
            return f"{name}不能使用：{error.strerror}。请用环境变量 {port.variable} 另指定一个端口。"
    return None
