"""Records and conversations, as the first edition kept them"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
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
    op.create_table(
        'consent',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('sender', sa.String(length=64), nullable=False),
        sa.Column('decided_at', sa.DateTime(), nullable=False),
        sa.Column('decision', sa.String(length=8), nullable=False),
        sa.Column('means', sa.String(length=32), nullable=False),
        sa.Column('words', sa.String(length=320), nullable=False),
        sa.Column('sent', sa.String(length=640)),
        sa.Column('message_id', sa.String(length=64), unique=True),
    )
    op.create_index('ix_consent_sender', 'consent', ['sender'])
    op.create_table(
        'continuation',
        sa.Column('sender', sa.String(length=64), primary_key=True),
        sa.Column('rest', sa.Text(), nullable=False),
        sa.Column('choices', sa.JSON(), nullable=False),
        sa.Column('kept_until', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_continuation_kept_until', 'continuation', ['kept_until'])
    op.create_table(
        'sent_text',
        sa.Column('message_id', sa.String(length=64), primary_key=True),
        sa.Column('sender', sa.String(length=64), nullable=False),
        sa.Column('status', sa.String(length=16), nullable=False),
        sa.Column('error', sa.String(length=16)),
        sa.Column('reported_at', sa.DateTime(), nullable=False),
    )
    op.create_index('ix_sent_text_sender', 'sent_text', ['sender'])
    op.create_index('ix_sent_text_reported_at', 'sent_text', ['reported_at'])
    op.create_table(
        'call_back',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('sender', sa.String(length=64), nullable=False),
        sa.Column('channel', sa.String(length=16), nullable=False),
        sa.Column('name', sa.String(length=100)),
        sa.Column('phone', sa.String(length=20)),
        sa.Column('best_time', sa.String(length=200)),
        sa.Column('consented_at', sa.DateTime(), nullable=False),
        sa.Column('requested_at', sa.DateTime()),
        sa.Column('done_at', sa.DateTime()),
        sqlite_autoincrement=True,
    )
    op.create_index('ix_call_back_sender', 'call_back', ['sender'])
    op.create_table(
        'gap',
        sa.Column('id', sa.Integer(), primary_key=True),
        sa.Column('topic', sa.String(length=64), nullable=False),
        sa.Column('stage', sa.String(length=16)),
        sa.Column('channel', sa.String(length=16), nullable=False),
        sa.Column('asked_at', sa.DateTime(), nullable=False),
        sa.Column('sender', sa.String(length=64)),
        sa.Column('text', sa.String(length=300)),
    )
    op.create_index('ix_gap_sender', 'gap', ['sender'])
    op.create_index('ix_gap_asked_at', 'gap', ['asked_at'])
    op.create_table(
        'deletion',
        sa.Column('receipt', sa.String(length=16), primary_key=True),
        sa.Column('deleted_at', sa.DateTime(), nullable=False),
        sa.Column('rule', sa.String(length=32), nullable=False),
        sa.Column('what', sa.JSON(), nullable=False),
    )
    op.create_table(
        'feedback',
        sa.Column('fact_id', sa.String(length=64), primary_key=True),
        sa.Column('helpful', sa.Integer(), nullable=False),
        sa.Column('not_helpful', sa.Integer(), nullable=False),
    )
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
    for table in ('outbox', 'receipt', 'consent', 'continuation', 'sent_text', 'call_back', 'gap', 'deletion', 'feedback', 'events', 'conversation'):
        op.drop_table(table)
