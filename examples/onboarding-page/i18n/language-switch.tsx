import { useState } from 'react';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from './languages.ts';
import { useSpeak, useTexts } from './texts-context.tsx';

export function LanguageSwitch() {
  const { language, shell } = useTexts();
  const speak = useSpeak();
  const [hasFailed, setFailed] = useState(false);
  async function choose(value: string) {
    if (!isLanguage(value)) return;
    setFailed(false);
    await speak(value).catch(() => setFailed(true));
  }
  return (
    <div className="language">
      <label htmlFor="language">{shell.language}</label>
      <select id="language" value={language} onChange={({ target }) => void choose(target.value)}>
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code}>
            {LANGUAGE_NAMES[code]}
          </option>
        ))}
      </select>
      <p role="status" className="language-failure">
        {hasFailed && shell.languageFailed}
      </p>
    </div>
  );
}
