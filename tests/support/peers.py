"""Peers put together from offers, without sockets."""

from media.core.sdp import agree
from media.peer import Peer
from media.transport.aiortc_seam import Certificate, read_offer
from signaling.protocol.names import PeerId, Role
from tests.support.forwarding import Forwarding
from tests.support.rtp_peer import RtpPeer


def a_peer(way: Forwarding, role: Role, *, name: str = "p", named: bool = True) -> tuple[Peer, list[object]]:
    """Return a peer, and what it tells of its state and its producers."""
    told: list[object] = []
    offer = read_offer(RtpPeer(role, named=named).offer())
    peer = Peer(
        PeerId(name),
        role,
        offer,
        agree(offer, role),
        certificate=Certificate(),
        io=way.io,
        outbox=way.outbox,
        on_state=lambda peer, state: told.append(state),
        on_producer=lambda peer, producer: told.append(producer),
        on_behind=way.behind.append,
    )
    return peer, told
