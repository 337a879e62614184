"""The audit's heads: signed every minute, and once more when the server stops."""

import asyncio
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signaling.clock import Clock
from signaling.store.engine import Store
from signaling.store.proof import sign_heads

EVERY_SECONDS = 60.0


async def sign_now(store: Store, clock: Clock, key: Ed25519PrivateKey) -> None:
    """Sign the ends of the chains that grew since the last time."""
    await store.write(partial(sign_heads, key=key, at=clock.now()))


async def keep_signing(store: Store, clock: Clock, key: Ed25519PrivateKey) -> None:
    """Sign again and again until cancelled: what is older than a minute cannot be rewritten unseen."""
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        await sign_now(store, clock, key)
