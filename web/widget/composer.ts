/** Where the student writes. What is not sent stays in the browser until it is sent or the student signs out. */
import { html, nothing } from "lit/html.js";
import { sendIcon, stopIcon } from "./icons";
import type { Language } from "./model";
import { kept } from "./store";
import { locale, t } from "./texts";
import { View } from "./view";

export const LIMIT = 8_000;
const WARN_FROM = 7_000;
const TALLEST_PX = 168;

export interface ComposerState {
  answering: boolean;
  placeholder: string;
  language: Language;
}

export class Composer extends View {
  #text = kept.draft.get();
  #state: ComposerState = { answering: false, placeholder: "", language: "kk" };

  set state(state: ComposerState) {
    this.#state = state;
    void this.changed();
  }

  override focus(): void {
    this.#area?.focus();
  }

  get #area(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  protected override template() {
    const tooLong = this.#text.length > LIMIT;
    return html`
      ${this.#text.length > WARN_FROM ? this.#length(tooLong) : nothing}
      <form @submit=${this.#submit}>
        <textarea
          rows="1"
          enterkeyhint="send"
          aria-label=${t("your_question")}
          aria-invalid=${tooLong}
          placeholder=${this.#state.placeholder}
          .value=${this.#text}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        ${this.#state.answering ? this.#stopButton() : nothing}
        ${this.#state.answering && !this.#text.trim() ? nothing : this.#sendButton(tooLong)}
      </form>
    `;
  }

  #length(tooLong: boolean) {
    const count = this.#text.length.toLocaleString(locale(this.#state.language));
    const limit = LIMIT.toLocaleString(locale(this.#state.language));
    return html`<p class="length" role=${tooLong ? "alert" : nothing}>${t(tooLong ? "too_long" : "length", { count, limit })}</p>`;
  }

  #stopButton() {
    const stop = () => this.dispatchEvent(new Event("stop"));
    return html`<button type="button" class="go stop" aria-label=${t("stop")} title=${t("stop")} @click=${stop}>${stopIcon}</button>`;
  }

  #sendButton(tooLong: boolean) {
    const idle = tooLong || !this.#text.trim();
    return html`<button class="go" aria-label=${t("send")} aria-disabled=${idle}>${sendIcon}</button>`;
  }

  protected override drawn(): void {
    const area = this.#area!;
    area.style.height = "auto";
    const frame = area.offsetHeight - area.clientHeight;
    area.style.height = `${Math.min(area.scrollHeight + frame, TALLEST_PX)}px`;
  }

  readonly #input = (event: Event): void => this.#write((event.target as HTMLTextAreaElement).value);

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.#text.trim();
    if (!text || text.length > LIMIT) return;
    this.#write("");
    this.dispatchEvent(new CustomEvent("ask", { detail: text }));
  };

  #write(text: string): void {
    this.#text = text;
    kept.draft.set(text);
    void this.changed();
  }
}

customElements.define("ustaz-composer", Composer);
