"""Ring a second official into a session.

Revision ID: 0004_colleague
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004_colleague"
down_revision = "0003"
branch_labels = None
depends_on = None

LIVE = sa.text("state in ('ringing', 'joined')")


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("session", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("official", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("department", sa.String(length=64), nullable=False),
        sa.Column("department_name", sa.Text(), nullable=False),
        sa.Column("wanted", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("item_name", sa.Text(), nullable=False),
        sa.Column("window_name", sa.Text(), nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name=op.f("fk_invitations_session_sessions")),
        sa.PrimaryKeyConstraint("session", "number", name=op.f("pk_invitations")),
    )
    for column in ("official", "session"):
        op.create_index(
            f"uq_invitations_live_{column}",
            "invitations",
            [column],
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        )
