/** What the server sends, and what the widget keeps of it. The protocol is in docs/widget-protocol.md. */

export const LANGUAGES = ["kk", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Student {
  name: string;
  class_name: string;
  grade: number;
  subject: string;
}

export interface Session {
  token: string;
  student: Student;
  language: Language;
  notice_seen: boolean;
}

export interface Citation {
  label: string;
  version: string;
  unit: string;
  start: number;
  end: number;
}

export interface Block {
  n: number;
  kind: "text" | "formula" | "figure" | "table" | "task" | "support" | "teacher_reply";
  lang: Language;
  html: string;
  citations: Citation[];
}

export interface Lesson {
  title: string;
  book: string;
  section: string;
  version: string;
  lang: Language;
}

export interface Chip {
  label: string;
  text: string;
  action: string | null;
}

export interface Sentence {
  code: string;
  text: string;
}

export interface ServerEvent {
  id: number;
  event: string;
  data: unknown;
}

/** A turn as a conversation lists it. */
export interface StoredTurn {
  id: string;
  asked_at: string;
  question: string;
  hidden: string[];
  language: Language;
  events: ServerEvent[];
  finished: boolean;
  with_teacher?: boolean;
}

export interface ConversationTitle {
  id: string;
  started_at: string;
  title: string;
}

export interface Page {
  title: string;
  book: string;
  section: string;
  page: string | number | null;
  language: Language;
  html: string;
  current: boolean;
  /** The approved version that has taken this one's place. */
  newer: string | null;
  attribution: string | null;
}
