"""Consent to texts, what the next text may go on with, and what became of texts sent"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
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


def downgrade() -> None:
    op.drop_table('sent_text')
    op.drop_table('continuation')
    op.drop_table('consent')
