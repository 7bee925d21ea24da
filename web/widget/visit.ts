/** A student's visit: signing in and out, the language, the first notice. */
import { type Api, signedOut } from "./api";
import type { Conversation } from "./conversation";
import { type Language, LANGUAGES, type Session } from "./model";
import { claim, forgetStudent, kept } from "./store";
import { loadTexts, t } from "./texts";

/** `starting`, `stuck` (no texts, or no word about the session), then `arriving` (signed out) or `open`. */
export type Phase = "starting" | "stuck" | "arriving" | "open";

const isLanguage = (code: string): code is Language => LANGUAGES.includes(code as Language);

export class Visit {
  phase: Phase = "starting";
  session: Session | null = null;
  /** A sentence about something that has not worked. */
  said = "";

  constructor(
    private readonly api: Api,
    private readonly talk: Conversation,
    private readonly changed: () => void,
  ) {}

  /** Begins in the language chosen before, or in the one the host page gives. */
  async start(given: string): Promise<void> {
    this.api.token = kept.token.get();
    try {
      await this.#speak([kept.language.get(), given].find(isLanguage) ?? "kk");
      if (!this.api.token) return await this.arrive();
      await this.enter({ ...(await this.api.json<Session>("session")), token: this.api.token });
    } catch (error) {
      if (signedOut(error)) await this.arrive();
      else this.#turnTo("stuck");
    }
  }

  /** Shows the sign-in; what is written and not sent stays for the student who signs in again. */
  async arrive(): Promise<void> {
    this.talk.leave();
    this.api.token = "";
    kept.token.set("");
    this.session = null;
    this.#turnTo((await this.part(() => import("./arrival"))) ? "arriving" : "stuck");
  }

  async enter(session: Session): Promise<void> {
    const owner = `${session.student.class_name}/${session.student.name}`;
    if (!claim(owner)) this.talk.forget();
    this.api.token = session.token;
    kept.token.set(session.token);
    if (!session.notice_seen && !(await this.part(() => import("./arrival")))) return this.#turnTo("stuck");
    await this.#agreeOnLanguage(session.language);
    this.session = session;
    this.#turnTo("open");
    void this.talk.start();
  }

  async leave(): Promise<void> {
    await this.api.call("session", { method: "DELETE" }).catch(() => {});
    forgetStudent();
    this.talk.forget();
    await this.arrive();
  }

  acknowledge(): void {
    void this.api.call("session/notice", { method: "POST" }).catch(() => {});
    this.session = { ...this.session!, notice_seen: true };
    this.changed();
  }

  async choose(language: Language): Promise<void> {
    try {
      await this.#speak(language);
      kept.language.set(language);
      if (this.session) await this.#save(language);
    } catch {
      this.say(t("line_down"));
    }
  }

  say(sentence: string): void {
    this.said = sentence;
    this.changed();
  }

  /** Loads a part of the widget; null, and a word to the student, when the line is down. */
  async part<T>(load: () => Promise<T>): Promise<T | null> {
    if (this.said) this.say("");
    return load().catch(() => {
      this.say(t("line_down"));
      return null;
    });
  }

  async #speak(language: Language): Promise<void> {
    await loadTexts(this.api, language);
    this.api.language = language;
    this.changed();
  }

  /** A language chosen by hand on this visit counts more than the one kept for the student. */
  async #agreeOnLanguage(saved: Language): Promise<void> {
    const chosen = kept.language.get();
    if (chosen && chosen !== saved) void this.#save(chosen);
    else if (saved !== this.api.language) await this.#speak(saved).catch(() => {});
  }

  async #save(language: Language): Promise<void> {
    await this.api.call("session/language", { method: "PUT", body: { language } }).catch(() => {});
    const { student } = await this.api.json<Session>("session").catch(() => ({ student: null }));
    if (student && this.session) this.session = { ...this.session, student };
    this.changed();
  }

  #turnTo(phase: Phase): void {
    this.phase = phase;
    this.changed();
  }
}
