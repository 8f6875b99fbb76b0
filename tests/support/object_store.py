"""The object store of docker-compose.yml, started as compose starts it, on free ports of this machine."""

import asyncio
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import obstore
import yaml
from obstore.exceptions import BaseError
from obstore.store import from_url

from onebox.plans import is_ready
from onebox.ports import free_port

PATIENCE = 30.0
_SERVICES = yaml.safe_load((Path(__file__).parents[2] / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
IMAGE: str = _SERVICES["objects"]["image"]
_PARTS = ("s3", "master", "volume", "filer", "admin")
_UNUSED = ("-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false")


class ObjectStoreServer:
    """One server and its data in ``folder``; can be killed and started again, on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ports = {part: free_port() for part in _PARTS}
        self._inner_ports = {part: free_port() for part in _PARTS}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._ports['s3']}"

    @property
    def client_settings(self) -> dict[str, str]:
        """What compose puts into the environment of the platform, with the address and keys of this server."""
        given = {name: value for name, value in _SERVICES["api"]["environment"].items() if name.startswith("AWS_")}
        own = {"ENDPOINT_URL": self.url, "ACCESS_KEY_ID": "platform", "SECRET_ACCESS_KEY": "a-secret-of-this-test"}
        return given | {f"AWS_{name}": value for name, value in own.items()}

    def start(self) -> None:
        """Returns once the server keeps and gives back an object: it answers before its volumes are there."""
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=self._folder, env=os.environ | self.client_settings, stdout=log, stderr=log
            )
        try:
            asyncio.run(asyncio.wait_for(is_ready(f"{self.url}/healthz"), PATIENCE))
            self._keep_and_give_back()
        except (TimeoutError, BaseError):
            self.kill()
            raise

    def _keep_and_give_back(self) -> None:
        store = from_url(
            "s3://documents",
            config={
                "aws_endpoint_url": self.url,
                "aws_region": self.client_settings["AWS_REGION"],
                "aws_access_key_id": self.client_settings["AWS_ACCESS_KEY_ID"],
                "aws_secret_access_key": self.client_settings["AWS_SECRET_ACCESS_KEY"],
            },
            client_options={"allow_http": True},
            retry_config={"max_retries": 100, "retry_timeout": timedelta(seconds=PATIENCE)},
        )
        obstore.put(store, "probe", b"probe")
        obstore.get(store, "probe").bytes()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for part, port in self._inner_ports.items():  # sockets it puts there, whatever it is told
            Path(f"/tmp/seaweedfs-{part}-grpc-{port}.sock").unlink(missing_ok=True)

    def _command(self) -> list[str]:
        """The command of compose, and then what is different here: the last word on a flag counts."""
        return [
            str(Path(sys.executable).parent / "weed"),
            *_SERVICES["objects"]["command"],
            f"-dir={self._folder}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            *(f"-{part}.port={port}" for part, port in self._ports.items()),
            *(f"-{part}.port.grpc={port}" for part, port in self._inner_ports.items()),
            *(f"-{part}.localSocket={self._folder / part}.sock" for part in ("s3", "filer")),
            *_UNUSED,
        ]
