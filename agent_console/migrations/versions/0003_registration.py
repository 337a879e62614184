"""Join the revisions of registration: places, catalogue, cases, materials, documents, clerk, connectors, what follows.

Revision ID: 0003
Revises: 0002_after, 0002_case, 0002_catalogue, 0002_clerk, 0002_connectors, 0002_documents, 0002_materials, 0002_places
"""

revision = "0003"
down_revision = (
    "0002_after",
    "0002_case",
    "0002_catalogue",
    "0002_clerk",
    "0002_connectors",
    "0002_documents",
    "0002_materials",
    "0002_places",
)
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing more to do."""
