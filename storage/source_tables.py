"""The tables of sources: which ones a class uses, in order, and what two of them say differently."""

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from storage.columns import metadata, moment, school_column

class_sources = Table(
    "class_sources",
    metadata,
    school_column(),
    Column("class_id", String(32), ForeignKey("classes.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("book", Text, nullable=False),
    PrimaryKeyConstraint("class_id", "place"),
    Index(None, "school_id", "class_id"),
)

disagreements = Table(
    "disagreements",
    metadata,
    school_column(),
    Column("id", String(64), nullable=False),
    Column("first_version", String(160), nullable=False),
    Column("first_unit", String(128), nullable=False),
    Column("first_start", Integer, nullable=False),
    Column("first_end", Integer, nullable=False),
    Column("second_version", String(160), nullable=False),
    Column("second_unit", String(128), nullable=False),
    Column("second_start", Integer, nullable=False),
    Column("second_end", Integer, nullable=False),
    Column("dismissed_by", String(32)),
    moment("dismissed_at"),
    PrimaryKeyConstraint("school_id", "id"),
    ForeignKeyConstraint(["school_id", "first_version"], ["lesson_versions.school_id", "lesson_versions.id"]),
    ForeignKeyConstraint(["school_id", "second_version"], ["lesson_versions.school_id", "lesson_versions.id"]),
)
