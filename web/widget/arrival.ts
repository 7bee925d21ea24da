/** Signing in, and what a student reads before the first question. */
import "./chat"; // already loaded: keeps the whole chat in one file
import { html, nothing } from "lit/html.js";
import { type Api, sentenceOf } from "./api";
import type { Session } from "./model";
import { promises } from "./promises";
import { kept } from "./store";
import { adopt } from "./style";
import { t } from "./texts";
import { View } from "./view";
import css from "css:../styles/arrival.css";

abstract class Part extends View {
  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode() as ShadowRoot, css);
  }

  /** The texts follow the language. */
  set language(_: string) {
    void this.changed();
  }
}

class SignIn extends Part {
  api!: Api;
  classCode = "";
  #wrong = "";
  #busy = false;

  protected override template() {
    return html`
      <form class="arrival fields" @submit=${this.#submit}>
        <h2>${t("sign_in")}</h2>
        <label>${t("class_code")}<input name="class_code" required autocomplete="off" autocapitalize="characters" spellcheck="false"
          .value=${this.classCode || kept.classCode.get()} /></label>
        <label>${t("number")}<input name="number" required inputmode="numeric" pattern="[0-9]*" autocomplete="off" /></label>
        <label>${t("pin")}<input name="pin" required type="password" inputmode="numeric" autocomplete="off" /></label>
        ${this.#wrong ? html`<p class="wrong" role="alert">${this.#wrong}</p>` : nothing}
        <button class="pill strong" ?disabled=${this.#busy}>${t("enter")}</button>
        <p class="where">${t("sign_in_help")}</p>
      </form>
    `;
  }

  protected override ready(): void {
    const [code, number] = this.querySelectorAll("input");
    (code?.value ? number : code)?.focus();
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const { class_code, number, pin } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    this.#say("", true);
    try {
      const body = { class_code: class_code!.trim(), number: Number(number), pin };
      const session = await this.api.json<Session>("session", { method: "POST", body });
      kept.classCode.set(body.class_code);
      this.dispatchEvent(new CustomEvent("signed-in", { detail: session }));
    } catch (error) {
      this.#say(sentenceOf(error) || t("line_down"));
      (form.elements.namedItem("pin") as HTMLInputElement).value = "";
    }
  };

  #say(wrong: string, busy = false): void {
    this.#wrong = wrong;
    this.#busy = busy;
    void this.changed();
  }
}

class Notice extends Part {
  protected override template() {
    return html`
      <section class="arrival" aria-labelledby="first">
        <h2 id="first">${t("before_you_start")}</h2>
        ${promises()}
        <button class="pill strong" @click=${() => this.dispatchEvent(new Event("seen"))}>${t("understood")}</button>
      </section>
    `;
  }

  protected override ready(): void {
    this.querySelector("button")?.focus();
  }
}

customElements.define("ustaz-sign-in", SignIn);
customElements.define("ustaz-notice", Notice);
