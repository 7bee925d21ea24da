/** The base of the chat's elements: drawn with lit's templates, at most once per microtask. (A third of the size of LitElement.) */
import { render, type TemplateResult } from "lit/html.js";

export abstract class View extends HTMLElement {
  #due: Promise<void> | null = null;

  /** Where the element draws: itself, so that it takes the styles of the chat round it. */
  protected get place(): HTMLElement | ShadowRoot {
    return this;
  }

  protected abstract template(): TemplateResult;

  /** After the first drawing. */
  protected ready(): void {}

  /** After each drawing. */
  protected drawn(): void {}

  connectedCallback(): void {
    void this.changed().then(() => this.ready());
  }

  /** Draws soon; resolves when it is drawn. */
  changed(): Promise<void> {
    this.#due ??= Promise.resolve().then(() => this.#draw());
    return this.#due;
  }

  #draw(): void {
    this.#due = null;
    render(this.template(), this.place, { host: this });
    this.drawn();
  }
}
