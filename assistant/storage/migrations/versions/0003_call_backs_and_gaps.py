"""Call-back requests, gaps of the guidance, and proofs of deletion"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
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


def downgrade() -> None:
    op.drop_table('deletion')
    op.drop_table('gap')
    op.drop_table('call_back')
