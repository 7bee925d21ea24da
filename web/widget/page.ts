/** The approved page behind a citation, with the cited sentence marked and in view. */
import { html, nothing } from "lit/html.js";
import { type Api, sentenceOf } from "./api";
import type { Citation, Page } from "./model";
import { openSheet } from "./sheet";
import { t } from "./texts";

export async function showPage(root: ShadowRoot, api: Api, citation: Citation): Promise<void> {
  const sheet = openSheet(root, t("page_title"), "page");
  const load = async (): Promise<void> => {
    try {
      sheet.show(pageView(await fetchPage(api, citation)));
      toMark(sheet.dialog);
    } catch (error) {
      sheet.show(html`<p>${sentenceOf(error) || t("line_down")}</p><button class="pill" @click=${load}>${t("retry")}</button>`);
    }
  };
  await load();
  await sheet.closed;
}

function fetchPage(api: Api, { version, unit, start, end }: Citation): Promise<Page> {
  const place = new URLSearchParams({ unit, start: String(start), end: String(end) });
  return api.json(`pages/${encodeURIComponent(version)}?${place}`);
}

const pageView = (page: Page) => html`
  <article lang=${page.language}>
    <h3>${page.title}</h3>
    <p class="where">${[page.book, page.section && `§${page.section}`].filter(Boolean).join(" · ")}${pageNumber(page)}</p>
    ${page.current ? nothing : html`<p class="note" lang=${t("code")}>${t("page_old")}</p>`}
    <ustaz-html class="prose" .html=${page.html}></ustaz-html>
    ${page.attribution ? html`<p class="where">${page.attribution}</p>` : nothing}
  </article>
`;

const pageNumber = ({ page }: Page) => (page ? html` · <span lang=${t("code")}>${t("page_number", { page })}</span>` : nothing);

/** Reading starts at the marked sentence, for the eye and for a screen reader. */
function toMark(dialog: HTMLDialogElement): void {
  const mark = dialog.querySelector<HTMLElement>("#cited");
  if (!mark) return;
  mark.tabIndex = -1;
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}
