/** The widget's sentences in the language chosen, as the server gives them. */
import type { Api } from "./api";
import type { Language } from "./model";
import { kept } from "./store";

let texts: Record<string, string> = {};
const loaded = new Map<Language, Record<string, string>>();

/** The text of a key, with the named places filled. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  return (texts[key] ?? "").replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

const PLACEHOLDER = /⟨([A-Z_]+?)_\d+⟩/g;

/** What kind of personal data was hidden, in words. */
export const hiddenThing = (kind: string): string => t(`hidden_${kind.toLowerCase()}`) || t("hidden_other");

/** A student's text with a word in brackets for everything that was hidden in it. */
export const readable = (text: string): string => text.replace(PLACEHOLDER, (_, kind: string) => `[${hiddenThing(kind)}]`);

/** For numbers and dates. Browsers seldom know how Kazakh writes them: as Russian does. */
export const locale = (language: Language): string => (language === "en" ? "en-GB" : "ru");

/** Fetches the texts of a language once; the copy of an earlier visit serves when the line is down. */
export async function loadTexts(api: Api, language: Language): Promise<void> {
  texts = loaded.get(language) ?? (await fetched(api, language));
  loaded.set(language, texts);
}

async function fetched(api: Api, language: Language): Promise<Record<string, string>> {
  const copy = kept.texts(language);
  try {
    const fresh = await api.json<Record<string, string>>(`texts/${language}`);
    copy.set(fresh);
    return fresh;
  } catch (error) {
    const old = copy.get();
    if (!old) throw error;
    return old;
  }
}
