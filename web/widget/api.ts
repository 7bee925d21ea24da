/** Calls to the server: the token and the language go with each, a refusal comes back as an error with a sentence. */
import type { Language, Sentence } from "./model";

/** The server's refusal: its status, its code and one sentence for the student ("" when it had none). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly sentence: Sentence,
    readonly retryAfterSeconds = 0,
  ) {
    super(sentence.code);
  }
}

export interface Call {
  method?: string;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export class Api {
  token = "";
  language: Language = "kk";

  constructor(private readonly base: string) {}

  async call(path: string, { method = "GET", body, signal, headers }: Call = {}): Promise<Response> {
    const response = await fetch(`${this.base}/api/${path}`, {
      method,
      signal,
      credentials: "omit",
      headers: {
        "Accept-Language": this.language,
        ...(this.token && { Authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw await refusal(response);
    return response;
  }

  async json<T>(path: string, call?: Call): Promise<T> {
    return (await this.call(path, call)).json();
  }
}

async function refusal(response: Response): Promise<Refused> {
  const body = await response.json().catch(() => null);
  const sentence = body?.error ?? { code: String(response.status), text: "" };
  return new Refused(response.status, sentence, Number(response.headers.get("Retry-After")) || 0);
}

/** Whether an error means "sign in again". */
export const signedOut = (error: unknown): boolean => error instanceof Refused && error.status === 401;

/** What to tell the student about an error; "" when only the line is down. */
export const sentenceOf = (error: unknown): string => (error instanceof Refused ? error.sentence.text : "");
