"""Claims about listening on all addresses."""

from media.transport.addresses import expand


def test_a_named_address_stays() -> None:
    assert expand(("127.0.0.1", "192.0.2.55")) == ("127.0.0.1", "192.0.2.55")


def test_all_addresses_are_each_of_the_machines_own() -> None:
    own = expand(("0.0.0.0",))
    assert "127.0.0.1" in own
    assert "0.0.0.0" not in own
    assert not any(":" in address for address in own)


def test_no_address_stands_twice() -> None:
    own = expand(("127.0.0.1", "0.0.0.0"))
    assert own[0] == "127.0.0.1"
    assert len(set(own)) == len(own)


def test_ipv6_brings_no_link_local_address() -> None:
    assert not any(address.startswith("fe80") for address in expand(("::",)))
