import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser, readEvents } from "../widget/sse";

const STREAM = 'id: 1\nevent: turn\ndata: {"question":"тығыздық"}\n\nid: 2\nevent: block\ndata: {"n":1}\n\n';

const bodyOf = (...pieces: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });

test("reads whole events", () => {
  assert.deepEqual(new EventParser().feed(STREAM), [
    { id: 1, event: "turn", data: { question: "тығыздық" } },
    { id: 2, event: "block", data: { n: 1 } },
  ]);
});

test("reads the same events wherever the network cuts the stream", () => {
  const whole = new EventParser().feed(STREAM);
  for (let at = 0; at <= STREAM.length; at += 1) {
    const parser = new EventParser();
    assert.deepEqual([...parser.feed(STREAM.slice(0, at)), ...parser.feed(STREAM.slice(at))], whole, `cut at ${at}`);
  }
});

test("takes CRLF, even when it is cut in the middle", () => {
  const windows = STREAM.replaceAll("\n", "\r\n");
  const pieces = [...windows];
  const parser = new EventParser();
  const ids = pieces.flatMap((piece) => parser.feed(piece)).map(({ id }) => id);
  assert.deepEqual([...ids, ...parser.feed("").map(({ id }) => id)], [1, 2]);
});

test("passes over comments that keep the line open", () => {
  assert.deepEqual(new EventParser().feed(": still here\n\n"), []);
});

test("joins data of several lines", () => {
  assert.deepEqual(new EventParser().feed('data: {"a":\ndata: 1}\n\n')[0]?.data, { a: 1 });
});

test("does not give an event that never became whole", async () => {
  const bytes = new TextEncoder().encode(STREAM.slice(0, -2));
  const events = [];
  for await (const event of readEvents(bodyOf(bytes), () => {})) events.push(event.id);
  assert.deepEqual(events, [1]);
});

test("decodes a letter cut between two pieces, and tells of every piece", async () => {
  const bytes = new TextEncoder().encode(STREAM);
  const middle = STREAM.indexOf("т", 30) + 1; // inside the first Kazakh letter
  let pieces = 0;
  const events = [];
  for await (const event of readEvents(bodyOf(bytes.slice(0, middle), bytes.slice(middle)), () => (pieces += 1))) events.push(event.data);
  assert.deepEqual(events[0], { question: "тығыздық" });
  assert.equal(pieces, 2);
});
