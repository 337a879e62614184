"""Lay down the clerk's side, and mark windows without a clerk.

Revision ID: 0002_clerk
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_clerk"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('windows', sa.Column('unattended', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table('custody_transfers',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('case_id', sa.String(length=64), nullable=False),
    sa.Column('materials', sa.Text(), nullable=False),
    sa.Column('division', sa.String(length=12), nullable=False),
    sa.Column('department', sa.String(length=64), nullable=False),
    sa.Column('actor', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody_transfers'))
    )
    op.create_index(op.f('ix_custody_transfers_case_id'), 'custody_transfers', ['case_id'], unique=False)
    op.create_table('folder_marks',
    sa.Column('ticket', sa.String(length=64), nullable=False),
    sa.Column('material', sa.String(length=64), nullable=False),
    sa.Column('mark', sa.String(length=16), nullable=False),
    sa.Column('clerk', sa.String(length=64), nullable=False),
    sa.Column('marked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_by', sa.String(length=64), nullable=True),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('ticket', 'material', name=op.f('pk_folder_marks'))
    )
    op.create_table('folder_pages',
    sa.Column('ticket', sa.String(length=64), nullable=False),
    sa.Column('page', sa.String(length=64), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('material', sa.String(length=64), nullable=True),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('content_type', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('flat', sa.String(length=64), nullable=True),
    sa.Column('read_width', sa.Integer(), nullable=True),
    sa.Column('read_height', sa.Integer(), nullable=True),
    sa.Column('corners', sa.Text(), nullable=True),
    sa.Column('sharpness', sa.Float(), nullable=True),
    sa.Column('problems', sa.Text(), nullable=False),
    sa.Column('actor', sa.String(length=64), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('ticket', 'page', name=op.f('pk_folder_pages'))
    )
    op.create_table('identity_checks',
    sa.Column('ticket', sa.String(length=64), nullable=False),
    sa.Column('clerk', sa.String(length=64), nullable=False),
    sa.Column('reader', sa.String(length=32), nullable=False),
    sa.Column('valid_until', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('ticket', name=op.f('pk_identity_checks'))
    )
    op.create_table('result_receipts',
    sa.Column('case_id', sa.String(length=64), nullable=False),
    sa.Column('clerk', sa.String(length=64), nullable=False),
    sa.Column('hall', sa.String(length=64), nullable=False),
    sa.Column('signed', sa.String(length=16), nullable=False),
    sa.Column('bag', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_result_receipts'))
    )
    op.create_table('rings',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('hall', sa.String(length=64), nullable=False),
    sa.Column('window', sa.String(length=64), nullable=False),
    sa.Column('window_name', sa.Text(), nullable=False),
    sa.Column('session', sa.String(length=64), nullable=True),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('ringer', sa.String(length=64), nullable=False),
    sa.Column('ringer_name', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=32), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('rung_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('coming_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('clerk', sa.String(length=64), nullable=True),
    sa.Column('clerk_name', sa.Text(), nullable=True),
    sa.Column('solved_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rings'))
    )
    op.create_index('ix_rings_hall', 'rings', ['hall', 'rung_at'], unique=False)
    op.create_table('slips',
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('case_id', sa.String(length=64), nullable=False),
    sa.Column('case_number', sa.String(length=40), nullable=True),
    sa.Column('hall', sa.String(length=64), nullable=False),
    sa.Column('origin', sa.String(length=12), nullable=False),
    sa.Column('department', sa.String(length=64), nullable=False),
    sa.Column('division', sa.String(length=12), nullable=False),
    sa.Column('pages', sa.Text(), nullable=False),
    sa.Column('sender', sa.String(length=64), nullable=False),
    sa.Column('sender_name', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('handed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('receiver', sa.String(length=64), nullable=True),
    sa.Column('receiver_name', sa.Text(), nullable=True),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('difference', sa.String(length=500), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_slips'))
    )
    op.create_index(op.f('ix_slips_case_id'), 'slips', ['case_id'], unique=False)
    op.create_index('ix_slips_department', 'slips', ['division', 'department'], unique=False)
    op.create_index('ix_slips_hall', 'slips', ['hall', 'made_at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_slips_hall', table_name='slips')
    op.drop_index('ix_slips_department', table_name='slips')
    op.drop_index(op.f('ix_slips_case_id'), table_name='slips')
    op.drop_table('slips')
    op.drop_index('ix_rings_hall', table_name='rings')
    op.drop_table('rings')
    op.drop_table('result_receipts')
    op.drop_table('identity_checks')
    op.drop_table('folder_pages')
    op.drop_table('folder_marks')
    op.drop_index(op.f('ix_custody_transfers_case_id'), table_name='custody_transfers')
    op.drop_table('custody_transfers')
    op.drop_column('windows', 'unattended')
