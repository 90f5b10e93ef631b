"""Conversations: Rasa's events, and where the part begins that is still read"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'events',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('sender_id', sa.String(length=255), nullable=False),
        sa.Column('type_name', sa.String(length=255), nullable=False),
        sa.Column('timestamp', sa.Float()),
        sa.Column('intent_name', sa.String(length=255)),
        sa.Column('action_name', sa.String(length=255)),
        sa.Column('data', sa.Text()),
    )
    op.create_index('ix_events_sender_id', 'events', ['sender_id', 'id'])
    op.create_index('ix_events_timestamp', 'events', ['timestamp'])
    op.create_table(
        'conversation',
        sa.Column('sender', sa.String(length=255), primary_key=True),
        sa.Column('after', sa.Integer(), nullable=False),
        sa.Column('state', sa.JSON(), nullable=False),
        sa.Column('last_at', sa.Float(), nullable=False),
    )
    op.create_index('ix_conversation_last_at', 'conversation', ['last_at'])


def downgrade() -> None:
    op.drop_table('conversation')
    op.drop_table('events')
