/** Asks a turn and stays with it until it has ended, whatever the line does. */
import { type Api, Refused } from "./api";
import { readEvents } from "./sse";
import { apply, cut, ended, known, newTurn, type Turn } from "./turn";

const BACKOFF_MS = [1000, 2000, 4000, 8000, 15000];
/** A line with nothing on it for this long is taken for dead. */
const SILENCE_MS = 45_000;
const SERVER_TRIES = 5;

/** Makes a UUID; `crypto.randomUUID` is missing on a school's plain-HTTP address. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits, but not longer than until the line is back. */
export const pause: Pause = (ms, signal) =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    addEventListener("online", go);
    signal.addEventListener("abort", go);
  });

export class Turns {
  constructor(
    private readonly api: Api,
    private readonly wait: Pause = pause,
  ) {}

  /**
   * Gives the turn as it ended, or as it was when `signal` aborted; `update` gets each state between.
   * Throws the refusal when the student must sign in again.
   */
  async ask(turn: Turn, update: (turn: Turn) => void, signal: AbortSignal): Promise<Turn> {
    let refusals = 0;
    const seen = (next: Turn) => {
      turn = next;
      update(next);
    };
    for (let tries = 0; !ended(turn) && !signal.aborted; tries += 1) {
      const before = turn.lastEvent;
      let seconds = 0;
      try {
        await this.#follow(turn, seen, signal);
      } catch (error) {
        if (signal.aborted) break;
        if (error instanceof Refused) {
          refusals += 1;
          seconds = error.retryAfterSeconds;
          turn = afterRefusal(turn, error, refusals);
        }
      }
      if (ended(turn)) break;
      if (turn.lastEvent > before) tries = 0;
      seen(cut(turn));
      await this.wait(seconds * 1000 || BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)]!, signal);
    }
    return turn;
  }

  async #follow(turn: Turn, seen: (turn: Turn) => void, signal: AbortSignal): Promise<void> {
    const watch = new Watch(signal);
    try {
      const response = await (known(turn) ? this.#resume(turn, watch.signal) : this.#post(turn, seen, watch.signal));
      for await (const event of readEvents(response.body!, watch.alive)) {
        turn = apply(turn, event);
        seen(turn);
        if (ended(turn)) return;
      }
    } finally {
      watch.stop();
    }
  }

  #post(turn: Turn, seen: (turn: Turn) => void, signal: AbortSignal): Promise<Response> {
    const { id, conversation, question, action, language } = turn;
    if (navigator.onLine !== false) seen({ ...turn, state: "asking" });
    const body = { id, conversation_id: conversation, text: question, action, language };
    return this.api.call("turns", { method: "POST", body, signal });
  }

  #resume(turn: Turn, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = turn.lastEvent ? { "Last-Event-ID": String(turn.lastEvent) } : {};
    return this.api.call(`turns/${turn.id}/events`, { signal, headers });
  }
}

/** What a refusal makes of the turn: asked anew, tried again, or failed with the server's sentence. */
function afterRefusal(turn: Turn, error: Refused, refusals: number): Turn {
  if (error.status === 401) throw error;
  if (refusals <= SERVER_TRIES) {
    if (error.status === 404 && known(turn)) return newTurn(turn);
    if (error.status >= 500 || error.retryAfterSeconds) return turn;
  }
  return { ...turn, state: "failed", error: error.sentence };
}

/** Aborts a call with its parent, or when nothing has come for too long. */
class Watch {
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  #timer = setTimeout(() => this.#abort(), SILENCE_MS);

  constructor(private readonly parent: AbortSignal) {
    parent.addEventListener("abort", this.#abort);
  }

  readonly alive = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#abort, SILENCE_MS);
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.parent.removeEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => this.#controller.abort();
}
