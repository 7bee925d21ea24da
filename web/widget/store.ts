/** What stays in the browser. A portal may forbid storage to an iframe: then everything lives in memory. */
import type { Language } from "./model";
import type { Question } from "./turn";

const PREFIX = "ustaz.";

export interface Awaited {
  turn: string;
  conversation: string;
}

/** One storage area; values are JSON. */
export class Shelf {
  readonly #memory = new Map<string, string>();

  constructor(private readonly area: () => Storage) {}

  get<T>(key: string, otherwise: T): T {
    const value = this.#try((area) => area.getItem(PREFIX + key)) ?? this.#memory.get(key);
    return value ? JSON.parse(value) : otherwise;
  }

  /** Keeps the value; null, "" and [] remove it. */
  set(key: string, value: unknown): void {
    const empty = value === null || value === "" || (Array.isArray(value) && !value.length);
    const json = JSON.stringify(value);
    if (empty) this.#memory.delete(key);
    else this.#memory.set(key, json);
    this.#try((area) => (empty ? area.removeItem(PREFIX + key) : area.setItem(PREFIX + key, json)));
  }

  #try<T>(use: (area: Storage) => T): T | null {
    try {
      return use(this.area());
    } catch {
      return null; // forbidden or full
    }
  }
}

const local = new Shelf(() => localStorage);
const session = new Shelf(() => sessionStorage);

/** A named value on a shelf. */
const value = <T>(shelf: Shelf, key: string, otherwise: T) => ({
  get: (): T => shelf.get(key, otherwise),
  set: (next: T): void => shelf.set(key, next),
});

export const kept = {
  token: value(session, "token", ""),
  conversation: value(session, "conversation", ""),
  language: value<Language | "">(session, "language", ""),
  texts: (language: Language) => value<Record<string, string> | null>(local, `texts.${language}`, null),
  classCode: value(local, "class", ""),
  owner: value(local, "owner", ""),
  draft: value(local, "draft", ""),
  outbox: value<Question[]>(local, "outbox", []),
  awaited: value<Awaited[]>(local, "awaited", []),
};

/** Forgets everything a student has written here: phones are shared. */
export function forgetStudent(): void {
  for (const key of ["token", "conversation", "language", "owner", "draft"] as const) kept[key].set("");
  kept.outbox.set([]);
  kept.awaited.set([]);
}

/** Keeps unsent text for the student it belongs to, and for nobody else; whether it was the same student. */
export function claim(owner: string): boolean {
  const same = kept.owner.get() === owner;
  if (!same) forgetStudent();
  kept.owner.set(owner);
  return same;
}
