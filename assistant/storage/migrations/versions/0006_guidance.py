"""The guidance tables, which the first edition kept by a history of their own"""

from alembic import op

from assistant.knowledge.models import ClinicRow, FactRow, FactTerm, GuidanceVersion, Synonym, TermRow

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

TABLES = [row.__table__ for row in (GuidanceVersion, ClinicRow, FactRow, FactTerm, TermRow, Synonym)]


def upgrade() -> None:
    op.execute('DROP TABLE IF EXISTS alembic_version')
    GuidanceVersion.metadata.create_all(op.get_bind(), TABLES)


def downgrade() -> None:
    GuidanceVersion.metadata.drop_all(op.get_bind(), TABLES)
