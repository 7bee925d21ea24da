import { html, nothing } from "lit/html.js";
import { closeIcon, menuIcon } from "./icons";
import { LANGUAGES, type Language } from "./model";
import { t } from "./texts";

export interface HeaderState {
  language: Language;
  place: string;
  signedIn: boolean;
  framed: boolean;
  replies: number;
}

export interface HeaderActions {
  choose(language: Language): void;
  menu(): void;
  close(): void;
}

const SHORT = { kk: "Қаз", ru: "Рус", en: "Eng" };

export const headerView = (state: HeaderState, actions: HeaderActions) => html`
  <header>
    <span class="logo" aria-hidden="true">Ұ</span>
    <div class="who">
      <h1>${t("name")}<small> · ${t("is_ai")}</small></h1>
      ${state.place && html`<p>${state.place}</p>`}
    </div>
    <select
      aria-label=${t("language")}
      @change=${(event: Event) => actions.choose((event.target as HTMLSelectElement).value as Language)}
    >
      ${LANGUAGES.map(
        (code) => html`<option value=${code} lang=${code} ?selected=${code === state.language}>${SHORT[code]}</option>`,
      )}
    </select>
    ${state.signedIn ? menuButton(state.replies, actions) : nothing}
    ${state.framed
      ? html`<button class="round" aria-label=${t("close")} @click=${actions.close}>${closeIcon}</button>`
      : nothing}
  </header>
`;

const menuButton = (replies: number, actions: HeaderActions) => html`
  <button class="round" aria-haspopup="dialog" aria-label=${t("menu")} @click=${actions.menu}>
    ${menuIcon}
    ${replies ? html`<span class="badge"><span class="hidden">${t("teacher_replied")}</span>${replies}</span>` : nothing}
  </button>
`;
