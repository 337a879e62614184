"""Why a clerk is rung for."""

from typing import Literal

RingReason = Literal["help", "scan", "print", "device", "original", "identity", "hand-over", "other"]
