from pathlib import Path

import pytest

from signaling.settings import Http, Media, Settings, SettingsInvalid, load


def test_nothing_set_means_the_defaults() -> None:
    assert load(None, {}) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "counter.toml"
    file.write_text('data = "/srv/counter"\n[http]\nport = 8000\nhost = "127.0.0.2"\n[media]\nlisten = ["127.0.0.3"]\n')
    environment = {"REMOTE_COUNTER_HTTP_PORT": "9000", "REMOTE_COUNTER_MEDIA_LISTEN": "127.0.0.1,::1", "HOME": "/root"}
    settings = load(file, environment)
    assert settings.data == Path("/srv/counter")
    assert settings.http == Http(host="127.0.0.2", port=9000)
    assert settings.media == Media(listen=("127.0.0.1", "::1"))


def test_a_switch_is_turned_on_by_1() -> None:
    assert load(None, {"REMOTE_COUNTER_HTTP_TLS": "1", "REMOTE_COUNTER_DEMO": "1"}).http.tls


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"REMOTE_COUNTER_HTTP_PORT": "eighty"}, "port"),
        ({"REMOTE_COUNTER_COLOUR": "red"}, "colour"),
        ({"REMOTE_COUNTER_HTTP_COLOUR": "red"}, "colour"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsInvalid, match=named):
        load(None, environment)


@pytest.mark.parametrize("content", ["data = ", 'data = 3\n[http]\nport = "x"', "http = 3"])
def test_a_broken_file_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "counter.toml"
    file.write_text(content)
    with pytest.raises(SettingsInvalid, match=r"counter\.toml"):
        load(file, {"REMOTE_COUNTER_HTTP_HOST": "127.0.0.1"})


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml", {})
