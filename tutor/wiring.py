"""The only chooser of implementations: settings in, a service out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from threading import Lock

from guardrails.heads import Meaning
from guardrails.personal_data import PersonalDataMasker
from guardrails.pipeline import Pipeline
from guardrails.policy import Helplines
from guardrails.vault import Vault
from retrieval.conversion import faults
from retrieval.embedding import Encoder, load_encoder
from retrieval.retriever import Retriever
from retrieval.support.judging import SupportCheck
from storage import migrate
from storage.audit import AuditStore
from storage.citations import CitationStore
from storage.consents import ConsentStore
from storage.conversations import ConversationStore
from storage.database import Database
from storage.disagreements import DisagreementStore
from storage.imports import ImportStore
from storage.inbox import InboxStore
from storage.lessons import LessonStore
from storage.outbox import Outbox
from storage.people import PeopleStore
from storage.queue import JobQueue
from storage.reports import ReportStore
from storage.sign_in import SignInStore
from storage.sources import SourceStore
from storage.transcripts import TranscriptStore
from storage.vault import VaultEntries
from tutor.dialogue.answers import Answers
from tutor.dialogue.tutor import Tutor
from tutor.language import detect
from tutor.people import SchoolId
from tutor.publishing.line import Publisher
from tutor.settings import Settings


def now() -> datetime:
    return datetime.now(UTC)


class Service:
    """The parts of a running installation; the heavy ones are made when first used, or all at once by ``warm``."""

    def __init__(self, settings: Settings, note: Callable[[str], None] = lambda line: None) -> None:
        settings.folder.mkdir(parents=True, exist_ok=True)
        self.settings = settings
        self._note = note
        self.database = Database(settings.database)
        self.people = PeopleStore(self.database)
        self.consents = ConsentStore(self.database)
        self.sign_in = SignInStore(self.database)
        self.lessons = LessonStore(self.database)
        self.citations = CitationStore(self.database)
        self.sources = SourceStore(self.database)
        self.disagreements = DisagreementStore(self.database)
        self.turns = ConversationStore(self.database)
        self.transcripts = TranscriptStore(self.database)
        self.inbox = InboxStore(self.database)
        self.imports = ImportStore(self.database)
        self.audit = AuditStore(self.database)
        self.reports = ReportStore(self.database)
        self.outbox = Outbox(self.database)
        self.vault_entries = VaultEntries(self.database)
        self.queue = JobQueue(settings.folder, settings.redis_url)
        self._retrievers: dict[SchoolId, Retriever] = {}
        self._lock = Lock()
        self.is_warm = False

    @cached_property
    def encoder(self) -> Encoder:
        return load_encoder(self.settings.embedding_model, self.settings.folder / "models", self._note)

    @cached_property
    def guards(self) -> Pipeline:
        # The heads embed the very text the search embeds next; the encoder remembers it, so it is done once.
        meaning = Meaning(self.encoder.model_id, lambda text: self.encoder.encode_queries([text])[0])
        return Pipeline(PersonalDataMasker(self.settings.vault_key()), meaning)

    @cached_property
    def publisher(self) -> Publisher:
        folder = self.settings.folder / "index"
        return Publisher(self.lessons, self.disagreements, self.guards, self.encoder, folder)

    @cached_property
    def tutor(self) -> Tutor:
        vault = Vault(self.settings.vault_key())
        lines = self.settings
        helplines = Helplines(lines.child_line, lines.state_line, lines.emergency_line, lines.ambulance_line)
        answers = Answers(self.retriever, self.lessons, helplines)
        keep_values = timedelta(days=self.settings.keep_values_days)
        return Tutor(self.turns, self.guards, vault, answers, now, keep_values, self.support.check)

    @cached_property
    def support(self) -> SupportCheck:
        return SupportCheck(self.encoder)

    def retriever(self, school_id: SchoolId) -> Retriever:
        """The search over one school's approved lessons."""
        with self._lock:
            if school_id not in self._retrievers:
                folder = self.settings.folder / "index" / school_id
                self._retrievers[school_id] = Retriever(folder, self.encoder)
            return self._retrievers[school_id]

    def warm(self) -> None:
        """Loads every model, so that the first student does not wait."""
        detect("қалай qalai")
        self.encoder.warm()
        self.guards.warm()
        self.support.warm()
        for school in self.people.schools():
            self.retriever(school.id).warm()
        self.is_warm = True

    def model_faults(self) -> list[str]:
        """Files of the packaged model that are missing or changed; a model of the school's own is its own affair."""
        return [] if self.settings.embedding_model else faults(self.settings.folder / "models")

    def migrate(self) -> None:
        migrate.upgrade(self.database)

    def close(self) -> None:
        self.database.close()
