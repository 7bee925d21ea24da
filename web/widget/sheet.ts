/** A dialog that comes up from below on a phone and stands in the middle on a wide screen. */
import "./chat"; // already loaded: keeps the whole chat in one file
import { html, render, type TemplateResult } from "lit/html.js";
import { closeIcon } from "./icons";
import { adopt } from "./style";
import { t } from "./texts";
import css from "css:../styles/sheet.css";

export interface Sheet<T> {
  /** Draws the body anew. */
  show(body: TemplateResult): void;
  close(result?: T): void;
  dialog: HTMLDialogElement;
  /** What the sheet was closed with. */
  closed: Promise<T | undefined>;
}

/** Opens a sheet; the browser keeps the focus inside, gives it back at the end, and closes on Esc. */
export function openSheet<T>(root: ShadowRoot, title: string, kind = ""): Sheet<T> {
  adopt(root, css);
  const opener = root.activeElement;
  const dialog = document.createElement("dialog");
  dialog.className = `sheet ${kind}`;
  dialog.setAttribute("aria-label", title);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  root.append(dialog);

  let result: T | undefined;
  const closed = new Promise<T | undefined>((resolve) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      resolve(result);
    }),
  );
  const close = (value?: T) => {
    result = value;
    dialog.close();
  };
  const show = (body: TemplateResult) => render(frame(title, body, () => close()), dialog);
  show(html`<p class="doing"><span class="dots"><i></i><i></i><i></i></span></p>`);
  dialog.showModal();
  return { show, close, dialog, closed };
}

const frame = (title: string, body: TemplateResult, close: () => void) => html`
  <div class="inside">
    <div class="top">
      <h2>${title}</h2>
      <button class="round" aria-label=${t("close")} @click=${close}>${closeIcon}</button>
    </div>
    <div class="body">${body}</div>
  </div>
`;
