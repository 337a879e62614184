"""Give versions a validity and items their implementations.

Revision ID: 0002_catalogue
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_catalogue"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("item_versions") as table:
        table.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("valid_from", sa.String(length=10), nullable=True))
        table.add_column(sa.Column("valid_until", sa.String(length=10), nullable=True))
        table.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    # There were no drafts before.
    op.execute("UPDATE item_versions SET published_at = imported_at")
    op.create_table(
        "implementations",
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("division", sa.String(length=12), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item", "version"],
            ["item_versions.item", "item_versions.version"],
            name=op.f("fk_implementations_item_item_versions"),
        ),
        sa.PrimaryKeyConstraint("item", "version", "division", name=op.f("pk_implementations")),
    )
    op.create_table(
        "catalogue_sources",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_catalogue_sources")),
    )


def downgrade() -> None:
    op.drop_table("catalogue_sources")
    op.drop_table("implementations")
    with op.batch_alter_table("item_versions") as table:
        for column in ("withdrawn_at", "valid_until", "valid_from", "published_at"):
            table.drop_column(column)
