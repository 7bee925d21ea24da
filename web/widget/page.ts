/** The approved page behind a citation, with the cited sentence marked and in view. */
import { html, nothing } from "lit/html.js";
import { type Api, sentenceOf } from "./api";
import type { Citation, Page } from "./model";
import { openSheet } from "./sheet";
import { t } from "./texts";

export async function showPage(root: ShadowRoot, api: Api, citation: Citation): Promise<void> {
  const sheet = openSheet(root, t("page_title"), "page");
  const load = async (cited: Citation): Promise<void> => {
    try {
      const page = await fetchPage(api, cited);
      sheet.show(pageView(page, (version) => load({ ...cited, version, unit: "", start: 0, end: 0 })));
      toStart(sheet.dialog);
    } catch (error) {
      const again = () => load(cited);
      sheet.show(html`<p>${sentenceOf(error) || t("line_down")}</p><button class="pill" @click=${again}>${t("retry")}</button>`);
    }
  };
  await load(citation);
  await sheet.closed;
}

function fetchPage(api: Api, { version, unit, start, end }: Citation): Promise<Page> {
  const place = new URLSearchParams({ unit, start: String(start), end: String(end) });
  return api.json(`pages/${encodeURIComponent(version)}?${place}`);
}

const pageView = (page: Page, open: (version: string) => void) => html`
  <article lang=${page.language}>
    <h3>${page.title}</h3>
    <p class="where">${[page.book, page.section && `§${page.section}`].filter(Boolean).join(" · ")}${pageNumber(page)}</p>
    ${page.current ? nothing : pastNote(page, open)}
    <ustaz-html class="prose" .html=${page.html}></ustaz-html>
    ${page.attribution ? html`<p class="where">${page.attribution}</p>` : nothing}
  </article>
`;

const pastNote = ({ newer }: Page, open: (version: string) => void) => html`
  <p class="note" lang=${t("code")}>${t(newer ? "page_old" : "page_retired")}</p>
  ${newer ? html`<p lang=${t("code")}><button class="pill newer" @click=${() => open(newer)}>${t("page_newer")}</button></p>` : nothing}
`;

const pageNumber = ({ page }: Page) => (page ? html` · <span lang=${t("code")}>${t("page_number", { page })}</span>` : nothing);

/** Reading starts at the marked sentence, else at the title, for the eye and for a screen reader. */
function toStart(dialog: HTMLDialogElement): void {
  const start = dialog.querySelector<HTMLElement>("#cited") ?? dialog.querySelector<HTMLElement>("article h3");
  if (!start) return;
  start.tabIndex = -1;
  start.scrollIntoView({ block: "center" });
  start.focus({ preventScroll: true });
}
