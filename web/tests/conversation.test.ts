import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Api, Refused } from "../widget/api";
import { Conversation } from "../widget/conversation";
import { claim, forgetStudent, kept } from "../widget/store";
import { cut, type Turn } from "../widget/turn";
import type { Turns } from "../widget/turns";

const reply = { id: 3, event: "block", data: { n: 9, kind: "teacher_reply", lang: "en", html: "<p>…</p>", citations: [] } };
const done = { id: 2, event: "done", data: { outcome: "not_covered", chips: [], can_ask_teacher: true } };
const storedTurn = (id: string, events: unknown[]) => ({ id, question: "q", hidden: [], language: "en", events, finished: true });

/** A server with these conversations; others are unknown to it. */
const serverWith = (conversations: Record<string, unknown[]>) =>
  ({
    language: "en",
    async json(path: string) {
      const turns = conversations[path.replace("conversations/", "")];
      if (path.endsWith("ask-teacher")) return { text: "Sent." };
      if (!turns) throw new Refused(404, { code: "not_found", text: "No." });
      return { turns };
    },
    call: async () => new Response(),
  }) as unknown as Api;

/** Somebody who asks: every turn ends at once. */
const prompt = { ask: async (turn: Turn) => ({ ...turn, state: "ended", outcome: "answered" }) } as unknown as Turns;
/** A line that is down until the test ends. */
const down = {
  ask: (turn: Turn, update: (turn: Turn) => void) => {
    update(cut(turn));
    return new Promise(() => {});
  },
} as unknown as Turns;

const host = { changed() {}, signedOut() {} };
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(forgetStudent);

test("asks questions one after another", async () => {
  const seen: string[] = [];
  const slow = async (turn: Turn) => {
    seen.push(`${turn.question} asked`);
    await settle();
    seen.push(`${turn.question} answered`);
    return { ...turn, state: "ended" };
  };
  const talk = new Conversation(serverWith({}), host, { ask: slow } as unknown as Turns);
  talk.send("first");
  talk.send("second");
  while (talk.current) await settle();
  assert.deepEqual(seen, ["first asked", "first answered", "second asked", "second answered"]);
});

test("keeps what could not be sent, and sends it after a reload", async () => {
  new Conversation(serverWith({}), host, down).send("unsent");
  assert.deepEqual(kept.outbox.get().map(({ question }) => question), ["unsent"]);
  const talk = new Conversation(serverWith({}), host, prompt);
  await talk.start();
  await settle();
  assert.deepEqual(talk.turns.map(({ question, state }) => [question, state]), [["unsent", "ended"]]);
  assert.deepEqual(kept.outbox.get(), []);
});

test("another student on the same phone finds nothing of the one before", () => {
  claim("7A/Aru");
  kept.draft.set("mine");
  assert.equal(claim("7A/Aru"), true);
  assert.equal(kept.draft.get(), "mine");
  assert.equal(claim("7A/Dana"), false);
  assert.equal(kept.draft.get(), "");
});

test("waits for the teacher, and notices the reply in a conversation that is not open", async () => {
  const conversations: Record<string, unknown[]> = {};
  const talk = new Conversation(serverWith(conversations), host, prompt);
  talk.send("why does ice float?");
  await settle();
  const [turn] = talk.turns;
  await talk.askTeacher(turn!);
  assert.equal(talk.turns[0]?.teacherNote, "Sent.");
  const before = talk.id;
  talk.fresh();

  conversations[before] = [storedTurn(turn!.id, [done])];
  await talk.lookForReplies();
  assert.deepEqual(talk.repliesElsewhere, []);

  conversations[before] = [storedTurn(turn!.id, [done, reply])];
  await talk.lookForReplies();
  assert.deepEqual(talk.repliesElsewhere, [before]);
  assert.deepEqual(kept.awaited.get(), []);

  await talk.open(before);
  assert.deepEqual(talk.repliesElsewhere, []);
  assert.equal(talk.turns[0]?.blocks[0]?.kind, "teacher_reply");
});

test("an expired sign-in keeps the question that was being sent", async () => {
  let toldToSignIn = false;
  const refused = { ask: () => Promise.reject(new Refused(401, { code: "expired", text: "" })) } as unknown as Turns;
  const talk = new Conversation(serverWith({}), { ...host, signedOut: () => (toldToSignIn = true) }, refused);
  talk.send("keep me");
  await settle();
  assert.ok(toldToSignIn);
  assert.equal(talk.turns[0]?.state, "waiting");
  assert.equal(kept.outbox.get().length, 1);
});
