"""Who is there: signing in, enrolling a window, and telling a cookie's holder."""

import asyncio
import hashlib
import secrets
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from agent_console.store import accounts
from agent_console.store.accounts import Account, Window
from signaling.clock import Clock
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Handshake, Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store import ledger
from signaling.store.engine import Store

PERSON_SESSION = timedelta(hours=12)  # One working day; ASVS 5.0 7.3.2.
WINDOW_SESSION = timedelta(days=90)
ENROLMENT = timedelta(hours=24)
FAILURES_KEPT = timedelta(minutes=10)
MAX_FAILURES_OF_ACCOUNT = 5
MAX_FAILURES_OF_ADDRESS = 50  # A whole hall may share one address.

# Whoever has the machine's command line.
OPERATOR = Actor(Role.OPERATOR, "operator", Text(zh="运维", en="Operator"), "")

COOKIES: dict[Role, str] = {
    Role.OFFICIAL: "__Host-official",
    Role.SUPERVISOR: "__Host-supervisor",
    Role.WINDOW: "__Host-window",
    Role.CLERK: "__Host-clerk",
    Role.OPERATOR: "__Host-operator",
}


class Login(msgspec.Struct, frozen=True):
    """A session that begins: what its cookie holds, and for how long."""

    token: str
    actor: Actor
    lasts: timedelta


class Accounts:
    """Signs people in and enrols windows. Passwords are hashed in threads: argon2id takes tens of milliseconds."""

    def __init__(self, store: Store, clock: Clock, hasher: PasswordHasher | None = None) -> None:
        self._store = store
        self._clock = clock
        self._hasher = hasher or PasswordHasher()
        # Verified against where there is no such account, so that the time of an answer does not tell.
        self._nobody: str | None = None

    async def hash_password(self, password: str) -> str:
        """Return the argon2id hash of a password."""
        return await asyncio.to_thread(self._hasher.hash, password)

    async def sign_in(self, role: Role, account: str, password: str, address: str) -> Login:
        """
        Open a session for a page.

        Raises:
            Refused: too-many-attempts; credentials-wrong, whichever part of them is.
        """
        if not account.isprintable():
            raise Refused(Code.CREDENTIALS_WRONG)
        subjects = (f"account:{account}", f"address:{address}")
        # Counted as failed until it has succeeded: else a hundred guesses at once would all find the count at zero.
        found = await self._store.write(lambda tx: self._attempt(tx, account, subjects))
        right = await self._verify(found, password)
        if found is None or not right or found.role is not role:
            raise Refused(Code.CREDENTIALS_WRONG)
        return await self._store.write(lambda tx: self._succeed(tx, role, found.actor(), subjects))

    async def sign_out(self, role: Role, token: str) -> Actor | None:
        """End the session of a cookie, and return whose it was. Idempotent."""

        def end(tx: Transaction) -> Actor | None:
            actor = accounts.get_login(tx, _hash(token), role, self._clock.now())
            accounts.end_login(tx, _hash(token))
            if actor is not None:
                self._enter(tx, actor, "signed-out", actor.id)
            return actor

        return await self._store.write(end)

    async def add_account(self, account: Account, password: str) -> None:
        """Make an account, in the place of one of the same id, whose sessions end."""
        made = msgspec.structs.replace(account, password=await self.hash_password(password))

        def add(tx: Transaction) -> None:
            accounts.add_account(tx, made, self._clock.now())
            self._enter(tx, OPERATOR, "account-added", made.id)

        await self._store.write(add)

    async def add_window(self, window: Window) -> str:
        """Add a window, and return the one-time code that enrols its device."""
        now = self._clock.now()
        code = secrets.token_urlsafe(18)

        def add(tx: Transaction) -> None:
            accounts.add_window(tx, window, now)
            accounts.add_enrolment(tx, _hash(code), window.id, now + ENROLMENT)
            self._enter(tx, OPERATOR, "window-added", window.id)

        await self._store.write(add)
        return code

    async def enrol(self, code: str) -> Login:
        """
        Make a device a window by its one-time code.

        Raises:
            Refused: enrolment-invalid: unknown, expired or spent; one code serves one device.
        """

        def spend(tx: Transaction) -> Login:
            window = accounts.spend_enrolment(tx, _hash(code), self._clock.now())
            if window is None:
                raise Refused(Code.ENROLMENT_INVALID)
            return self._begin(tx, Role.WINDOW, window.actor(), WINDOW_SESSION, "enrolled")

        return await self._store.write(spend)

    async def holder(self, role: Role, token: str | None) -> Actor:
        """
        Return who holds the session of a cookie.

        Raises:
            Refused: not-signed-in.
        """
        if not token:
            raise Refused(Code.NOT_SIGNED_IN)
        now = self._clock.now()
        actor = await self._store.read(partial(accounts.get_login, token_hash=_hash(token), page=role, now=now))
        if actor is None:
            raise Refused(Code.NOT_SIGNED_IN)
        return actor

    async def identify(self, handshake: Handshake) -> Actor:
        """Tell who opens a socket; this is `signaling.ports.Identify`."""
        check_origin(handshake.origin, handshake.host)
        return await self.holder(handshake.role, handshake.cookies.get(COOKIES[handshake.role]))

    def _attempt(self, tx: Transaction, account: str, subjects: tuple[str, str]) -> Account | None:
        now = self._clock.now()
        limits = (MAX_FAILURES_OF_ACCOUNT, MAX_FAILURES_OF_ADDRESS)
        for subject, limit in zip(subjects, limits, strict=True):
            if accounts.count_failures(tx, subject, now - FAILURES_KEPT) >= limit:
                raise Refused(Code.TOO_MANY_ATTEMPTS, minutes=int(FAILURES_KEPT.total_seconds() // 60))
        accounts.add_failure(tx, subjects, now, FAILURES_KEPT)
        return accounts.get_account(tx, account)

    def _succeed(self, tx: Transaction, role: Role, actor: Actor, subjects: tuple[str, str]) -> Login:
        of_account, of_address = subjects
        accounts.clear_failures(tx, of_account)
        accounts.forgive_failure(tx, of_address)
        return self._begin(tx, role, actor, PERSON_SESSION, "signed-in")

    async def _verify(self, account: Account | None, password: str) -> bool:
        if self._nobody is None:
            self._nobody = await self.hash_password(secrets.token_urlsafe())
        expected = account.password if account else self._nobody
        try:
            return await asyncio.to_thread(self._hasher.verify, expected, password)
        except (VerificationError, InvalidHashError):
            return False

    def _begin(self, tx: Transaction, role: Role, actor: Actor, lasts: timedelta, action: str) -> Login:
        now = self._clock.now()
        token = secrets.token_urlsafe(32)
        accounts.add_login(tx, _hash(token), role, actor.id, now, now + lasts)
        self._enter(tx, actor, action, actor.id)
        return Login(token, actor, lasts)

    def _enter(self, tx: Transaction, actor: Actor, action: str, subject: str) -> None:
        entry = ledger.Entry(actor=actor.id, role=actor.role, action=action, subject=subject, at=self._clock.now())
        ledger.record(tx, (), entry)


def check_origin(origin: str | None, host: str) -> None:
    """
    Refuse a request that another site's page sends in the name of whoever is signed in here.

    A browser tells the origin of every socket and of every request that is not GET or HEAD (Fetch §3.2). A client that
    tells none is no browser, and sends no cookie that it was not given.

    Raises:
        Refused: origin-wrong.
    """
    if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
        raise Refused(Code.ORIGIN_WRONG)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
