/** A turn: one question and what came back so far. Pure: each event gives a new turn. */
import type { Block, Chip, Language, Lesson, Sentence, ServerEvent, StoredTurn } from "./model";

/** `waiting` to be sent, `asking`, `answering`, `dropped` while the line is down, `ended`, or `failed` with an error. */
export type TurnState = "waiting" | "asking" | "answering" | "dropped" | "ended" | "failed";

export interface Turn {
  id: string;
  conversation: string;
  question: string;
  action: string | null;
  language: Language;
  state: TurnState;
  lastEvent: number;
  hidden: string[];
  blocks: Block[];
  notices: Sentence[];
  lessons: Lesson[];
  crossed: boolean;
  outcome: string;
  chips: Chip[];
  canAskTeacher: boolean;
  error: Sentence | null;
  /** What the widget itself did about the turn. */
  helped: boolean | null;
  withTeacher: boolean;
  teacherNote: string;
}

export type Question = Pick<Turn, "id" | "conversation" | "question" | "action" | "language">;

export function newTurn(question: Question): Turn {
  return {
    ...question,
    state: "waiting",
    lastEvent: 0,
    hidden: [],
    blocks: [],
    notices: [],
    lessons: [],
    crossed: false,
    outcome: "",
    chips: [],
    canAskTeacher: false,
    error: null,
    helped: null,
    withTeacher: false,
    teacherNote: "",
  };
}

/** The turn after an event; an event seen before changes nothing. */
export function apply(turn: Turn, { id, event, data }: ServerEvent): Turn {
  if (id && id <= turn.lastEvent) return turn;
  return { ...turn, ...changes(turn, event, data), lastEvent: id || turn.lastEvent };
}

// The shapes of `data` are the protocol's; the server is the same installation, so they are not checked again here.
function changes(turn: Turn, event: string, data: any): Partial<Turn> {
  const going: TurnState = ended(turn) ? turn.state : "answering";
  switch (event) {
    case "turn":
      return { state: going, question: data.question, hidden: data.hidden, language: data.language };
    case "block":
      return { state: going, blocks: [...turn.blocks, data] };
    case "sources":
      return { lessons: data.lessons, crossed: data.crossed };
    case "notice":
      return { notices: [...turn.notices, data] };
    case "done":
      return { state: "ended", outcome: data.outcome, chips: data.chips, canAskTeacher: data.can_ask_teacher };
    case "error":
      return { state: "failed", error: data };
    default:
      return {};
  }
}

export const ended = (turn: Turn): boolean => turn.state === "ended" || turn.state === "failed";

/** The server knows of the turn, so it can be resumed rather than asked. */
export const known = (turn: Turn): boolean => turn.lastEvent > 0 || turn.state === "dropped";

/** The turn while the line is down: what the server never saw waits to be asked, the rest to be resumed. */
export const cut = (turn: Turn): Turn => ({ ...turn, state: known(turn) ? "dropped" : "waiting" });

export const replied = (turn: Turn): boolean => turn.blocks.some(({ kind }) => kind === "teacher_reply");

/** A turn out of the history; one that has not finished is `dropped`, to be resumed. */
export function restored(stored: StoredTurn, conversation: string): Turn {
  const { id, question, language, hidden } = stored;
  const start = { ...newTurn({ id, conversation, question, language, action: null }), hidden };
  const turn = stored.events.reduce(apply, start);
  if (ended(turn)) return turn;
  return stored.finished ? { ...turn, state: "ended", outcome: "interrupted" } : { ...turn, state: "dropped" };
}
