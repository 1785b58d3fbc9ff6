import type { DocumentWarning } from '@fin-gateway/client/quality';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/texts-context.tsx';
import { findField } from '../model/find-field.ts';
import { isFileName } from '../model/form-values.ts';
import type { DocumentFormState } from '../use-document-form.ts';
import { useFormMessages } from '../use-error-text.ts';

/** Shows reasons why a reviewer may return a document. The person decides whether to send it all the same. */
export function WarningsPanel({ form }: { readonly form: DocumentFormState }) {
  const { warnings: texts } = useTexts().form;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="warnings" aria-labelledby="warnings-title">
      <h3 id="warnings-title" ref={heading} tabIndex={-1}>
        {texts.title}
      </h3>
      <ul>
        {form.warnings.map((warning) => (
          <Warning key={`${warning.path.join('.')} ${warning.code}`} warning={warning} form={form} />
        ))}
      </ul>
      <button type="button" onClick={() => void form.send(true)}>
        {texts.sendAnyway}
      </button>
    </section>
  );
}

interface WarningProps {
  readonly warning: DocumentWarning;
  readonly form: DocumentFormState;
}

function Warning({ warning, form }: WarningProps) {
  const { warnings: texts } = useTexts().form;
  const messages = useFormMessages();
  const name = findField(warning, form.fields);
  return (
    <li>
      <p>{messages.warning(warning)}</p>
      {name && (
        <button type="button" className="quiet" onClick={() => document.getElementById(name)?.focus()}>
          {isFileName(name) ? texts.chooseAnother : texts.change}
        </button>
      )}
    </li>
  );
}
