/** Sends a question to the teacher, after the student has seen what is sent and who will read it. */
import { html, nothing } from "lit/html.js";
import { sentenceOf } from "./api";
import { openSheet } from "./sheet";
import { readable, t } from "./texts";
import type { Turn } from "./turn";

export async function askTeacher(root: ShadowRoot, turn: Turn, send: () => Promise<void>): Promise<void> {
  const sheet = openSheet(root, t("ask_teacher"));
  const submit = async (): Promise<void> => {
    show("", true);
    try {
      await send();
      sheet.close();
    } catch (error) {
      show(sentenceOf(error) || t("line_down"));
    }
  };
  const show = (trouble = "", busy = false) => sheet.show(questionView(turn, submit, trouble, busy));
  show();
  sheet.dialog.querySelector<HTMLElement>(".strong")?.focus();
  await sheet.closed;
}

const questionView = (turn: Turn, submit: () => void, trouble: string, busy: boolean) => html`
  <div class="fields">
    <blockquote lang=${turn.language}>${readable(turn.question)}</blockquote>
    <p class="where">${t("to_teacher_about")}</p>
    ${trouble ? html`<p class="wrong" role="alert">${trouble}</p>` : nothing}
    <button class="pill strong" ?disabled=${busy} @click=${submit}>${t("send_to_teacher")}</button>
  </div>
`;
