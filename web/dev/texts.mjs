// Reads tutor/texts/widget.toml, as far as that file uses TOML: tables of one-line strings.
import { readFileSync } from "node:fs";

export function readTexts(path) {
  const texts = { kk: {}, ru: {}, en: {} };
  let key = "";
  for (const line of readFileSync(path, "utf8").split("\n")) {
    key = /^\[(\w+)\]/.exec(line)?.[1] ?? key;
    const [, language, value] = /^(\w+) = (".*")$/.exec(line) ?? [];
    if (language) texts[language][key] = JSON.parse(value);
  }
  return texts;
}
