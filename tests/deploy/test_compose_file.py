"""docker-compose.yml and Dockerfile, held against the settings, queues and ports of the code."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from config import Settings
from contracts.queues import CASES, DOCUMENTS, NOTIFICATIONS, REMINDERS

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
JOBS = {"temporal-schema", "temporal-namespace", "migrate"}
OURS = {name for name, service in SERVICES.items() if "build" in service}
WORKERS = {name: service for name, service in SERVICES.items() if name.startswith("worker-")}
OPTIONAL_SECRETS = {"ZHICHENG_SMS_GATEWAY_SECRET", "ZHICHENG_OIDC_CLIENT_SECRET"}


def filled_in(value: str) -> str:
    """The value as compose would pass it, a required secret as ``secret``."""
    value = re.sub(r"\$\{\w+:\?[^}]*\}", "secret", value)
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)


def environment(name: str) -> dict[str, str]:
    return {key: filled_in(str(value)) for key, value in SERVICES[name].get("environment", {}).items()}


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_setting_of_the_file_exists_and_is_valid(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {key: value for key, value in environment(name).items() if key.startswith("ZHICHENG_")}
    assert {key.removeprefix("ZHICHENG_").lower() for key in ours} <= set(Settings.model_fields)
    for key, value in ours.items():
        monkeypatch.setenv(key, value)
    assert Settings().env == "production"


def test_all_of_ours_run_with_the_same_settings() -> None:
    assert len({json.dumps(environment(name), sort_keys=True) for name in OURS}) == 1


def test_settings_of_one_machine_are_not_left_at_their_embedded_defaults() -> None:
    ours = environment("api")
    embedded = {"DATABASE_URL", "DOCUMENT_STORE_URL", "TEMPORAL_ADDRESS", "SMTP_HOST", "SMTP_PORT", "PUBLIC_URL"}
    assert {f"ZHICHENG_{name}" for name in embedded} <= set(ours)


def test_the_workers_poll_each_task_queue_once() -> None:
    polled = [queue for worker in WORKERS.values() for queue in worker["command"][2:]]
    assert sorted(polled) == sorted([CASES, REMINDERS, NOTIFICATIONS, DOCUMENTS])


@pytest.mark.parametrize("name", sorted(WORKERS))
def test_the_health_of_a_worker_is_that_its_queues_are_polled(name: str) -> None:
    assert WORKERS[name]["healthcheck"]["test"] == [
        "CMD", "python", "-m", "deploy.worker_health", *WORKERS[name]["command"][2:]
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - JOBS))
def test_each_long_running_service_has_a_health_check_and_is_restarted(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] == "CMD"
    assert "||" not in " ".join(check["test"])
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_every_dependency_exists_and_says_what_it_waits_for() -> None:
    for service in SERVICES.values():
        for needed, how in service.get("depends_on", {}).items():
            expected = "service_completed_successfully" if needed in JOBS else "service_healthy"
            assert how == {"condition": expected}


def test_the_api_and_the_workers_wait_for_schema_namespace_and_stores() -> None:
    for name in ("api", *WORKERS):
        assert set(SERVICES[name]["depends_on"]) == {"migrate", "temporal-namespace", "temporal", "postgres", "objects"}


def test_the_addresses_in_the_settings_are_services_of_this_file() -> None:
    ours = environment("api")
    assert ours["ZHICHENG_DATABASE_URL"] == "postgresql+psycopg://zhicheng:secret@postgres:5432/zhicheng"
    assert ours["ZHICHENG_TEMPORAL_ADDRESS"] == "temporal:7233"
    assert (ours["ZHICHENG_SMTP_HOST"], ours["ZHICHENG_SMTP_PORT"]) == ("mailpit", "1025")
    bucket = ours["ZHICHENG_DOCUMENT_STORE_URL"].removeprefix("s3://")
    assert f"-bucket={bucket}" in SERVICES["objects"]["command"]
    s3_port = ours["AWS_ENDPOINT_URL"].removeprefix("http://objects:")
    assert f"-s3.port={s3_port}" in SERVICES["objects"]["command"]


def test_ports_open_on_this_machine_only_and_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = Settings.model_fields
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)
    assert published["api"] == [f"127.0.0.1:{defaults['http_port'].default}:8000"]
    assert published["temporal"] == [f"127.0.0.1:{defaults['temporal_port'].default}:7233"]
    assert published["temporal-ui"] == [f"127.0.0.1:{defaults['temporal_ui_port'].default}:8080"]
    assert environment("api")["ZHICHENG_HTTP_PORT"] == "8000"
    assert environment("api")["ZHICHENG_TEMPORAL_UI_URL"] == f"http://{published['temporal-ui'][0].rpartition(':')[0]}"
    portal = environment("api")["ZHICHENG_PUBLIC_URL"]
    assert environment("temporal-ui")["TEMPORAL_CODEC_ENDPOINT"] == f"{portal}/codec"


def test_images_are_pinned() -> None:
    for service in SERVICES.values():
        tag = service["image"].partition(":")[2]
        assert re.search(r"\d+\.\d+", tag), service["image"]
    assert SERVICES["temporal"]["image"].partition(":")[2] == SERVICES["temporal-schema"]["image"].partition(":")[2]


def test_no_secret_is_written_down_and_each_is_required() -> None:
    """All but those of the gateway for text messages and of the identity provider, which not everybody has."""
    for name, service in SERVICES.items():
        for key, value in service.get("environment", {}).items():
            if re.search(r"PASSWORD|PWD|SECRET|ACCESS_KEY|ENDPOINT_KEYS", key):
                without = ":-" if key in OPTIONAL_SECRETS else r":\?.+"
                assert re.fullmatch(rf"\$\{{\w+{without}\}}", value), f"{name}: {key}"


def test_files_mounted_from_the_repository_exist() -> None:
    mounted = [
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]
    assert mounted
    assert [path for path in mounted if not (ROOT / path).is_file()] == []


def test_named_volumes_are_declared() -> None:
    used = {
        volume.partition(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith("./")
    }
    assert used == set(COMPOSE["volumes"])


def test_the_image_is_built_from_the_lock_and_runs_without_privileges() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("FROM python:3.11-slim")
    assert any("--require-hashes" in line and "requirements.lock" in line for line in lines)
    users = [line for line in lines if line.startswith("USER ")]
    assert users == ["USER zhicheng"]
    assert lines.index("USER zhicheng") < next(place for place, line in enumerate(lines) if line.startswith("CMD"))
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".env", ".git", "var"} <= set(ignored)
