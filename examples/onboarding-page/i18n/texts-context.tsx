import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useState } from 'react';
import type { Language } from './languages.ts';
import { loadTranslation } from './load-translation.ts';
import { storeLanguage } from './stored-language.ts';
import type { Translation } from './translation.ts';

interface Value {
  readonly texts: Translation;
  /** @throws if the texts cannot be loaded. The page then keeps its language. */
  readonly speak: (language: Language) => Promise<void>;
}

const TextsContext = createContext<Value | undefined>(undefined);

interface TextsProviderProps {
  readonly initial: Translation;
  readonly children: ReactNode;
}

/** Sets the language of the document, and gives the texts to everything below. */
export function TextsProvider({ initial, children }: TextsProviderProps) {
  const [texts, setTexts] = useState(initial);
  const { language, direction, shell } = texts;
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
    document.title = shell.title;
  }, [language, direction, shell]);
  const speak = useCallback(async (wanted: Language) => {
    setTexts(await loadTranslation(wanted));
    storeLanguage(wanted);
  }, []);
  return <TextsContext value={{ texts, speak }}>{children}</TextsContext>;
}

/** The texts in the language of the page. */
export function useTexts(): Translation {
  return useValue().texts;
}

export function useSpeak(): Value['speak'] {
  return useValue().speak;
}

function useValue(): Value {
  const value = use(TextsContext);
  if (!value) throw new Error('There is no TextsProvider.');
  return value;
}
