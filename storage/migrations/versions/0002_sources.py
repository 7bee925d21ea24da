"""The sources a class uses, in order, and what two sources say differently."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "class_sources",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_class_sources_school_id")),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name=op.f("fk_class_sources_class_id")),
        sa.PrimaryKeyConstraint("class_id", "place", name=op.f("pk_class_sources")),
    )
    op.create_index(
        op.f("ix_class_sources_school_id_class_id"), "class_sources", ["school_id", "class_id"], unique=False
    )
    op.create_table(
        "disagreements",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        *_place("first"),
        *_place("second"),
        sa.Column("dismissed_by", sa.String(length=32), nullable=True),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_disagreements_school_id")),
        *_versions("first", "second"),
        sa.PrimaryKeyConstraint("school_id", "id", name=op.f("pk_disagreements")),
    )


def downgrade() -> None:
    op.drop_table("disagreements")
    op.drop_index(op.f("ix_class_sources_school_id_class_id"), table_name="class_sources")
    op.drop_table("class_sources")


def _place(side: str) -> list[sa.Column]:
    return [
        sa.Column(f"{side}_version", sa.String(length=160), nullable=False),
        sa.Column(f"{side}_unit", sa.String(length=128), nullable=False),
        sa.Column(f"{side}_start", sa.Integer(), nullable=False),
        sa.Column(f"{side}_end", sa.Integer(), nullable=False),
    ]


def _versions(*sides: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            ["school_id", f"{side}_version"],
            ["lesson_versions.school_id", "lesson_versions.id"],
            name=op.f(f"fk_disagreements_school_id_{side}_version"),
        )
        for side in sides
    ]
