/** The conversation on the screen: its turns, what waits to be sent, and what waits for the teacher. */
import { type Api, Refused, signedOut } from "./api";
import type { StoredTurn } from "./model";
import { type Awaited, kept } from "./store";
import { ended, newTurn, type Question, replied, restored, type Turn } from "./turn";
import { newId, pause, Turns } from "./turns";

const RETRY_MS = 5000;

export interface Host {
  /** Something shown has changed. */
  changed(): void;
  /** The token is no longer good. */
  signedOut(): void;
}

export class Conversation {
  turns: Turn[] = [];
  /** Conversations, other than this one, in which a teacher has replied. */
  repliesElsewhere: string[] = [];
  #id = kept.conversation.get() || newId();
  #line = new AbortController();
  #busy = false;

  constructor(
    private readonly api: Api,
    private readonly host: Host,
    private readonly asker = new Turns(api),
  ) {}

  get id(): string {
    return this.#id;
  }

  /** The turn being asked or answered now. */
  get current(): Turn | undefined {
    return this.#busy ? this.turns.find((turn) => !ended(turn)) : undefined;
  }

  /** Goes on where the student was: with what is on the screen, or with the conversation of before. */
  async start(): Promise<void> {
    const id = kept.outbox.get()[0]?.conversation ?? kept.conversation.get();
    if (this.turns.length) this.resume();
    else if (id) await this.#openWhenPossible(id);
    await this.lookForReplies();
  }

  async open(id: string): Promise<void> {
    this.#turnTo(id);
    const path = `conversations/${id}`;
    const line = this.#line;
    const { turns } = await this.api.json<{ turns: StoredTurn[] }>(path).catch((error) => {
      if (error instanceof Refused && error.status === 404) return { turns: [] }; // its first question was never sent
      throw error;
    });
    if (line !== this.#line) return;
    const sent = new Set(kept.awaited.get().map(({ turn }) => turn));
    const isSent = (turn: StoredTurn) => turn.with_teacher ?? sent.has(turn.id);
    const before = turns.map((turn) => ({ ...restored(turn, id), withTeacher: isSent(turn) }));
    this.turns = [...before, ...this.#unsent(turns, id)];
    this.turns.filter(({ withTeacher }) => withTeacher).forEach((turn) => this.#await(turn));
    this.#noteReplies(this.turns);
    this.resume();
  }

  fresh(): void {
    this.#turnTo(newId());
    this.host.changed();
  }

  send(question: string, action: string | null = null): void {
    const { language } = this.api;
    this.turns = [...this.turns, newTurn({ id: newId(), conversation: this.#id, question, action, language })];
    kept.conversation.set(this.#id);
    this.resume();
  }

  /** Asks a failed question again, as a new turn. */
  retry(turn: Turn): void {
    this.turns = this.turns.filter(({ id }) => id !== turn.id);
    this.send(turn.question, turn.action);
  }

  /** Sends and resumes, one turn after another, what has not ended. */
  resume(): void {
    this.#keep();
    this.host.changed();
    if (this.#busy) return;
    void this.#work(this.#line);
  }

  stop(): void {
    const { current } = this;
    if (current) void this.api.call(`turns/${current.id}/stop`, { method: "POST" }).catch(() => {});
  }

  /** Another student may come now. */
  forget(): void {
    this.#turnTo(newId());
    this.repliesElsewhere = [];
    kept.conversation.set("");
  }

  /** Lets go of the line; what is not finished can be resumed. */
  leave(): void {
    this.#line.abort();
    this.#line = new AbortController();
    this.#busy = false;
  }

  async feedback(turn: Turn, helped: boolean): Promise<void> {
    this.#put({ ...turn, helped });
    await this.api.call(`turns/${turn.id}/feedback`, { method: "POST", body: { helped } }).catch(() => {});
  }

  async askTeacher(turn: Turn): Promise<void> {
    const path = `turns/${turn.id}/ask-teacher`;
    const answer = await this.api.json<{ text: string }>(path, { method: "POST", body: { text: turn.question } });
    this.#put({ ...turn, withTeacher: true, teacherNote: answer.text });
    this.#await(turn);
  }

  /** Looks whether a teacher has replied to what was sent; a look that fails is made again later. */
  async lookForReplies(): Promise<void> {
    const ids = new Set(kept.awaited.get().map(({ conversation }) => conversation));
    for (const id of ids) await this.#lookInto(id).catch((error) => this.#refused(error));
  }

  async #lookInto(id: string): Promise<void> {
    const { turns } = await this.api.json<{ turns: StoredTurn[] }>(`conversations/${id}`);
    const answered = turns.map((turn) => restored(turn, id)).filter(replied);
    if (this.#noteReplies(answered) && id !== this.#id) this.repliesElsewhere = [...this.repliesElsewhere, id];
    answered.forEach(({ id: turn, blocks, lastEvent }) => this.#put({ id: turn, blocks, lastEvent }));
  }

  async #openWhenPossible(id: string): Promise<void> {
    for (let open = false; !open; ) {
      try {
        await this.open(id);
        open = true;
      } catch (error) {
        if (error instanceof Refused) return this.#refused(error);
        await pause(RETRY_MS, this.#line.signal);
        open = this.#id !== id; // the student has gone elsewhere meanwhile
      }
    }
  }

  #turnTo(id: string): void {
    this.leave();
    this.#id = id;
    this.turns = [];
    kept.conversation.set(id);
    this.repliesElsewhere = this.repliesElsewhere.filter((other) => other !== id);
  }

  async #work(line: AbortController): Promise<void> {
    this.#busy = true;
    try {
      for (let next; (next = this.turns.find((turn) => !ended(turn))) && !line.signal.aborted; ) {
        await this.asker.ask(next, (turn) => line.signal.aborted || this.#put(turn), line.signal).then((turn) => {
          if (!line.signal.aborted) this.#put(turn);
        });
      }
    } catch (error) {
      this.#refused(error);
    } finally {
      if (line === this.#line) this.#busy = false;
      this.host.changed();
    }
  }

  #refused(error: unknown): void {
    if (signedOut(error)) this.host.signedOut();
  }

  #put(turn: Partial<Turn> & { id: string }): void {
    this.turns = this.turns.map((old) => (old.id === turn.id ? { ...old, ...turn } : old));
    this.#keep();
    this.host.changed();
  }

  /** Keeps what the server has not seen, so that a reload does not lose it. */
  #keep(): void {
    const unsent = this.turns.filter(({ state }) => state === "waiting" || state === "asking");
    kept.outbox.set(unsent.map(({ id, conversation, question, action, language }) => ({ id, conversation, question, action, language })));
  }

  #unsent(stored: StoredTurn[], conversation: string): Turn[] {
    const isNew = (question: Question) =>
      question.conversation === conversation && !stored.some(({ id }) => id === question.id);
    return kept.outbox.get().filter(isNew).map(newTurn);
  }

  #await({ id, conversation }: Turn): void {
    const others = kept.awaited.get().filter(({ turn }) => turn !== id);
    kept.awaited.set([...others, { turn: id, conversation }]);
  }

  /** Stops waiting for what has been replied to; whether there was anything. */
  #noteReplies(turns: Turn[]): boolean {
    const done = (awaited: Awaited) => turns.some((turn) => turn.id === awaited.turn && replied(turn));
    const before = kept.awaited.get();
    kept.awaited.set(before.filter((awaited) => !done(awaited)));
    return before.some(done);
  }
}
