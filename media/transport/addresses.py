"""The machine's own addresses, for settings that listen on all of them."""

import ipaddress

import ifaddr


def expand(listen: tuple[str, ...]) -> tuple[str, ...]:
    """
    Return the addresses to bind, each once: an unspecified one (`0.0.0.0`, `::`) stands for all of its family.

    One socket per address, since an answer has to leave from the address that was asked; IPv6 link-local addresses are
    left out, as a candidate cannot carry their scope (RFC 8839 §5.1).
    """
    own = [str(ip.ip if ip.is_IPv4 else ip.ip[0]) for adapter in ifaddr.get_adapters() for ip in adapter.ips]
    expanded: dict[str, None] = {}
    for text in listen:
        address = ipaddress.ip_address(text)
        if not address.is_unspecified:
            expanded[text] = None
            continue
        for candidate in own:
            one = ipaddress.ip_address(candidate)
            if one.version == address.version and not one.is_link_local:
                expanded[candidate] = None
    return tuple(expanded)
