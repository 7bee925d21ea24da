/** The menu: a new conversation, the earlier ones, what the student should know, signing out. */
import { html, nothing } from "lit/html.js";
import { type Api, sentenceOf } from "./api";
import type { Conversation } from "./conversation";
import type { ConversationTitle, Language, Student } from "./model";
import { promises } from "./promises";
import { openSheet, type Sheet } from "./sheet";
import { locale, readable, t } from "./texts";

export type Choice = "fresh" | "leave" | ConversationTitle;

export async function showMenu(root: ShadowRoot, api: Api, talk: Conversation, student: Student): Promise<Choice | undefined> {
  const sheet = openSheet<Choice>(root, t("menu"), "menu");
  const load = async (): Promise<void> => {
    sheet.show(menuView(sheet, student, html`<p class="doing"><span class="dots"><i></i><i></i><i></i></span></p>`));
    sheet.show(menuView(sheet, student, await list(api, talk, sheet, load)));
  };
  await load();
  return sheet.closed;
}

async function list(api: Api, talk: Conversation, sheet: Sheet<Choice>, again: () => void) {
  try {
    const titles = await api.json<ConversationTitle[]>("conversations");
    return titles.length ? html`<ul>${titles.map((title) => item(title, talk, api.language, sheet))}</ul>` : html`<p class="where">${t("no_history")}</p>`;
  } catch (error) {
    return html`<p>${sentenceOf(error) || t("line_down")}</p><button class="pill" @click=${again}>${t("retry")}</button>`;
  }
}

const item = (title: ConversationTitle, talk: Conversation, language: Language, sheet: Sheet<Choice>) => html`
  <li>
    <button class="row" aria-current=${title.id === talk.id} @click=${() => sheet.close(title)}>
      <span>${readable(title.title) || t("untitled")}</span>
      <small>${when(title.started_at, language)}${
        talk.repliesElsewhere.includes(title.id) ? html` · <b>${t("teacher_replied")}</b>` : nothing
      }</small>
    </button>
  </li>
`;

const when = (iso: string, language: Language): string =>
  new Date(iso).toLocaleString(locale(language), { day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit" });

const menuView = (sheet: Sheet<Choice>, student: Student, history: unknown) => html`
  <button class="pill strong" @click=${() => sheet.close("fresh")}>${t("new_conversation")}</button>
  <h3>${t("history")}</h3>
  ${history}
  <h3>${t("good_to_know")}</h3>
  ${promises()}
  <p class="who-am-i">${student.name} · ${student.class_name}</p>
  <button class="pill" @click=${() => sheet.close("leave")}>${t("sign_out")}</button>
`;
