"""Rows of accounts, windows, enrolments and server-side sessions."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import delete, func, insert, select, update

from agent_console.store.tables import accounts, enrolments, failed_attempts, logins, windows
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import Text


class Account(msgspec.Struct, frozen=True):
    """A person who signs in. `password` is an argon2id hash in PHC string format; empty, nobody comes in with it."""

    id: str
    role: Role
    password: str
    name: Text
    division: str
    hall: str = ""
    departments: frozenset[str] = frozenset()
    qualifications: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({"zh-CN"})
    disabled: bool = False
    email: str | None = None  # Where notices go, beside the desk.

    def actor(self) -> Actor:
        """Return the account as somebody who acts."""
        return Actor(
            role=self.role,
            id=self.id,
            name=self.name,
            division=self.division,
            hall=self.hall,
            departments=self.departments,
            qualifications=self.qualifications,
            languages=self.languages,
        )


class Window(msgspec.Struct, frozen=True):
    """A device in a hall at which residents are served."""

    id: str
    name: Text
    division: str
    hall: str
    unattended: bool = False  # No clerk is near.

    def actor(self) -> Actor:
        """Return the window as somebody who acts."""
        return Actor(
            role=Role.WINDOW,
            id=self.id,
            name=self.name,
            division=self.division,
            hall=self.hall,
            unattended=self.unattended,
        )


def add_account(tx: Transaction, account: Account, now: datetime) -> None:
    """Insert an account; one of the same id is replaced, its sessions ended."""
    tx.execute(delete(accounts).where(accounts.c.id == account.id))
    tx.execute(delete(logins).where(logins.c.subject == account.id, logins.c.page != Role.WINDOW))
    tx.execute(insert(accounts).values(**msgspec.structs.asdict(account), created_at=now))


def get_account(tx: Transaction, account: str) -> Account | None:
    """Return the account that may sign in under this id."""
    columns = [accounts.c[field] for field in Account.__struct_fields__]
    row = tx.execute(select(*columns).where(accounts.c.id == account, ~accounts.c.disabled)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, Account)


def of_role(tx: Transaction, role: Role) -> list[Account]:
    """Return everybody of a role who may sign in."""
    columns = [accounts.c[field] for field in Account.__struct_fields__]
    rows = tx.execute(select(*columns).where(accounts.c.role == role, ~accounts.c.disabled).order_by(accounts.c.id))
    return [msgspec.convert(row._mapping, Account) for row in rows]


def add_window(tx: Transaction, window: Window, now: datetime) -> None:
    """Insert a window, or rename the one of this id."""
    fields = msgspec.structs.asdict(window)
    if tx.execute(update(windows).where(windows.c.id == window.id).values(**fields)).rowcount == 0:
        tx.execute(insert(windows).values(**fields, created_at=now))


def get_window(tx: Transaction, window: str) -> Window | None:
    """Return the window of this id."""
    columns = [windows.c[field] for field in Window.__struct_fields__]
    row = tx.execute(select(*columns).where(windows.c.id == window)).one_or_none()
    return None if row is None else msgspec.convert(row._mapping, Window)


def add_enrolment(tx: Transaction, code_hash: str, window: str, expires_at: datetime) -> None:
    """Let a code enrol a window once."""
    tx.execute(insert(enrolments).values(code_hash=code_hash, window=window, expires_at=expires_at))


def spend_enrolment(tx: Transaction, code_hash: str, now: datetime) -> Window | None:
    """Return the window that the code enrols, and spend it; None if it is unknown, expired or spent."""
    spent = tx.execute(
        update(enrolments)
        .where(enrolments.c.code_hash == code_hash, enrolments.c.spent_at.is_(None), enrolments.c.expires_at > now)
        .values(spent_at=now)
        .returning(enrolments.c.window)
    ).one_or_none()
    return None if spent is None else get_window(tx, spent[0])


def add_login(tx: Transaction, token_hash: str, page: Role, subject: str, now: datetime, expires_at: datetime) -> None:
    """Begin a server-side session, and forget those that are over."""
    tx.execute(delete(logins).where(logins.c.expires_at <= now))
    tx.execute(
        insert(logins).values(token_hash=token_hash, page=page, subject=subject, created_at=now, expires_at=expires_at)
    )


def get_login(tx: Transaction, token_hash: str, page: Role, now: datetime) -> Actor | None:
    """Return who holds this session; None if it is over, or its holder may no longer sign in."""
    subject = tx.execute(
        select(logins.c.subject).where(
            logins.c.token_hash == token_hash, logins.c.page == page, logins.c.expires_at > now
        )
    ).scalar_one_or_none()
    if subject is None:
        return None
    holder = get_window(tx, subject) if page is Role.WINDOW else get_account(tx, subject)
    return None if holder is None else holder.actor()


def end_login(tx: Transaction, token_hash: str) -> None:
    """End a server-side session. Idempotent."""
    tx.execute(delete(logins).where(logins.c.token_hash == token_hash))


def count_failures(tx: Transaction, subject: str, since: datetime) -> int:
    """Return how often signing in failed for an account or an address."""
    count = tx.execute(
        select(func.count()).where(failed_attempts.c.subject == subject, failed_attempts.c.at > since)
    ).scalar_one()
    return int(count)


def add_failure(tx: Transaction, subjects: tuple[str, ...], now: datetime, kept: timedelta) -> None:
    """Note that signing in failed, and forget what is older than `kept`."""
    tx.execute(delete(failed_attempts).where(failed_attempts.c.at <= now - kept))
    tx.execute(insert(failed_attempts), [{"subject": subject, "at": now} for subject in subjects])


def clear_failures(tx: Transaction, subject: str) -> None:
    """Forget the failures of one account: its owner has come in."""
    tx.execute(delete(failed_attempts).where(failed_attempts.c.subject == subject))


def forgive_failure(tx: Transaction, subject: str) -> None:
    """Forget the latest failure of an address, which was none: others may sit behind the same one."""
    latest = select(func.max(failed_attempts.c.number)).where(failed_attempts.c.subject == subject).scalar_subquery()
    tx.execute(delete(failed_attempts).where(failed_attempts.c.number == latest))
