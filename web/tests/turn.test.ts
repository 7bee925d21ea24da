import assert from "node:assert/strict";
import { test } from "node:test";
import type { StoredTurn } from "../widget/model";
import { apply, cut, ended, known, newTurn, replied, restored } from "../widget/turn";

const asked = newTurn({ id: "t", conversation: "c", question: "87011234567?", action: null, language: "kk" });
const turnEvent = { id: 1, event: "turn", data: { turn: "t", conversation: "c", question: "⟨телефон⟩?", hidden: ["PHONE"], language: "kk" } };
const block = (id: number, kind = "text") => ({ id, event: "block", data: { n: id, kind, lang: "kk", html: "<p>…</p>", citations: [] } });
const done = { id: 4, event: "done", data: { outcome: "answered", chips: [{ label: "Мысал", text: "Мысал", action: "example" }], can_ask_teacher: true } };

const stored = (events: StoredTurn["events"], finished: boolean): StoredTurn => ({
  id: "t",
  asked_at: "2025-01-01T00:00:00Z",
  question: "⟨телефон⟩?",
  hidden: ["PHONE"],
  language: "kk",
  events,
  finished,
});

test("shows the question as the server stored it, with what was hidden", () => {
  const turn = apply(asked, turnEvent);
  assert.equal(turn.question, "⟨телефон⟩?");
  assert.deepEqual(turn.hidden, ["PHONE"]);
  assert.equal(turn.state, "answering");
});

test("collects blocks in their order and ends with the moves that are left", () => {
  const turn = [turnEvent, block(2), block(3, "formula"), done].reduce(apply, asked);
  assert.deepEqual(turn.blocks.map(({ kind }) => kind), ["text", "formula"]);
  assert.equal(turn.state, "ended");
  assert.equal(turn.canAskTeacher, true);
  assert.equal(turn.chips[0]?.action, "example");
});

test("shows nothing twice when a stream is replayed", () => {
  const events = [turnEvent, block(2), done];
  const once = events.reduce(apply, asked);
  assert.deepEqual(events.reduce(apply, once), once);
});

test("an error ends the turn and keeps the question", () => {
  const turn = [turnEvent, { id: 2, event: "error", data: { code: "down", text: "…" } }].reduce(apply, asked);
  assert.equal(turn.state, "failed");
  assert.equal(turn.question, "⟨телефон⟩?");
});

test("a teacher's reply after the end does not open the turn again", () => {
  const turn = [turnEvent, block(2), done, block(5, "teacher_reply")].reduce(apply, asked);
  assert.equal(turn.state, "ended");
  assert.ok(replied(turn));
});

test("an event of a newer server changes nothing but the place in the stream", () => {
  const turn = apply(asked, { id: 1, event: "confetti", data: {} });
  assert.deepEqual({ ...turn, lastEvent: 0 }, asked);
});

test("a line that breaks before the server knew of the question leaves it waiting", () => {
  const turn = cut({ ...asked, state: "asking" });
  assert.equal(turn.state, "waiting");
  assert.equal(known(turn), false);
});

test("a line that breaks in an answer leaves it to be resumed", () => {
  const turn = cut([turnEvent, block(2)].reduce(apply, asked));
  assert.equal(turn.state, "dropped");
  assert.equal(turn.lastEvent, 2);
});

test("an unfinished turn of the history is resumed after its last event", () => {
  const turn = restored(stored([turnEvent, block(2)], false), "c");
  assert.deepEqual([turn.state, turn.lastEvent, known(turn)], ["dropped", 2, true]);
});

test("an unfinished turn of which nothing was stored is still known to the server", () => {
  assert.ok(known(restored(stored([], false), "c")));
});

test("a finished turn of the history is not asked again, however it ended", () => {
  assert.ok(ended(restored(stored([turnEvent, block(2), done], true), "c")));
  const broken = restored(stored([turnEvent, block(2)], true), "c");
  assert.deepEqual([broken.state, broken.outcome], ["ended", "interrupted"]);
});
