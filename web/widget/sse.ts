/** Server-sent events out of a response body, however the network has cut it up. */
import type { ServerEvent } from "./model";

/** Collects pieces of text and gives the events that became whole. */
export class EventParser {
  #rest = "";
  #lines: string[] = [];

  feed(piece: string): ServerEvent[] {
    const text = this.#rest + piece;
    // A carriage return at the very end may be half of CRLF: it waits for the next piece.
    const whole = text.endsWith("\r") ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\r|\n/);
    this.#rest = lines.pop() + text.slice(whole.length);
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): ServerEvent | null {
    if (line) {
      this.#lines.push(line);
      return null;
    }
    const event = parse(this.#lines);
    this.#lines = [];
    return event;
  }
}

function parse(lines: string[]): ServerEvent | null {
  let id = 0;
  let event = "message";
  const data: string[] = [];
  for (const line of lines) {
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === "id") id = Number(value) || 0;
    else if (name === "event") event = value;
    else if (name === "data") data.push(value);
  }
  return data.length ? { id, event, data: JSON.parse(data.join("\n")) } : null;
}

/** The events of a response; `alive` is called for every piece, so that a silent line can be told from a slow one. */
export async function* readEvents(body: ReadableStream<Uint8Array>, alive: () => void): AsyncGenerator<ServerEvent> {
  const parser = new EventParser();
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      yield* parser.feed(decoder.decode(value, { stream: true }));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
