"""The tables; what is not here is not stored.

Every table but ``schools`` carries ``school_id``, and every query names it. Text from people is stored masked.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage import source_tables  # noqa: F401 - its tables belong to the same metadata
from storage.columns import metadata, moment, school_column

schools = Table(
    "schools",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("safeguarding_name", Text, nullable=False),
    Column("safeguarding_contact", Text, nullable=False),
    moment("created_at", nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", String(32), primary_key=True),
    school_column(),
    Column("role", String(16), nullable=False),
    Column("login", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("secret_hash", Text, nullable=False),
    Column("notice_seen", Boolean, nullable=False, default=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("failed_tries", Integer, nullable=False, default=0),
    moment("locked_until"),
    moment("created_at", nullable=False),
    UniqueConstraint("login"),
)

guardian_consents = Table(
    "guardian_consents",
    metadata,
    Column("id", String(32), primary_key=True),
    school_column(),
    Column("student_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("scope", String(32), nullable=False),
    Column("given_by", Text, nullable=False),
    moment("given_at", nullable=False),
    moment("withdrawn_at"),
    Index(None, "school_id", "student_id"),
)

classes = Table(
    "classes",
    metadata,
    Column("id", String(32), primary_key=True),
    school_column(),
    Column("name", Text, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("code", String(16), nullable=False),
    UniqueConstraint("code"),
    UniqueConstraint("school_id", "name"),
)

memberships = Table(
    "memberships",
    metadata,
    school_column(),
    Column("class_id", String(32), ForeignKey("classes.id"), nullable=False),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("number", Integer),
    PrimaryKeyConstraint("class_id", "person_id"),
    UniqueConstraint("class_id", "number"),
    Index(None, "school_id", "person_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    school_column(),
    Column("person_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    moment("created_at", nullable=False),
    moment("expires_at", nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    school_column(),
    moment("at", nullable=False),
    Column("actor_id", String(32), nullable=False),
    Column("action", String(48), nullable=False),
    Column("subject", Text, nullable=False),
    Column("details", JSON, nullable=False),
    Index(None, "school_id", "at"),
)

lesson_versions = Table(
    "lesson_versions",
    metadata,
    school_column(),
    Column("id", String(160), nullable=False),
    Column("lesson_id", String(128), nullable=False),
    Column("language", String(2), nullable=False),
    Column("number", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("subject", String(48), nullable=False),
    Column("grades", JSON, nullable=False),
    Column("book", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("checksum", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("created_by", String(32), nullable=False),
    moment("created_at", nullable=False),
    Column("decided_by", String(32)),
    moment("decided_at"),
    PrimaryKeyConstraint("school_id", "id"),
    UniqueConstraint("school_id", "lesson_id", "language", "number"),
    Index(None, "school_id", "status"),
)

passages = Table(
    "passages",
    metadata,
    school_column(),
    Column("id", String(224), nullable=False),
    Column("version_id", String(160), nullable=False),
    Column("unit_key", String(128), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("school_id", "id"),
    ForeignKeyConstraint(["school_id", "version_id"], ["lesson_versions.school_id", "lesson_versions.id"]),
    Index(None, "school_id", "version_id"),
)

figures = Table(
    "figures",
    metadata,
    school_column(),
    Column("version_id", String(160), nullable=False),
    Column("name", String(128), nullable=False),
    Column("media_type", String(32), nullable=False),
    Column("data", LargeBinary, nullable=False),
    PrimaryKeyConstraint("school_id", "version_id", "name"),
    ForeignKeyConstraint(["school_id", "version_id"], ["lesson_versions.school_id", "lesson_versions.id"]),
)

imports = Table(
    "imports",
    metadata,
    Column("id", String(32), primary_key=True),
    school_column(),
    Column("person_id", String(32), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("done", Integer, nullable=False, default=0),
    Column("total", Integer, nullable=False, default=0),
    Column("report", JSON, nullable=False),
    moment("created_at", nullable=False),
    moment("finished_at"),
    Index(None, "school_id", "created_at"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    school_column(),
    Column("student_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("class_id", String(32), ForeignKey("classes.id"), nullable=False),
    moment("started_at", nullable=False),
    moment("last_at", nullable=False),
    Index(None, "school_id", "student_id", "last_at"),
    Index(None, "school_id", "class_id", "last_at"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(36), primary_key=True),
    school_column(),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False),
    moment("asked_at", nullable=False),
    moment("finished_at"),
    Column("language", String(2), nullable=False),
    Column("question", Text, nullable=False),
    Column("hidden", JSON, nullable=False),
    Column("action", String(32)),
    Column("move", String(32)),
    Column("outcome", String(16)),
    Column("category", String(24), nullable=False),
    Column("shown", JSON, nullable=False),
    Column("nearest_lesson", String(128)),
    Column("helped", Boolean),
    Index(None, "school_id", "conversation_id", "asked_at"),
    Index(None, "school_id", "outcome", "asked_at"),
)

turn_events = Table(
    "turn_events",
    metadata,
    school_column(),
    Column("turn_id", String(36), ForeignKey("turns.id"), nullable=False),
    Column("id", Integer, nullable=False),
    Column("name", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    PrimaryKeyConstraint("turn_id", "id"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    school_column(),
    Column("turn_id", String(36), ForeignKey("turns.id"), nullable=False),
    Column("direction", String(8), nullable=False),
    Column("guard", String(32), nullable=False),
    Column("action", String(16), nullable=False),
    Column("category", String(24), nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Float),
    Column("view", String(32), nullable=False),
    Index(None, "school_id", "turn_id"),
)

vault = Table(
    "vault",
    metadata,
    school_column(),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False),
    Column("placeholder", String(32), nullable=False),
    Column("key", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    moment("expires_at", nullable=False),
    PrimaryKeyConstraint("conversation_id", "placeholder"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", String(32), primary_key=True),
    school_column(),
    Column("turn_id", String(36), ForeignKey("turns.id"), nullable=False),
    Column("class_id", String(32), ForeignKey("classes.id"), nullable=False),
    Column("student_id", String(32), ForeignKey("people.id"), nullable=False),
    Column("category", String(24), nullable=False),
    moment("raised_at", nullable=False),
    moment("delivered_at"),
    Column("acknowledged_by", String(32)),
    moment("acknowledged_at"),
    Index(None, "school_id", "acknowledged_at"),
)

teacher_questions = Table(
    "teacher_questions",
    metadata,
    Column("turn_id", String(36), ForeignKey("turns.id"), primary_key=True),
    school_column(),
    Column("class_id", String(32), ForeignKey("classes.id"), nullable=False),
    moment("sent_at", nullable=False),
    Column("reply", Text),
    Column("replied_by", String(32)),
    moment("replied_at"),
    Index(None, "school_id", "class_id", "replied_at"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(32), primary_key=True),
    school_column(),
    Column("topic", String(32), nullable=False),
    Column("payload", JSON, nullable=False),
    moment("created_at", nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    moment("leased_until"),
    moment("done_at"),
    Index(None, "done_at", "leased_until"),
)
