/** Scrolling that follows a growing answer without moving what is being read. */

const NEAR_PX = 40;
const GAP_PX = 12;

/**
 * Stays at the end of the log until the last question reaches the top: from there the answer is read downwards.
 * A student who has scrolled elsewhere is left alone. `more` tells when new text is below, out of sight.
 */
export class Follow {
  #pinned = true;
  #more = false;
  /** Where the last move of our own went: its scroll event comes late, when the answer may have grown. */
  #moved = -1;
  /** How tall the log was when it was last settled: what the browser scrolls while it grows or shrinks is not the student's doing. */
  #height = -1;
  readonly #sizes = new ResizeObserver(() => this.#settle());

  constructor(
    private readonly scroller: HTMLElement,
    content: HTMLElement,
    private readonly more: (more: boolean) => void,
  ) {
    this.#sizes.observe(content);
    this.#sizes.observe(scroller);
    scroller.addEventListener("scroll", this.#scrolled, { passive: true });
  }

  /** Goes to the newest turn, wherever the student was. */
  pin(): void {
    this.#pinned = true;
    this.#settle();
  }

  toEnd(): void {
    this.#move(this.#end());
  }

  stop(): void {
    this.#sizes.disconnect();
  }

  #end(): number {
    return this.scroller.scrollHeight - this.scroller.clientHeight;
  }

  #target(): number {
    const questions = this.scroller.querySelectorAll<HTMLElement>(".question");
    const last = questions[questions.length - 1];
    if (!last) return this.#end();
    const top = last.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop;
    return Math.max(0, Math.min(this.#end(), top - GAP_PX));
  }

  #settle(): void {
    this.#height = this.scroller.scrollHeight;
    if (this.#pinned) this.#move(this.#target());
    this.#tell(!this.#atEnd());
  }

  #move(top: number): void {
    this.scroller.scrollTop = top;
    this.#moved = this.scroller.scrollTop;
  }

  readonly #scrolled = (): void => {
    if (Math.abs(this.scroller.scrollTop - this.#moved) < 2 || this.scroller.scrollHeight !== this.#height) return;
    this.#pinned = this.#atEnd() || Math.abs(this.scroller.scrollTop - this.#target()) < NEAR_PX;
    this.#tell(!this.#atEnd() && this.#more);
  };

  #atEnd(): boolean {
    return this.#end() - this.scroller.scrollTop < NEAR_PX;
  }

  #tell(more: boolean): void {
    if (more === this.#more) return;
    this.#more = more;
    this.more(more);
  }
}
