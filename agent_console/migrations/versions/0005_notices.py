"""Let notices go by e-mail and onto desks: a resident's and an official's address, and where a message goes.

Revision ID: 0005_notices
Revises: 0004_colleague
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_notices"
down_revision = "0004_colleague"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("email", sa.String(length=254), nullable=True))
    op.add_column("accounts", sa.Column("email", sa.String(length=254), nullable=True))
    op.add_column("outbox", sa.Column("channel", sa.String(length=8), server_default="sms", nullable=False))
    op.add_column("outbox", sa.Column("recipient", sa.String(length=64), nullable=True))
    op.add_column("outbox", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_outbox_recipient", "outbox", ["recipient", "made_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_outbox_recipient", table_name="outbox")
    for column in ("seen_at", "recipient", "channel"):
        op.drop_column("outbox", column)
    op.drop_column("accounts", "email")
    op.drop_column("tickets", "email")
