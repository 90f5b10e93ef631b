"""Outbox and receipts"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'outbox',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('key', sa.String(length=128), nullable=False, unique=True),
        sa.Column('destination', sa.String(length=32), nullable=False),
        sa.Column('payload', sa.JSON()),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('due_at', sa.DateTime(), nullable=False),
        sa.Column('delivered_at', sa.DateTime()),
        sa.Column('last_error', sa.String(length=200)),
    )
    op.create_index('ix_outbox_waiting', 'outbox', ['delivered_at', 'due_at'])
    op.create_table(
        'receipt',
        sa.Column('channel', sa.String(length=16), primary_key=True),
        sa.Column('message_id', sa.String(length=64), primary_key=True),
        sa.Column('sender', sa.String(length=64), nullable=False),
        sa.Column('received_at', sa.DateTime(), nullable=False),
        sa.Column('leased_until', sa.DateTime(), nullable=False),
        sa.Column('reply', sa.JSON()),
    )
    op.create_index('ix_receipt_sender', 'receipt', ['sender'])
    op.create_index('ix_receipt_received_at', 'receipt', ['received_at'])


def downgrade() -> None:
    op.drop_table('receipt')
    op.drop_table('outbox')
