"""Lay down the queue to department systems.

Revision ID: 0002_connectors
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_connectors"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('connector_pushes',
    sa.Column('case_id', sa.String(length=64), nullable=False),
    sa.Column('system', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('foreign_number', sa.String(length=100), nullable=True),
    sa.Column('foreign_state', sa.String(length=16), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('result', sa.String(length=64), nullable=True),
    sa.Column('problem', sa.String(length=500), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('case_id', 'system', name=op.f('pk_connector_pushes'))
    )
    op.create_index('ix_connector_pushes_due', 'connector_pushes', ['state', 'due_at'], unique=False)
    op.create_table('connector_health',
    sa.Column('system', sa.String(length=64), nullable=False),
    sa.Column('failing_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem', sa.String(length=500), nullable=False),
    sa.Column('tried_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('system', name=op.f('pk_connector_health'))
    )
