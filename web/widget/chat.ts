/** `<ustaz-chat>`: the student's whole chat, in an iframe or on a page of its own. */
import { html, nothing } from "lit/html.js";
import { Api } from "./api";
import "./composer";
import type { ComposerState } from "./composer";
import { Conversation } from "./conversation";
import { Follow } from "./follow";
import { headerView } from "./header";
import "./html";
import { downIcon } from "./icons";
import { turnView } from "./message";
import type { Chip, Citation, Language, Session } from "./model";
import { nextView } from "./next";
import { adopt } from "./style";
import { t } from "./texts";
import type { Turn } from "./turn";
import { View } from "./view";
import { Visit } from "./visit";
import css from "css:../styles/widget.css";

const REPLIES_EVERY_MS = 60_000;
const offline = () => navigator.onLine === false;
const dots = html`<span class="dots"><i></i><i></i><i></i></span>`;

export class Chat extends View {
  readonly #root = this.attachShadow({ mode: "open" });
  readonly #api = new Api(this.getAttribute("base") ?? "");
  readonly #talk = new Conversation(this.#api, {
    changed: () => void this.changed(),
    signedOut: () => void this.#visit.arrive(),
  });
  readonly #visit = new Visit(this.#api, this.#talk, () => void this.changed());
  #follow: Follow | null = null;
  #timer = 0;
  /** New text is below, out of sight. */
  #more = false;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.#root, css);
    addEventListener("online", this.#lineChanged);
    addEventListener("offline", this.#lineChanged);
    this.#timer = window.setInterval(this.#lookForReplies, REPLIES_EVERY_MS);
    this.#start();
  }

  disconnectedCallback(): void {
    removeEventListener("online", this.#lineChanged);
    removeEventListener("offline", this.#lineChanged);
    clearInterval(this.#timer);
    this.#talk.leave();
  }

  protected override get place(): ShadowRoot {
    return this.#root;
  }

  /** What the host page says in the address (through the loader) or on the element. */
  #given(name: string): string {
    return new URLSearchParams(location.search).get(name) ?? this.getAttribute(name) ?? "";
  }

  #start(): void {
    void this.#visit.start(this.#given("language"));
  }

  // --- what happens

  readonly #lineChanged = (): void => {
    if (!offline() && this.#visit.phase === "stuck") this.#start();
    void this.changed();
  };

  readonly #lookForReplies = (): void => {
    if (this.#visit.phase === "open" && !document.hidden && !offline()) void this.#talk.lookForReplies();
  };

  #send(text: string, action: string | null = null): void {
    this.#visit.said = "";
    this.#talk.send(text, action);
    this.#toNewest();
  }

  #toNewest(): void {
    void this.changed().then(() => this.#follow?.pin());
  }

  #toComposer(): void {
    void this.changed().then(() => this.#root.querySelector<HTMLElement>("ustaz-composer")?.focus());
  }

  async #cite(citation: Citation): Promise<void> {
    const part = await this.#visit.part(() => import("./page"));
    await part?.showPage(this.#root, this.#api, citation);
  }

  async #askTeacher(turn: Turn): Promise<void> {
    const part = await this.#visit.part(() => import("./teacher"));
    await part?.askTeacher(this.#root, turn, () => this.#talk.askTeacher(turn));
    if (!this.#root.activeElement) this.#root.querySelector<HTMLElement>(".next")?.focus();
  }

  async #menu(): Promise<void> {
    const part = await this.#visit.part(() => import("./menu"));
    const choice = await part?.showMenu(this.#root, this.#api, this.#talk, this.#visit.session!.student);
    if (choice === "leave") return this.#visit.leave();
    if (choice === "fresh") this.#talk.fresh();
    else if (choice) await this.#talk.open(choice.id).catch(() => this.#visit.say(t("line_down")));
    else return;
    this.#toNewest();
    this.#toComposer();
  }

  readonly #reading = {
    cite: (citation: Citation) => void this.#cite(citation),
    retry: (turn: Turn) => {
      this.#talk.retry(turn);
      this.#toNewest();
    },
  };

  readonly #doing = {
    choose: ({ text, action }: Chip) => {
      this.#send(text, action);
      this.#root.querySelector<HTMLElement>(".next")?.focus({ preventScroll: true });
    },
    askTeacher: (turn: Turn) => void this.#askTeacher(turn),
    feedback: (turn: Turn, helped: boolean) => void this.#talk.feedback(turn, helped),
  };

  readonly #heading = {
    choose: (language: Language) => void this.#visit.choose(language),
    menu: () => void this.#menu(),
    close: () => window.parent.postMessage("ustaz:close", "*"),
  };

  // --- what is seen

  protected override template() {
    return html`${this.#header()}${this.#body()}`;
  }

  #header() {
    const state = {
      language: this.#api.language,
      place: this.#place(),
      signedIn: this.#visit.phase === "open",
      framed: window.parent !== window,
      replies: this.#talk.repliesElsewhere.length,
    };
    return headerView(state, this.#heading);
  }

  /** The class, and the lesson of the last answer. */
  #place(): string {
    const { class_name, subject } = this.#visit.session?.student ?? {};
    const lessons = this.#talk.turns.flatMap((turn) => turn.lessons.slice(0, 1));
    return [class_name, subject, lessons.pop()?.title].filter(Boolean).join(" · ");
  }

  #body() {
    switch (this.#visit.phase) {
      case "starting":
        return html`<main class="middle">${dots}</main>`;
      case "stuck":
        return this.#stuck();
      case "arriving":
        return this.#signIn();
      case "open":
        return this.#visit.session?.notice_seen ? this.#chat() : this.#notice();
    }
  }

  /** Without the texts there is a sign everybody knows. */
  #stuck() {
    return html`<main class="middle">
      <p>${t("line_down")}</p>
      <button class="pill" @click=${() => this.#start()}>${t("retry") || "↻"}</button>
    </main>`;
  }

  #signIn() {
    const enter = ({ detail }: CustomEvent<Session>) => void this.#visit.enter(detail);
    return html`<main>
      <ustaz-sign-in
        .api=${this.#api}
        .language=${this.#api.language}
        .classCode=${this.#given("classCode")}
        @signed-in=${enter}
      ></ustaz-sign-in>
    </main>`;
  }

  #notice() {
    const seen = () => {
      this.#visit.acknowledge();
      this.#toComposer();
    };
    return html`<main><ustaz-notice .language=${this.#api.language} @seen=${seen}></ustaz-notice></main>`;
  }

  #chat() {
    const { turns } = this.#talk;
    const last = turns[turns.length - 1];
    return html`
      <main class="scroller">
        <div class="log">
          ${turns.length ? nothing : this.#greeting()}
          <div role="log" aria-live="polite" aria-label=${t("conversation")}>${turns.map((turn) => turnView(turn, this.#reading))}</div>
          <div class="next" tabindex="-1">${last ? nextView(last, this.#doing) : nothing}</div>
        </div>
      </main>
      ${this.#foot(last)}
    `;
  }

  #greeting() {
    return html`<div class="greeting">
      <h2>${t("hello", { name: this.#visit.session!.student.name })}</h2>
      <p>${t("what_i_do")}</p>
    </div>`;
  }

  #foot(last: Turn | undefined) {
    const said = offline() ? t("offline") : this.#visit.said;
    const toEnd = () => this.#follow?.toEnd();
    return html`<footer>
      ${this.#more ? html`<button class="more" aria-label=${t("more_below")} title=${t("more_below")} @click=${toEnd}>${downIcon}</button>` : nothing}
      <div role="status">${said ? html`<p class="said">${said}</p>` : nothing}</div>
      <ustaz-composer
        .state=${this.#composing(last)}
        @ask=${({ detail }: CustomEvent<string>) => this.#send(detail)}
        @stop=${() => this.#talk.stop()}
      ></ustaz-composer>
    </footer>`;
  }

  #composing(last: Turn | undefined): ComposerState {
    const { current } = this.#talk;
    const task = last?.state === "ended" && last.blocks[last.blocks.length - 1]?.kind === "task";
    return {
      answering: !!current && current.state !== "waiting",
      placeholder: t(task ? "write_answer" : "write_question"),
      language: this.#api.language,
    };
  }

  protected override drawn(): void {
    this.lang = this.#api.language;
    const scroller = this.#root.querySelector<HTMLElement>(".scroller");
    if (!scroller === !this.#follow) return;
    this.#follow?.stop();
    this.#follow = scroller && new Follow(scroller, scroller.firstElementChild as HTMLElement, this.#seeMore);
  }

  readonly #seeMore = (more: boolean): void => {
    this.#more = more;
    void this.changed();
  };
}

customElements.define("ustaz-chat", Chat);
