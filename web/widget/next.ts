/** What the student can do after the last answer: the chips, the teacher, and a word on whether it helped. */
import { html, nothing } from "lit/html.js";
import { teacherIcon } from "./icons";
import type { Block, Chip } from "./model";
import { t } from "./texts";
import { replied, type Turn } from "./turn";

export interface NextActions {
  choose(chip: Chip): void;
  askTeacher(turn: Turn): void;
  feedback(turn: Turn, helped: boolean): void;
}

const DOING: Partial<Record<Turn["state"], string>> = { asking: "searching", answering: "searching", dropped: "resuming" };

export const nextView = (turn: Turn, actions: NextActions) => {
  if (turn.state !== "ended") return doing(DOING[turn.state]);
  return html`
    ${turn.chips.length || mayAskTeacher(turn) ? moves(turn, actions) : nothing}
    ${turn.outcome === "answered" && turn.blocks.some(isCited) ? feedback(turn, actions) : nothing}
  `;
};

/** Only what came out of a lesson can have helped. */
const isCited = ({ citations }: Block): boolean => citations.length > 0;

const mayAskTeacher = (turn: Turn): boolean => turn.canAskTeacher && !turn.withTeacher && !replied(turn);

const doing = (key: string | undefined) =>
  key ? html`<p class="doing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${t(key)}</p>` : nothing;

const moves = (turn: Turn, actions: NextActions) => html`
  <div class="moves" role="group" aria-label=${t("next_moves")}>
    ${turn.chips.map((chip) => html`<button class="pill" @click=${() => actions.choose(chip)}>${chip.label}</button>`)}
    ${mayAskTeacher(turn)
      ? html`<button class="pill teacher" aria-haspopup="dialog" @click=${() => actions.askTeacher(turn)}>
          ${teacherIcon}${t("ask_teacher")}
        </button>`
      : nothing}
  </div>
`;

const feedback = (turn: Turn, actions: NextActions) => html`
  <div class="feedback" role="group" aria-label=${t("did_it_help")}>
    <span aria-hidden="true">${t("did_it_help")}</span>
    ${choice(turn, true, actions)}${choice(turn, false, actions)}
    <span role="status">${turn.helped === null ? nothing : t("thanks")}</span>
  </div>
`;

const choice = (turn: Turn, helped: boolean, actions: NextActions) => html`
  <button aria-pressed=${turn.helped === helped} @click=${() => actions.feedback(turn, helped)}>
    ${t(helped ? "helped" : "did_not_help")}
  </button>
`;
