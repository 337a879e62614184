"""Rows of the folders of waiting tickets."""

import msgspec
from sqlalchemy import delete, func, insert, select, update

from agent_console.core.folder import FolderMark, FolderPage
from agent_console.store.clerk_tables import folder_marks, folder_pages
from signaling.ports import Transaction
from signaling.protocol.names import Sha256, TicketId


def add_page(tx: Transaction, ticket: TicketId, page: FolderPage) -> None:
    """Store a page at the end of a ticket's folder; its `place` is given here."""
    last = tx.execute(select(func.max(folder_pages.c.place)).where(folder_pages.c.ticket == ticket)).scalar()
    placed = msgspec.structs.replace(page, place=(last or 0) + 1)
    tx.execute(insert(folder_pages).values(ticket=ticket, **msgspec.structs.asdict(placed)))


def put_page(tx: Transaction, ticket: TicketId, page: FolderPage) -> None:
    """Store what became of a page: its reading, or its material."""
    which = (folder_pages.c.ticket == ticket) & (folder_pages.c.page == page.page)
    tx.execute(update(folder_pages).where(which).values(**msgspec.structs.asdict(page)))


def remove_page(tx: Transaction, ticket: TicketId, page: Sha256) -> None:
    """Take a page out of a folder. Idempotent."""
    tx.execute(delete(folder_pages).where(folder_pages.c.ticket == ticket, folder_pages.c.page == page))


def pages(tx: Transaction, ticket: TicketId) -> list[FolderPage]:
    """Return the pages of a folder, in their order."""
    columns = [folder_pages.c[field] for field in FolderPage.__struct_fields__]
    rows = tx.execute(select(*columns).where(folder_pages.c.ticket == ticket).order_by(folder_pages.c.place))
    return [msgspec.convert(row._mapping, FolderPage) for row in rows]


def unread(tx: Transaction) -> list[tuple[TicketId, Sha256]]:
    """Return the pages that nobody has read yet."""
    rows = tx.execute(select(folder_pages.c.ticket, folder_pages.c.page).where(folder_pages.c.state == "received"))
    return [(TicketId(row.ticket), Sha256(row.page)) for row in rows]


def put_mark(tx: Transaction, ticket: TicketId, mark: FolderMark) -> None:
    """Store what was found of one material; the latest stands."""
    which = (folder_marks.c.ticket == ticket) & (folder_marks.c.material == mark.material)
    tx.execute(delete(folder_marks).where(which))
    tx.execute(insert(folder_marks).values(ticket=ticket, **msgspec.structs.asdict(mark)))


def marks(tx: Transaction, ticket: TicketId) -> dict[str, FolderMark]:
    """Return what was found, by material."""
    columns = [folder_marks.c[field] for field in FolderMark.__struct_fields__]
    rows = tx.execute(select(*columns).where(folder_marks.c.ticket == ticket).order_by(folder_marks.c.material))
    return {row.material: msgspec.convert(row._mapping, FolderMark) for row in rows}
