import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
// @ts-expect-error: plain JavaScript
import { readTexts } from "../dev/texts.mjs";

const texts: Record<string, Record<string, string>> = readTexts("../tutor/texts/widget.toml");
const sources = readdirSync("widget").map((name) => readFileSync(`widget/${name}`, "utf8")).join("\n");
/** Keys put together in the code. */
const BUILT = [/^hidden_/, /^(kk|ru|en)$/];

test("every text has the three languages", () => {
  for (const language of ["kk", "ru", "en"]) assert.deepEqual(Object.keys(texts[language]!), Object.keys(texts.en!));
});

test("every text the widget asks for exists", () => {
  const asked = [...sources.matchAll(/\bt\(\s*"(\w+)"/g)].map(([, key]) => key!);
  assert.ok(asked.length > 30);
  assert.deepEqual(asked.filter((key) => !texts.en![key]), []);
});

test("no text is left over", () => {
  const unused = Object.keys(texts.en!).filter((key) => !BUILT.some((built) => built.test(key)) && !sources.includes(`"${key}"`));
  assert.deepEqual(unused, []);
});

test("the languages of a text have the same places", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(texts.en!))
    for (const language of ["kk", "ru"]) assert.deepEqual(places(texts[language]![key]!), places(texts.en![key]!), key);
});
