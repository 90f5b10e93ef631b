"""Broader terms"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('term', schema=None) as batch_op:
        batch_op.add_column(sa.Column('broader', sa.String(length=64), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('term', schema=None) as batch_op:
        batch_op.drop_column('broader')
