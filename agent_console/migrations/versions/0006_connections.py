"""Keep which department systems are connected since when, and what kind of problem they have.

Revision ID: 0006_connections
Revises: 0005_notices
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_connections"
down_revision = "0005_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("connector_pushes", sa.Column("fault", sa.String(length=16), nullable=True))
    with op.batch_alter_table("connector_health") as table:
        table.add_column(sa.Column("connected_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("fault", sa.String(length=16), nullable=True))
        table.alter_column("tried_at", existing_type=sa.DateTime(timezone=True), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM connector_health WHERE tried_at IS NULL")
    with op.batch_alter_table("connector_health") as table:
        table.alter_column("tried_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.drop_column("fault")
        table.drop_column("connected_at")
    op.drop_column("connector_pushes", "fault")
