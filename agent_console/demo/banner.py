"""What the terminal tells a newcomer."""

from collections.abc import Mapping

from agent_console.demo.seed import BY_HAND, Credentials
from signaling.protocol.names import Role


def banner(
    url: str,
    others: tuple[str, ...],
    credentials: tuple[Credentials, ...],
    code: str,
    environment: Mapping[str, str],
    department: str | None = None,
) -> str:
    """
    Return the demonstration's addresses, accounts and one-time link.

    Args:
        url: Where this machine itself opens the pages.
        others: The same for other machines, with TLS only.
        code: Enrols the window that is tried by hand, once.
        department: The link to the page of the departments' own systems, if they run beside.
    """
    pages = {
        Role.OFFICIAL: "Official   ",
        Role.SUPERVISOR: "Supervisor ",
        Role.CLERK: "Clerk      ",
        Role.OPERATOR: "Operator   ",
    }
    lines = ["", "  Remote Counter · 远程柜台 — demonstration", ""]
    lines += [
        f"  {pages[entry.role]} {url}/{entry.role.value:<11} account {entry.account:<6} password {entry.password}"
        for entry in credentials
    ]
    lines += [
        f"  Window      {url}/window#enrol={code}",
        f"              (opens {BY_HAND.name.en} in this browser; the link works once)",
        *_departments(department),
        "",
        "  A simulated resident waits in the queue: sign in as an official, go on duty, press Call next.",
    ]
    if others:
        lines += ["", f"  From another machine, first trust the certificate authority at {others[0]}/ca, then open"]
        lines += [f"              {other}/window#enrol={code}" for other in others]
    if "SSH_CONNECTION" in environment:
        port = url.rpartition(":")[2]
        host = environment["SSH_CONNECTION"].split()[2]
        lines += [
            "",
            "  You are here over SSH. Run this on the computer in front of you, then open the links above there:",
            f"              ssh -N -L {port}:127.0.0.1:{port} {environment.get('USER', 'root')}@{host}",
            "  SSH does not forward UDP, by which voice and picture travel: for a call from there use make run TLS=1.",
        ]
    return "\n".join([*lines, ""])


def _departments(page: str | None) -> list[str]:
    if page is None:
        return []
    return [
        f"  Departments {page}",
        "              (their own systems, apart from the counter: what it accepts arrives there)",
    ]
