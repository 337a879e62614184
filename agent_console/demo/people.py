"""The people of the demonstration city, and the windows that they work at."""

from collections.abc import Iterable

from agent_console.core.office import Office, OfficeKind
from agent_console.store.accounts import Account, Window
from signaling.protocol.names import Role
from signaling.protocol.views import Text

CITY, DIVISION, BOLUO = "441300", "441302", "441322"
HALL = "huicheng"
HEAD = "head"  # The qualification of whoever leads departments.
# The window of whoever tries the demonstration by hand, and the simulated resident's.
BY_HAND = Window("window-1", Text(zh="惠城大厅 1 号窗口", en="Huicheng hall, window 1"), DIVISION, HALL)
SIMULATED = Window("window-2", Text(zh="惠城大厅 2 号窗口", en="Huicheng hall, window 2"), DIVISION, HALL)

QUALIFICATIONS = frozenset({"business-registration", "food-safety", "pension", "household", "real-estate"})
_BOTH = frozenset({"zh-CN", "en"})


def people(departments: frozenset[str]) -> tuple[Account, ...]:
    """Return everybody who signs in, without passwords, where the city has these departments."""
    return (
        Account(
            "chen",
            Role.OFFICIAL,
            "",
            Text(zh="陈志远", en="Chen Zhiyuan"),
            DIVISION,
            HALL,
            departments,
            QUALIFICATIONS,
            _BOTH,
        ),
        Account(
            "lin",
            Role.OFFICIAL,
            "",
            Text(zh="林晓梅", en="Lin Xiaomei"),
            DIVISION,
            HALL,
            frozenset({"market-regulation"}),
            frozenset({"business-registration", "food-safety"}),
        ),
        Account(
            "he",
            Role.OFFICIAL,
            "",
            Text(zh="何建国", en="He Jianguo"),
            BOLUO,
            "boluo",
            departments,
            QUALIFICATIONS,
            _BOTH,
        ),
        Account(
            "gao",
            Role.OFFICIAL,
            "",
            Text(zh="高文斌", en="Gao Wenbin"),
            CITY,
            "city",
            departments,
            QUALIFICATIONS | {HEAD},
            _BOTH,
        ),
        Account("wu", Role.CLERK, "", Text(zh="吴秀兰", en="Wu Xiulan"), DIVISION, HALL),
        Account("zhou", Role.SUPERVISOR, "", Text(zh="周明", en="Zhou Ming"), DIVISION),
        Account("admin", Role.OPERATOR, "", Text(zh="系统管理员", en="Administrator"), CITY),
    )


def windows(offices: Iterable[Office]) -> tuple[Window, ...]:
    """Return one window for each hall and agency that the demonstration does not already work at."""
    return tuple(
        Window(
            f"{office.id}-1",
            Text(zh=f"{office.name.zh} 1 号窗口", en=f"{office.name.en}, window 1"),
            office.division,
            office.id,
        )
        for office in offices
        if office.kind is not OfficeKind.DEPARTMENT and office.id != HALL
    )
