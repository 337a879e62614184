"""Who may do what with a case: the service type of an implementation at a receiving office, resolved at its opening."""

from enum import IntEnum, StrEnum

import msgspec


class ServiceType(IntEnum):
    """What the receiving office does, and what the home department keeps (design of the three types)."""

    COLLECTED = 1  # 代收材料、属地办理: the home department accepts and decides.
    ACCEPTED = 2  # 异地受理、属地办理: a named acceptor of the receiving office accepts in the home authority's name.
    HANDLED = 3  # 异地受理、异地办理: accepted there, decided by the department of the receiving place.


class Mode(StrEnum):
    """How people get there: a field of its own beside the service type."""

    ONLINE = "online"  # 全程网办
    COLLECTION = "collection"  # 异地代收代办
    JOINT = "joint"  # 多地联办


class Duty(StrEnum):
    """What somebody did, or may do, in a case; who did is recorded for each."""

    CHECKER = "checker"
    ACCEPTOR = "acceptor"
    REVIEWER = "reviewer"
    DECIDER = "decider"


class Handling(msgspec.Struct, frozen=True, rename="camel"):
    """
    How one case is handled: resolved from the item's implementation and the window's hall, and kept with the case.

    Divisions are GB/T 2260 codes. `receiving` is the window's county, `home` the one whose authority is applied to.
    """

    service_type: ServiceType
    mode: Mode
    receiving: str
    receiving_office: str
    home: str
    accepting: str  # The division whose officials accept: `home` for type 1, else `receiving`.
    deciding: str  # The division whose department decides: `receiving` for type 3, else `home`.
    department: str  # Decides, of the deciding division.
    legal_days: int  # Working days.
    committed_days: int
    seal: str = ""  # Of the deciding authority, by name of its key; empty: the demonstration's.
    must_differ: tuple[tuple[Duty, Duty], ...] = ((Duty.ACCEPTOR, Duty.DECIDER),)
    unattended: bool = False  # A window without a clerk may be used.
