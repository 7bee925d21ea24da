"""The first schema: people and consent, immutable lesson versions, conversations, the append-only audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
_POSTGRES_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
_UNCHANGEABLE = (("audit", "UPDATE"), ("audit", "DELETE"), ("passages", "UPDATE"))


def upgrade() -> None:

    op.create_table(
        "schools",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("safeguarding_name", sa.Text(), nullable=False),
        sa.Column("safeguarding_contact", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schools")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=48), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_audit_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_school_id_at"), "audit", ["school_id", "at"], unique=False)
    op.create_table(
        "classes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_classes_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_classes")),
        sa.UniqueConstraint("code", name=op.f("uq_classes_code")),
        sa.UniqueConstraint("school_id", "name", name=op.f("uq_classes_school_id_name")),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_imports_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_school_id_created_at"), "imports", ["school_id", "created_at"], unique=False)
    op.create_table(
        "lesson_versions",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("lesson_id", sa.String(length=128), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(length=48), nullable=False),
        sa.Column("grades", sa.JSON(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_lesson_versions_school_id")),
        sa.PrimaryKeyConstraint("school_id", "id", name=op.f("pk_lesson_versions")),
        sa.UniqueConstraint(
            "school_id",
            "lesson_id",
            "language",
            "number",
            name=op.f("uq_lesson_versions_school_id_lesson_id_language_number"),
        ),
    )
    op.create_index(
        op.f("ix_lesson_versions_school_id_status"), "lesson_versions", ["school_id", "status"], unique=False
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_outbox_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_done_at_leased_until"), "outbox", ["done_at", "leased_until"], unique=False)
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("notice_seen", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_people_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("student_id", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name=op.f("fk_conversations_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_conversations_school_id")),
        sa.ForeignKeyConstraint(["student_id"], ["people.id"], name=op.f("fk_conversations_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
    )
    op.create_index(
        op.f("ix_conversations_school_id_class_id_last_at"),
        "conversations",
        ["school_id", "class_id", "last_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_conversations_school_id_student_id_last_at"),
        "conversations",
        ["school_id", "student_id", "last_at"],
        unique=False,
    )
    op.create_table(
        "figures",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("version_id", sa.String(length=160), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("media_type", sa.String(length=32), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "version_id"],
            ["lesson_versions.school_id", "lesson_versions.id"],
            name=op.f("fk_figures_school_id_version_id"),
        ),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_figures_school_id")),
        sa.PrimaryKeyConstraint("school_id", "version_id", "name", name=op.f("pk_figures")),
    )
    op.create_table(
        "guardian_consents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("student_id", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_guardian_consents_school_id")),
        sa.ForeignKeyConstraint(["student_id"], ["people.id"], name=op.f("fk_guardian_consents_student_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_consents")),
    )
    op.create_index(
        op.f("ix_guardian_consents_school_id_student_id"),
        "guardian_consents",
        ["school_id", "student_id"],
        unique=False,
    )
    op.create_table(
        "memberships",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name=op.f("fk_memberships_class_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_memberships_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_memberships_school_id")),
        sa.PrimaryKeyConstraint("class_id", "person_id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("class_id", "number", name=op.f("uq_memberships_class_id_number")),
    )
    op.create_index(op.f("ix_memberships_school_id_person_id"), "memberships", ["school_id", "person_id"], unique=False)
    op.create_table(
        "passages",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=224), nullable=False),
        sa.Column("version_id", sa.String(length=160), nullable=False),
        sa.Column("unit_key", sa.String(length=128), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id", "version_id"],
            ["lesson_versions.school_id", "lesson_versions.id"],
            name=op.f("fk_passages_school_id_version_id"),
        ),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_passages_school_id")),
        sa.PrimaryKeyConstraint("school_id", "id", name=op.f("pk_passages")),
    )
    op.create_index(op.f("ix_passages_school_id_version_id"), "passages", ["school_id", "version_id"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sessions_person_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_sessions_school_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=True),
        sa.Column("move", sa.String(length=32), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("nearest_lesson", sa.String(length=128), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_turns_conversation_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_turns_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turns")),
    )
    op.create_index(
        op.f("ix_turns_school_id_conversation_id_asked_at"),
        "turns",
        ["school_id", "conversation_id", "asked_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_turns_school_id_outcome_asked_at"), "turns", ["school_id", "outcome", "asked_at"], unique=False
    )
    op.create_table(
        "vault",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("placeholder", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name=op.f("fk_vault_conversation_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_vault_school_id")),
        sa.PrimaryKeyConstraint("conversation_id", "placeholder", name=op.f("pk_vault")),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("turn_id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("student_id", sa.String(length=32), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=32), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name=op.f("fk_alerts_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_alerts_school_id")),
        sa.ForeignKeyConstraint(["student_id"], ["people.id"], name=op.f("fk_alerts_student_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_alerts_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    op.create_index(
        op.f("ix_alerts_school_id_acknowledged_at"), "alerts", ["school_id", "acknowledged_at"], unique=False
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("turn_id", sa.String(length=36), nullable=False),
        sa.Column("direction", sa.String(length=8), nullable=False),
        sa.Column("guard", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("view", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_decisions_school_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_decisions_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_school_id_turn_id"), "decisions", ["school_id", "turn_id"], unique=False)
    op.create_table(
        "teacher_questions",
        sa.Column("turn_id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("class_id", sa.String(length=32), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_by", sa.String(length=32), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["class_id"], ["classes.id"], name=op.f("fk_teacher_questions_class_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_teacher_questions_school_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_teacher_questions_turn_id")),
        sa.PrimaryKeyConstraint("turn_id", name=op.f("pk_teacher_questions")),
    )
    op.create_index(
        op.f("ix_teacher_questions_school_id_class_id_replied_at"),
        "teacher_questions",
        ["school_id", "class_id", "replied_at"],
        unique=False,
    )
    op.create_table(
        "turn_events",
        sa.Column("school_id", sa.String(length=32), nullable=False),
        sa.Column("turn_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_turn_events_school_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["turns.id"], name=op.f("fk_turn_events_turn_id")),
        sa.PrimaryKeyConstraint("turn_id", "id", name=op.f("pk_turn_events")),
    )
    _guard_append_only_tables()


def downgrade() -> None:
    op.drop_table("turn_events")
    op.drop_index(op.f("ix_teacher_questions_school_id_class_id_replied_at"), table_name="teacher_questions")
    op.drop_table("teacher_questions")
    op.drop_index(op.f("ix_decisions_school_id_turn_id"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_alerts_school_id_acknowledged_at"), table_name="alerts")
    op.drop_table("alerts")
    op.drop_table("vault")
    op.drop_index(op.f("ix_turns_school_id_outcome_asked_at"), table_name="turns")
    op.drop_index(op.f("ix_turns_school_id_conversation_id_asked_at"), table_name="turns")
    op.drop_table("turns")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_passages_school_id_version_id"), table_name="passages")
    op.drop_table("passages")
    op.drop_index(op.f("ix_memberships_school_id_person_id"), table_name="memberships")
    op.drop_table("memberships")
    op.drop_index(op.f("ix_guardian_consents_school_id_student_id"), table_name="guardian_consents")
    op.drop_table("guardian_consents")
    op.drop_table("figures")
    op.drop_index(op.f("ix_conversations_school_id_student_id_last_at"), table_name="conversations")
    op.drop_index(op.f("ix_conversations_school_id_class_id_last_at"), table_name="conversations")
    op.drop_table("conversations")
    op.drop_table("people")
    op.drop_index(op.f("ix_outbox_done_at_leased_until"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_lesson_versions_school_id_status"), table_name="lesson_versions")
    op.drop_table("lesson_versions")
    op.drop_index(op.f("ix_imports_school_id_created_at"), table_name="imports")
    op.drop_table("imports")
    op.drop_table("classes")
    op.drop_index(op.f("ix_audit_school_id_at"), table_name="audit")
    op.drop_table("audit")
    op.drop_table("schools")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")


def _guard_append_only_tables() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(_POSTGRES_FUNCTION)
    for table, verb in _UNCHANGEABLE:
        op.execute((_POSTGRES_GUARD if postgres else _SQLITE_GUARD).format(table=table, verb=verb))
