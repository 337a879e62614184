"""Who acts, and over what: the Actor and its scope."""

import msgspec

from signaling.protocol.names import Role
from signaling.protocol.views import Text


class Actor(msgspec.Struct, frozen=True):
    """
    Somebody who was identified: a window's device, or a person with an account.

    `id` is a WindowId or the account's id. `division` is the county served (GB/T 2260). An empty `departments` means
    none for an official and all for a supervisor.
    """

    role: Role
    id: str
    name: Text
    division: str
    hall: str = ""
    departments: frozenset[str] = frozenset()
    qualifications: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({"zh-CN"})
    unattended: bool = False  # A window without a clerk.
