"""Versions of the guidance; the first edition kept facts and terms by a history of migrations of their own"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('synonym', 'term', 'fact_term', 'fact', 'clinic', 'guidance_version', 'alembic_version'):
        op.execute(f'DROP TABLE IF EXISTS {table}')
    op.create_table(
        'guidance_version',
        sa.Column('number', sa.Integer(), primary_key=True),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('author', sa.String(length=100), nullable=False),
        sa.Column('reason', sa.String(length=500), nullable=False),
        sa.Column('approver', sa.String(length=100), nullable=False),
        sa.Column('published_at', sa.DateTime(), nullable=False),
    )
    op.create_table(
        'guidance_file',
        sa.Column('version', sa.Integer(), sa.ForeignKey('guidance_version.number'), primary_key=True),
        sa.Column('name', sa.String(length=100), primary_key=True),
        sa.Column('text', sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table('guidance_file')
    op.drop_table('guidance_version')
