import assert from "node:assert/strict";
import { test } from "node:test";
import { type Api, type Call, Refused } from "../widget/api";
import { newTurn, type Turn } from "../widget/turn";
import { newId, Turns } from "../widget/turns";

Object.defineProperty(globalThis, "navigator", { value: { onLine: true }, configurable: true });

const EVENTS = [
  { id: 1, event: "turn", data: { turn: "t", conversation: "c", question: "why?", hidden: [], language: "en" } },
  { id: 2, event: "block", data: { n: 1, kind: "text", lang: "en", html: "<p>1</p>", citations: [] } },
  { id: 3, event: "block", data: { n: 2, kind: "text", lang: "en", html: "<p>2</p>", citations: [] } },
  { id: 4, event: "done", data: { outcome: "answered", chips: [], can_ask_teacher: false } },
];

const wire = (events: typeof EVENTS) =>
  events.map(({ id, event, data }) => `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`).join("");
const lineDown = () => Promise.reject(new TypeError("network"));
const streamOf = (events: typeof EVENTS) => () => Promise.resolve(new Response(wire(events)));
const refuse = (status: number, text = "", retryAfter = 0) => () =>
  Promise.reject(new Refused(status, { code: String(status), text }, retryAfter));

/** A server that answers each call in turn with the next of its answers, and remembers the calls. */
class FakeServer {
  readonly calls: string[] = [];
  readonly bodies: unknown[] = [];
  constructor(private readonly answers: (() => Promise<Response>)[]) {}

  call(path: string, { method = "GET", body, headers }: Call = {}): Promise<Response> {
    const after = headers?.["Last-Event-ID"];
    this.calls.push(`${method} ${path}${after ? ` after ${after}` : ""}`);
    this.bodies.push(body);
    return (this.answers.shift() ?? lineDown)();
  }
}

async function ask(answers: (() => Promise<Response>)[], start: Partial<Turn> = {}) {
  const server = new FakeServer(answers);
  const pauses: number[] = [];
  const states: string[] = [];
  const turn = { ...newTurn({ id: "t", conversation: "c", question: "why?", action: null, language: "en" }), ...start };
  const turns = new Turns(server as unknown as Api, async (ms) => void pauses.push(ms));
  const ended = await turns.ask(turn, ({ state }) => states.push(state), new AbortController().signal);
  return { server, pauses, states, turn: ended };
}

test("asks once and reads the answer to its end", async () => {
  const { server, turn, states } = await ask([streamOf(EVENTS)]);
  assert.deepEqual(server.calls, ["POST turns"]);
  assert.equal(turn.blocks.length, 2);
  assert.deepEqual(states, ["asking", "answering", "answering", "answering", "ended"]);
});

test("resumes a dropped line after the last event it saw", async () => {
  const { server, turn, states } = await ask([streamOf(EVENTS.slice(0, 2)), lineDown, streamOf(EVENTS.slice(2))]);
  assert.deepEqual(server.calls, ["POST turns", "GET turns/t/events after 2", "GET turns/t/events after 2"]);
  assert.deepEqual(turn.blocks.map(({ n }) => n), [1, 2]);
  assert.ok(states.includes("dropped"));
});

test("a question the server never got is sent again with the same id", async () => {
  const { server, pauses } = await ask([lineDown, lineDown, streamOf(EVENTS)]);
  assert.deepEqual(server.calls, ["POST turns", "POST turns", "POST turns"]);
  assert.equal(new Set(server.bodies.map((body) => (body as { id: string }).id)).size, 1);
  assert.ok(pauses[1]! > pauses[0]!, "waits longer each time");
});

test("a turn the server has lost is asked anew, and shows nothing twice", async () => {
  const { server, turn } = await ask([streamOf(EVENTS.slice(0, 2)), refuse(404), streamOf(EVENTS)]);
  assert.deepEqual(server.calls, ["POST turns", "GET turns/t/events after 2", "POST turns"]);
  assert.equal(turn.blocks.length, 2);
});

test("after a reload a turn of the history is resumed, not asked", async () => {
  const { server } = await ask([streamOf(EVENTS)], { state: "dropped" });
  assert.deepEqual(server.calls, ["GET turns/t/events"]);
});

test("a busy server is asked again after the time it names", async () => {
  const { pauses, turn } = await ask([refuse(503, "One moment.", 7), streamOf(EVENTS)]);
  assert.deepEqual(pauses, [7000]);
  assert.equal(turn.state, "ended");
});

test("a server that keeps failing ends the turn with its sentence", async () => {
  const { turn } = await ask(Array.from({ length: 9 }, () => refuse(500, "Send it again later.")));
  assert.equal(turn.state, "failed");
  assert.equal(turn.error?.text, "Send it again later.");
});

test("a refused question is not sent again", async () => {
  const { server, turn } = await ask([refuse(422, "Too long.")]);
  assert.equal(server.calls.length, 1);
  assert.equal(turn.error?.text, "Too long.");
});

test("an expired sign-in is told to the caller", async () => {
  await assert.rejects(ask([refuse(401, "Sign in.")]), { status: 401 });
});

test("a stop by the page ends the following without another call", async () => {
  const server = new FakeServer([lineDown]);
  const line = new AbortController();
  const turns = new Turns(server as unknown as Api, async () => line.abort());
  const turn = newTurn({ id: "t", conversation: "c", question: "why?", action: null, language: "en" });
  assert.equal((await turns.ask(turn, () => {}, line.signal)).state, "waiting");
  assert.equal(server.calls.length, 1);
});

test("makes version 4 UUIDs without a secure context", () => {
  const ids = Array.from({ length: 50 }, newId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, 50);
});
