"""A race that is won by trying again."""


class TryAgain(Exception):
    """The command lost a race against another transaction; the engine runs it again, on what that one has left."""
