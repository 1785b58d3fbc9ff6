import { chooseLanguage, type Language } from './languages.ts';

const KEY = 'language';

/** The language that the person chose before, or the best one for the browser's settings. */
export function startingLanguage(): Language {
  return chooseLanguage([readStored() ?? '', ...navigator.languages]);
}

/** Browsers throw if the person has turned storage off. The choice then ends with the visit. */
export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    return;
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
