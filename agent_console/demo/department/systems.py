"""The two systems that the service stands for."""

import msgspec

from agent_console.demo.department.words import Words


class System(msgspec.Struct, frozen=True):
    """A department's own system."""

    name: str  # As in the address.
    title: Words
    authority: str  # Under its papers.
    prefix: str  # Of its numbers.
    licences: bool  # Whether licences are fetched from it.


SYSTEMS = {
    each.name: each
    for each in (
        System(
            "market",
            Words("市场监督管理局 · 商事登记系统", "Administration for Market Regulation · Business registration"),
            "市场监督管理局 Administration for Market Regulation",
            "SJ",
            False,
        ),
        System(
            "police",
            Words("公安局 · 居住与租赁登记系统", "Public Security Bureau · Residences and leases"),
            "公安局 Public Security Bureau",
            "GA",
            True,
        ),
    )
}
