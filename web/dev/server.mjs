// A stand-in for the server while working on the chat: speaks docs/widget-protocol.md with invented answers. Not shipped.
// Words in a question choose what happens: drop (the line breaks), error, ice, sad, table, russian, slow.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { consolePage } from "./console-page.mjs";
import { answer, cubes, page, say } from "./samples.mjs";
import { readTexts } from "./texts.mjs";

const root = fileURLToPath(new URL("../../tutor/", import.meta.url));
const files = join(root, "http", "static");
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "require-trusted-types-for 'script'; trusted-types ustaz lit-html";
const TYPES = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".json": "application/json" };
const STEP_MS = Number(process.env.STEP_MS ?? 500);

const turns = new Map();
const waiters = new Set();
let noticeSeen = process.env.NOTICE_SEEN === "1";
let language = process.env.LANGUAGE ?? "kk";

const manifest = () => JSON.parse(readFileSync(join(files, "manifest.json"), "utf8"));

function chatPage() {
  const built = manifest();
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Ұстаз</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/${built["page.css"]}">
${built.preload.map((file) => `<link rel="modulepreload" href="/static/${file}">`).join("\n")}
<script type="module" src="/static/${built["widget.js"]}"></script></head>
<body><ustaz-chat language="${language}"></ustaz-chat></body></html>`;
}

const portalPage = `<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>Мектеп порталы</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><h1>Мектеп порталы</h1><p><a href="#">Күнделік</a></p>
<script src="/static/loader.js" data-language="ru" data-class-code="7A-2024"></script></body></html>`;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes the events of a turn one by one, whether anybody listens or not. */
async function produce(turn) {
  for (const [event, data] of answer(turn.question, turn.language)) {
    await pause(turn.question.includes("slow") ? STEP_MS * 4 : STEP_MS);
    if (turn.stopped) break;
    put(turn, event, data);
  }
  if (turn.stopped) put(turn, "done", { outcome: "stopped", chips: [], can_ask_teacher: false });
  turn.finished = true;
  wake();
}

function put(turn, event, data) {
  turn.events.push({ id: turn.events.length + 1, event, data });
  wake();
}

function wake() {
  for (const go of waiters) go();
  waiters.clear();
}

function open({ id, conversation_id, text, language: written }) {
  if (turns.has(id)) return turns.get(id);
  const hidden = /\+?7\d{10}|87\d{9}/.test(text) ? ["PHONE"] : [];
  const question = text.replace(/\+?7\d{10}|87\d{9}/g, "⟨…⟩");
  const turn = { id, conversation: conversation_id, question, hidden, language: written, asked_at: new Date().toISOString(), events: [] };
  turns.set(id, turn);
  put(turn, "turn", { turn: id, conversation: conversation_id, question, hidden, language: written });
  void produce(turn);
  return turn;
}

async function stream(turn, after, response) {
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  for (let next = after; ; ) {
    while (next < turn.events.length) {
      const { id, event, data } = turn.events[next++];
      response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (turn.question.includes("drop") && id === 3 && !turn.dropped) {
        turn.dropped = true;
        return response.socket.destroy();
      }
    }
    if (turn.finished) return response.end();
    await new Promise((resolve) => waiters.add(resolve));
  }
}

const session = () => ({
  token: "dev",
  expires_at: "2099-01-01T00:00:00Z",
  student: { name: "Айару", class_name: "7 «Ә»", grade: 7, subject: { kk: "Физика", ru: "Физика", en: "Physics" }[language] },
  language,
  notice_seen: noticeSeen,
});

function conversations() {
  const first = new Map();
  for (const turn of turns.values()) if (!first.has(turn.conversation)) first.set(turn.conversation, turn);
  return [...first].map(([id, turn]) => ({ id, started_at: turn.asked_at, title: turn.question })).reverse();
}

const conversation = (id) => ({ id, turns: [...turns.values()].filter((turn) => turn.conversation === id) });

const json = (response, body, status = 200) => {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(JSON.stringify(body));
};
const refuse = (response, status, code, text) => json(response, { error: { code, text } }, status);

const texts = readTexts(join(root, "texts", "widget.toml"));

/** Each call of the protocol: method and path → what it does. */
const calls = [
  ["GET", /^\/api\/texts\/(\w+)$/, ({ response, match }) => json(response, texts[match[1]])],
  ["POST", /^\/api\/session$/, ({ response, body, reader }) => {
    if (body.pin !== "1234") return refuse(response, 401, "wrong_sign_in", say(reader).wrong);
    return json(response, session());
  }],
  ["GET", /^\/api\/session$/, ({ response }) => json(response, { ...session(), token: undefined })],
  ["DELETE", /^\/api\/session$/, ({ response }) => json(response, {})],
  ["POST", /^\/api\/session\/notice$/, ({ response }) => json(response, { seen: (noticeSeen = true) })],
  ["PUT", /^\/api\/session\/language$/, ({ response, body }) => json(response, { language: (language = body.language) })],
  ["GET", /^\/api\/conversations$/, ({ response }) => json(response, conversations())],
  ["GET", /^\/api\/conversations\/([\w-]+)$/, ({ response, match }) => {
    const found = conversation(match[1]);
    return found.turns.length ? json(response, found) : refuse(response, 404, "not_found", "");
  }],
  ["POST", /^\/api\/turns$/, ({ response, body }) => stream(open(body), 0, response)],
  ["GET", /^\/api\/turns\/([\w-]+)\/events$/, ({ response, match, request }) => {
    const turn = turns.get(match[1]);
    return turn ? stream(turn, Number(request.headers["last-event-id"] ?? 0), response) : refuse(response, 404, "not_found", "");
  }],
  ["POST", /^\/api\/turns\/([\w-]+)\/stop$/, ({ response, match }) => {
    turns.get(match[1]).stopped = true;
    json(response, {});
  }],
  ["POST", /^\/api\/turns\/([\w-]+)\/ask-teacher$/, ({ response, match, reader }) => {
    const turn = turns.get(match[1]);
    setTimeout(() => put(turn, "block", { n: 99, kind: "teacher_reply", lang: reader, html: say(reader).reply, citations: [] }), STEP_MS * 4);
    json(response, { text: say(reader).sent });
  }],
  ["POST", /^\/api\/turns\/([\w-]+)\/feedback$/, ({ response }) => json(response, {})],
  ["GET", /^\/api\/pages\//, ({ response, reader }) => json(response, page(reader))],
  ["GET", /^\/api\/figures\//, ({ response }) => response.writeHead(200, { "Content-Type": "image/svg+xml" }).end(cubes)],
];

const pages = { "/": chatPage, "/embed": chatPage, "/portal": () => portalPage, "/consoles": () => consolePage(manifest()["consoles.css"]) };

async function bodyOf(request) {
  let text = "";
  for await (const piece of request) text += piece;
  return text ? JSON.parse(text) : {};
}

createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname !== "/portal") response.setHeader("Content-Security-Policy", CSP);
  if (pages[pathname]) return response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(pages[pathname]());
  if (/^\/static\/[\w.-]+$/.test(pathname)) {
    return response.writeHead(200, { "Content-Type": TYPES[extname(pathname)] ?? "text/plain" }).end(readFileSync(join(root, "http", pathname)));
  }
  const reader = request.headers["accept-language"]?.slice(0, 2);
  for (const [method, path, answerCall] of calls) {
    const match = request.method === method && path.exec(pathname);
    if (match) return answerCall({ request, response, match, reader, body: await bodyOf(request) });
  }
  return refuse(response, 404, "not_found", pathname);
}).listen(Number(process.env.PORT ?? 8123), "127.0.0.1", () => process.stdout.write("http://127.0.0.1:8123/ /portal /consoles\n"));
