"""The one exception for a legal request that our rules refuse."""

from signaling.protocol.codes import Code


class Refused(Exception):
    """
    A legal request that our rules refuse: a `refused` frame on the wire, an RFC 9457 problem over HTTP.

    `facts` fill the placeholders of the translated message; they hold no personal data.
    """

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts
