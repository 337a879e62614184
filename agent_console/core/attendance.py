"""Which items need a clerk at the window."""

from agent_console.core.catalogue import Item


def needs_clerk(item: Item) -> bool:
    """Tell whether the item cannot be handled where no clerk is: an original is to be seen, or a signature is wet."""
    return item.signature == "wet" or any(material.original_seen for material in item.materials)
