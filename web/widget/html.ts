/** `<ustaz-html>`: HTML made by the server, made fit for the place: wide parts scroll, formulas fall back to their source. */
import { trusted } from "./trusted";

const MATHML = "http://www.w3.org/1998/Math/MathML";
let mathWorks: boolean | null = null;

/** Whether this browser draws MathML: a space of a known width must have that width. */
function drawsMath(): boolean {
  const math = document.createElementNS(MATHML, "math");
  const space = document.createElementNS(MATHML, "mspace");
  space.setAttribute("width", "40px");
  space.setAttribute("height", "10px");
  math.append(space);
  document.body.append(math);
  const { width } = space.getBoundingClientRect();
  math.remove();
  return Math.abs(width - 40) < 2;
}

function showSource(math: Element): void {
  const source = math.querySelector("annotation")?.textContent || math.getAttribute("alttext");
  if (!source) return;
  const code = document.createElement("code");
  code.className = "tex";
  code.textContent = source.trim();
  math.replaceWith(code);
}

function scrollsAlone(wide: Element): void {
  const box = document.createElement("div");
  box.className = "wide";
  wide.replaceWith(box);
  box.append(wide);
  // Only what really scrolls becomes a stop for the keyboard.
  requestAnimationFrame(() => box.scrollWidth > box.clientWidth + 1 && (box.tabIndex = 0));
}

export class ServerHtml extends HTMLElement {
  #html = "";

  set html(html: string) {
    if (html === this.#html) return;
    this.#html = html;
    this.innerHTML = trusted(html);
    mathWorks ??= drawsMath();
    if (!mathWorks) this.querySelectorAll("math").forEach(showSource);
    this.querySelectorAll("table, math[display=block]").forEach(scrollsAlone);
  }
}

customElements.define("ustaz-html", ServerHtml);
