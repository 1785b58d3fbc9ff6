import { createFetchClient } from '@fin-gateway/client/client';
import { toFormikErrors } from '@fin-gateway/client/errors';
import { createMessages } from '@fin-gateway/client/messages';
import { en } from '@fin-gateway/client/messages/en';
import type { AttachIndividualDocumentsInput } from '@fin-gateway/client/operations';
import { useAttachDocuments } from '@fin-gateway/client/react';
import { createWriter } from '@fin-gateway/client/write';
import { type FormEvent, useState } from 'react';

const messages = createMessages(en);
/** Created outside the component, because it keeps the idempotency key until the outcome is known, even if the page is reloaded. */
const writer = createWriter({ client: createFetchClient({ url: '/graphql' }), store: sessionStorage });

interface AttachFormProps {
  /** Everything that the form does not ask for. */
  readonly known: AttachIndividualDocumentsInput;
}

/** Asks for a passport and its number, and shows progress and errors. */
export function AttachForm({ known }: AttachFormProps) {
  const [values, setValues] = useState(known);
  const { send, cancel, phase, progress, result } = useAttachDocuments(writer);
  const failures = result?.state === 'REJECTED' ? result.errors : [];
  const { errors, form } = toFormikErrors(failures, { messages, values, paths: 'dotted' });

  function submit(event: FormEvent) {
    event.preventDefault();
    void send(values);
  }
  const change = (proofOfIdentity: Partial<typeof values.proofOfIdentity>) =>
    setValues({ ...values, proofOfIdentity: { ...values.proofOfIdentity, ...proofOfIdentity } });

  return (
    <form onSubmit={submit}>
      <label>
        Passport number
        <input
          value={values.proofOfIdentity.number}
          onChange={({ target }) => change({ number: target.value })}
        />
      </label>
      <p role="alert">{errors['proofOfIdentity.number']}</p>
      <label>
        Photo of the passport
        <input
          type="file"
          onChange={({ target }) => change({ files: [{ side: 'FRONT', upload: target.files?.[0] }] })}
        />
      </label>
      <p role="alert">{errors['proofOfIdentity.files.0.upload']}</p>
      <p role="alert">{form}</p>
      {phase && (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      )}
      <button type="submit" disabled={phase !== undefined}>
        Send
      </button>
      {progress && <progress value={progress.sentBytes} max={progress.totalBytes} />}
      <output>{result?.state}</output>
    </form>
  );
}
