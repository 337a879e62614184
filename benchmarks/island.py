"""
A network of the benchmarks' own: a namespace with loopback and one address, left by nothing and reached by nobody.

Janus offers no loopback candidates, so loopback alone will not do; with an address of the machine's own the figures
would depend on the network that it happens to be in. Packets between programs on one address never leave the kernel.
"""

import ctypes
import fcntl
import os
import struct
import subprocess

ADDRESS = "10.77.0.1"

# <linux/sched.h>, <linux/if_tun.h>
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000


class NoIsland(Exception):
    """Namespaces or TUN devices are not to be had here; the message says which."""


def settle() -> int:
    """
    Move this process, and all that it will start, to the island; return the device's file, to be kept open.

    Must be called before any thread is started: a namespace belongs to a thread.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    kind = CLONE_NEWNET if os.geteuid() == 0 else CLONE_NEWNET | CLONE_NEWUSER
    if libc.unshare(kind) != 0:
        raise NoIsland(f"no network namespace: {os.strerror(ctypes.get_errno())} (root can make one)")
    try:
        device = os.open("/dev/net/tun", os.O_RDWR)
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"island", IFF_TUN | IFF_NO_PI))
    except OSError as error:
        raise NoIsland(f"no TUN device: {error}") from error
    for command in (
        "link set lo up",
        f"addr add {ADDRESS}/24 dev island",
        "link set island addrgenmode none",  # No IPv6 address: one candidate each.
        "link set island up",
    ):
        subprocess.run(["ip", *command.split()], check=True)
    return device
