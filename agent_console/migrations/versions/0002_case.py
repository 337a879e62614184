"""Let a case have a handling, a parent, a snapshot, and columns to list it by; lay down calendars.

Revision ID: 0002_case
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_case"
down_revision = "0001"
branch_labels = None
depends_on = None

def _new() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("resident", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("handling", sa.Text(), nullable=True),
        sa.Column("collect_at", sa.String(length=64), nullable=True),
        sa.Column("snapshot", sa.LargeBinary(), nullable=True),
        sa.Column("acts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("state", sa.String(length=16), nullable=False, server_default="registering"),
        sa.Column("stage_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receiving_office", sa.String(length=64), nullable=True),
        sa.Column("home", sa.String(length=12), nullable=True),
        sa.Column("deciding", sa.String(length=12), nullable=True),
        sa.Column("service_type", sa.Integer(), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("decision", sa.String(length=16), nullable=True),
        sa.Column("closing", sa.String(length=20), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("half_on", sa.Date(), nullable=True),
        sa.Column("most_on", sa.Date(), nullable=True),
        sa.Column("warning", sa.Integer(), nullable=False, server_default="0"),
    )


def _of_tickets() -> tuple[sa.Column[str], ...]:
    return (
        sa.Column("home", sa.String(length=12), nullable=True),
        sa.Column("collect_at", sa.String(length=64), nullable=True),
        sa.Column("case_id", sa.String(length=64), nullable=True),
        sa.Column("prefers", sa.String(length=64), nullable=True),
    )


def upgrade() -> None:
    with op.batch_alter_table("tickets") as table:
        for ticket_column in _of_tickets():
            table.add_column(ticket_column)
    with op.batch_alter_table("sessions") as table:
        table.drop_constraint(op.f("uq_sessions_case_id"), type_="unique")
    op.create_index("ix_sessions_case_id", "sessions", ["case_id"], unique=False)
    with op.batch_alter_table("cases") as table:
        for column in _new():
            table.add_column(column)
        table.drop_constraint(op.f("uq_cases_session"), type_="unique")
        table.create_foreign_key(op.f("fk_cases_parent_cases"), "cases", ["parent"], ["id"])
    # Of what is old, the number tells how far it came; its first act from now on writes the rest.
    op.execute("UPDATE cases SET acts = (SELECT count(*) FROM case_acts WHERE case_acts.case_id = cases.id)")
    op.execute("UPDATE cases SET home = division, deciding = division, service_type = 1")
    op.execute("UPDATE cases SET state = 'accepted', stage_since = accepted_at WHERE number IS NOT NULL")
    with op.batch_alter_table("cases") as table:
        for name in ("resident", "acts", "state", "warning"):
            table.alter_column(name, server_default=None)
    op.create_index("ix_cases_session", "cases", ["session"], unique=False)
    op.create_index("ix_cases_parent", "cases", ["parent"], unique=False)
    op.create_index("ix_cases_queue", "cases", ["department", "state", "deciding", "due_on"], unique=False)
    op.create_index("ix_cases_state_due_on", "cases", ["state", "due_on"], unique=False)
    op.create_table(
        "calendar_days",
        sa.Column("division", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("division", "day", name=op.f("pk_calendar_days")),
    )


def downgrade() -> None:
    op.drop_table("calendar_days")
    op.drop_index("ix_sessions_case_id", table_name="sessions")
    with op.batch_alter_table("sessions") as table:
        table.create_unique_constraint(op.f("uq_sessions_case_id"), ["case_id"])
    with op.batch_alter_table("tickets") as table:
        for ticket_column in reversed(_of_tickets()):
            table.drop_column(ticket_column.name)
    for name in ("ix_cases_state_due_on", "ix_cases_queue", "ix_cases_parent", "ix_cases_session"):
        op.drop_index(name, table_name="cases")
    with op.batch_alter_table("cases") as table:
        table.drop_constraint(op.f("fk_cases_parent_cases"), type_="foreignkey")
        table.create_unique_constraint(op.f("uq_cases_session"), ["session"])
        for column in reversed(_new()):
            table.drop_column(column.name)
