/** One turn as it is read: the question, the answer on paper, and what there is to say about them. */
import { html, nothing } from "lit/html.js";
import { bookIcon, clockIcon, teacherIcon } from "./icons";
import type { Block, Citation } from "./model";
import { hiddenThing, readable, t } from "./texts";
import { replied, type Turn } from "./turn";

export interface MessageActions {
  cite(citation: Citation): void;
  retry(turn: Turn): void;
}

export const turnView = (turn: Turn, actions: MessageActions) => html`
  <div class="turn">
    ${questionView(turn)} ${turn.blocks.filter(({ kind }) => kind !== "teacher_reply").map((block) => blockView(block, actions))}
    ${notesView(turn)} ${troubleView(turn, actions)}
    ${turn.blocks.filter(({ kind }) => kind === "teacher_reply").map((block) => blockView(block, actions))}
  </div>
`;

const questionView = (turn: Turn) => html`
  <div class="question" lang=${turn.language}>
    <span class="hidden">${t("you_asked")}</span>
    <p>${readable(turn.question)}</p>
    ${turn.hidden.length ? html`<p class="aside" lang=${t("code")}>${t("hidden", { what: hiddenThings(turn.hidden) })}</p>` : nothing}
    ${turn.state === "waiting" ? html`<p class="aside" lang=${t("code")}>${clockIcon} ${t("waiting")}</p>` : nothing}
  </div>
`;

const hiddenThings = (types: string[]): string => [...new Set(types.map(hiddenThing))].join(", ");

const LABELS: Partial<Record<Block["kind"], string>> = { teacher_reply: "teacher_label" };

const blockView = (block: Block, { cite }: MessageActions) => html`
  <div class="block ${block.kind}" lang=${block.lang}>
    ${LABELS[block.kind] ? html`<p class="label" lang=${t("code")}>${t(LABELS[block.kind]!)}</p>` : nothing}
    <ustaz-html class="prose" .html=${block.html}></ustaz-html>
    ${block.citations.map(
      (citation) => html`<button class="citation" aria-haspopup="dialog" @click=${() => cite(citation)}>
        ${bookIcon}<span class="hidden">${t("source")} </span>${citation.label}
      </button>`,
    )}
  </div>
`;

const saidByServer = ({ notices }: Turn): boolean => notices.some(({ code }) => code === "crossed");

/** A hidden thing is said beside the question already. */
const notesView = (turn: Turn) => html`
  ${turn.crossed && !saidByServer(turn) ? note(t("crossed", { lessons: lessonTitles(turn) })) : nothing}
  ${turn.notices.filter(({ code }) => code !== "hidden").map(({ text }) => note(text))}
  ${turn.outcome === "stopped" && !turn.notices.length ? note(t("stopped")) : nothing}
  ${turn.withTeacher && !replied(turn) ? note(html`${teacherIcon} ${turn.teacherNote || t("with_teacher")}`) : nothing}
`;

const lessonTitles = ({ lessons }: Turn): string => lessons.map(({ title, lang }) => `${title} (${t(lang)})`).join(", ");

const note = (text: unknown) => html`<p class="note">${text}</p>`;

const troubleView = (turn: Turn, { retry }: MessageActions) => {
  const interrupted = turn.outcome === "interrupted" && !turn.notices.length;
  const text = turn.error ? turn.error.text || t("failed") : interrupted ? t("interrupted") : "";
  const again = turn.error || turn.outcome === "interrupted";
  if (!again) return nothing;
  return html`<div class="trouble">
    ${text && html`<p>${text}</p>`}
    <button class="pill" @click=${() => retry(turn)}>${t("retry")}</button>
  </div>`;
};
