"""All settings: one TOML file, overridden by the environment (`REMOTE_COUNTER_HTTP_PORT` for `[http] port`)."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec


class Http(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where pages, REST and sockets are served."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""  # What links in notices begin with; empty: the address served on.
    tls: bool = False  # HTTPS with a local certificate authority, on the machine's own addresses.


class Media(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The media node's UDP side."""

    port: int = 0  # 0: any free one.
    listen: tuple[str, ...] = ("127.0.0.1",)
    advertise: tuple[str, ...] = ()  # Host candidates; empty: the addresses listened on.


class Messages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Messages to residents and officials, as Apprise URLs. Without any of a kind: a file in `data`, for trying."""

    sms: tuple[str, ...] = ()  # `{phone}` stands for the number.
    email: tuple[str, ...] = ()  # `{email}` stands for the address.


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that an operator may set; documented in docs/operations.md."""

    data: Path = Path("var")
    database: str = ""  # SQLAlchemy URL; empty: SQLite in `data`.
    redis: str = ""  # redis:// URL; empty: the in-process bus.
    connectors: str = ""  # YAML file of department systems; docs/connectors.md.
    demo: bool = False  # Demonstration catalogue, accounts and a simulated resident.
    log_json: bool = False
    log_level: str = "INFO"
    http: Http = Http()
    media: Media = Media()
    messages: Messages = Messages()


class SettingsInvalid(Exception):
    """A setting is unknown or of the wrong kind; the message names it and its source."""


def load(file: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """
    Return the settings of a TOML file (none: defaults) under the environment's.

    Raises:
        SettingsInvalid: An unknown name, or a value of the wrong kind.
    """
    tree: dict[str, object] = {}
    if file is not None:
        try:
            tree = tomllib.loads(file.read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise SettingsInvalid(f"{file}: {error}") from error
    sections = {"http": Http, "media": Media, "messages": Messages}
    for name, value in environment.items():
        if not name.startswith("REMOTE_COUNTER_"):
            continue
        key = name.removeprefix("REMOTE_COUNTER_").lower()
        section, _, rest = key.partition("_")
        if section in sections and rest:
            inner = tree.setdefault(section, {})
            if not isinstance(inner, dict):
                raise SettingsInvalid(f"{name}: [{section}] is no section in {file}")
            inner[rest] = value.split(",") if rest in ("listen", "advertise", "urls") else value
        else:
            tree[key] = value
    try:
        return msgspec.convert(tree, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SettingsInvalid(f"{file or 'environment'}: {error}") from error


def _path(kind: type[Path], value: object) -> Path:
    """Read what msgspec has no notion of: a path, relative to where the program was started."""
    if not issubclass(kind, Path) or not isinstance(value, str):
        raise ValueError(f"expected {kind.__name__}")
    return kind(value)
