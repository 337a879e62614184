from agent_console.demo.banner import banner
from agent_console.demo.seed import Credentials
from signaling.protocol.names import Role

PEOPLE = (Credentials(Role.OFFICIAL, "chen", "secret-1"), Credentials(Role.SUPERVISOR, "zhou", "secret-2"))
URL = "http://127.0.0.1:8080"


def test_a_newcomer_reads_addresses_accounts_and_the_one_time_link() -> None:
    text = banner(URL, (), PEOPLE, "code", {})
    for words in (f"{URL}/official", f"{URL}/supervisor", "chen", "secret-1", "zhou", "secret-2"):
        assert words in text
    assert f"{URL}/window#enrol=code" in text
    assert "ssh" not in text


def test_over_ssh_the_terminal_says_how_to_open_the_pages() -> None:
    text = banner(URL, (), PEOPLE, "code", {"SSH_CONNECTION": "10.0.0.2 5000 10.0.0.1 22", "USER": "anna"})
    assert "ssh -N -L 8080:127.0.0.1:8080 anna@10.0.0.1" in text


def test_with_tls_other_machines_are_told_of_the_authority_first() -> None:
    text = banner("https://127.0.0.1:8080", ("https://10.0.0.1:8080",), PEOPLE, "code", {})
    assert text.index("https://10.0.0.1:8080/ca") < text.index("https://10.0.0.1:8080/window#enrol=code")


def test_the_departments_own_page_is_told_where_it_runs() -> None:
    page = "http://127.0.0.1:9000/enter?key=k"
    assert page in banner(URL, (), PEOPLE, "code", {}, page)
    assert "Departments" not in banner(URL, (), PEOPLE, "code", {})
