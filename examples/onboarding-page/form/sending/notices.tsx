import { useTexts } from '../../i18n/texts-context.tsx';
import { useOnline } from '../../use-online.ts';
import { Reason } from '../fields/field.tsx';
import type { DocumentFormState } from '../use-document-form.ts';
import { useErrorText, useFormMessages } from '../use-error-text.ts';
import type { SendResult } from './use-sending.ts';

/** Problems that belong to no field. */
export function Notices({ form }: { readonly form: DocumentFormState }) {
  const { form: texts, plural } = useTexts();
  const toText = useErrorText();
  return (
    <div role="alert">
      {form.wrongFields > 0 && <p className="notice">{plural(texts.correctFields, form.wrongFields)}</p>}
      {form.otherErrors.map((shown) => (
        <p key={toText(shown)} className="notice">
          {toText(shown)}
          <Reason reason={shown.reason} />
        </p>
      ))}
      {form.result && <ResultNotice result={form.result} onCheck={() => void form.send(true)} />}
    </div>
  );
}

interface ResultNoticeProps {
  readonly result: SendResult;
  readonly onCheck: () => void;
}

function ResultNotice({ result, onCheck }: ResultNoticeProps) {
  const { form: texts } = useTexts();
  const messages = useFormMessages();
  const isOnline = useOnline();
  switch (result.state) {
    case 'REJECTED':
      return result.errors
        .filter(({ fieldErrors }) => fieldErrors.length === 0)
        .map((error) => (
          <p key={messages.error(error)} className="notice">
            {messages.error(error)}
          </p>
        ));
    case 'NOT_SENT':
      if (result.reason === 'FILE_UNREADABLE') return null;
      return (
        <p className="notice">
          {result.reason === 'NO_RESPONSE' && !isOnline ? texts.offline : messages.notSent(result.reason)}
        </p>
      );
    case 'CANCELLED':
      return <p className="notice">{result.mayHaveBeenSent ? texts.cancelledLate : texts.cancelled}</p>;
    case 'UNKNOWN':
      return (
        <div className="notice">
          <p>{result.reason === 'EARLIER_WRITE' ? texts.unknown.earlier : texts.unknown.lost}</p>
          <button type="button" className="quiet" onClick={onCheck}>
            {texts.unknown.check}
          </button>
        </div>
      );
    default:
      return null;
  }
}
