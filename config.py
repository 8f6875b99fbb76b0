"""Every setting of the platform, read once from the environment (prefix ``ZHICHENG_``).

Nothing else reads the environment. Ports bind to 127.0.0.1 unless a container says otherwise (``BIND_HOST``).
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(StrEnum):
    """Where this process runs. Demonstration accounts exist only outside ``production``."""

    DEMONSTRATION = "demonstration"
    SANDBOX = "sandbox"
    REHEARSAL = "rehearsal"
    """A sandbox for one case, of which nothing stays."""
    PRODUCTION = "production"


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="ZHICHENG_", extra="ignore", frozen=True)

    env: Environment = Environment.DEMONSTRATION
    bind_host: str = "127.0.0.1"
    http_port: int = 8000
    temporal_port: int = 7233
    temporal_ui_port: int = 8233
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 2525
    data_dir: Path = Path("var")
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in ``data_dir``."""
    temporal_address: str = ""
    """host:port of the Temporal frontend; empty means 127.0.0.1 and ``temporal_port``."""
    temporal_namespace: str = "default"
    temporal_ui_url: str = ""
    document_store_url: str = ""
    """obstore URL (``s3://…``); empty means files in ``data_dir``."""
    build_id: str = ""
    """Worker deployment version; empty runs unversioned (development, tests)."""
    mail_from: str = "zhicheng@example.gov.cn"
    endpoint_keys: str = Field(default="", repr=False)
    """Keys, newest first, separated by commas, that seal what people enter of how they are reached; in production none
    can be entered without one, elsewhere empty means a key that everybody knows."""
    sms_gateway_url: str = ""
    """Where text messages are handed over; empty: there are none."""
    sms_gateway_key_id: str = ""
    sms_gateway_secret: str = Field(default="", repr=False)
    private_endpoints: bool = False
    """Whether people's own endpoints may lie inside our network (SSRF), and be called without TLS."""
    public_url: str = ""
    """Address in mails and documents; empty means http://127.0.0.1 and ``http_port``."""
    session_hours: int = Field(default=12, ge=1)
    """How long a log-in lasts at most."""
    session_idle_minutes: int = Field(default=60, ge=1)
    """How long a browser may be left alone before its log-in ends; tokens of programs have no such end."""
    trusted_proxies: str = ""
    """Networks (CIDR), by commas, whose X-Forwarded-For is believed; nobody else's is."""
    limit_sign_in_account: str = "10 per 15 minutes"
    limit_sign_in_address: str = "100 per 15 minutes"
    """Failed log-ins to one account, and from one address: see ``api.rate_limits``."""
    limit_public_write: str = "60 per hour"
    limit_public_read: str = "240 per minute"
    """What one address may do without a log-in: hand something in, and ask."""
    oidc_issuer: str = ""
    """The identity provider whose log-in is taken; empty: none."""
    oidc_client_id: str = ""
    oidc_client_secret: str = Field(default="", repr=False)
    oidc_claim: str = "sub"
    """The claim by which it names a person as ``accounts.external_id`` does."""
    oidc_label: str = "统一身份认证"
    """What people call it."""
    font_dir: str = Field(default="", validation_alias=AliasChoices("ZHICHENG_FONT_DIR", "GONGWEN_FONT_DIR"))
    """Folder of the office's own fonts (仿宋_GB2312, 方正小标宋简体 …); empty means those of the font package alone."""
    log_level: str = Field(default="WARNING", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{(self.data_dir / 'register.db').resolve()}"

    @property
    def temporal(self) -> str:
        return self.temporal_address or f"127.0.0.1:{self.temporal_port}"

    @property
    def temporal_ui(self) -> str:
        return self.temporal_ui_url or f"http://127.0.0.1:{self.temporal_ui_port}"

    @property
    def documents(self) -> str:
        return self.document_store_url or (self.data_dir / "documents").resolve().as_uri()

    @property
    def base_url(self) -> str:
        return self.public_url or f"http://127.0.0.1:{self.http_port}"

    @property
    def is_sandbox(self) -> bool:
        return self.env in (Environment.SANDBOX, Environment.REHEARSAL)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
