'use client';

import { createFetchClient } from '@fin-gateway/client/client';
import { createMessages } from '@fin-gateway/client/messages';
import { de } from '@fin-gateway/client/messages/de';
import { useAttachDocuments } from '@fin-gateway/client/react';
import { createWriter } from '@fin-gateway/client/write';
import { input } from './input.ts';

const { fieldError } = createMessages(de);
const writer = createWriter({ client: createFetchClient({ url: '/graphql' }) });

export function Form() {
  const { send, result } = useAttachDocuments(writer);
  const failures = result?.state === 'REJECTED' ? result.errors : [];
  const attach = (form: FormData) => {
    const files = [{ side: 'FRONT' as const, upload: form.get('photo') as File }];
    const number = String(form.get('number'));
    void send({ ...input, proofOfIdentity: { ...input.proofOfIdentity, number, files } });
  };
  return (
    <form action={attach}>
      <input name="number" aria-label="Number" />
      <input name="photo" aria-label="Photo" type="file" />
      <button type="submit">Send</button>
      <output>
        {[result?.state, ...failures.flatMap((error) => error.fieldErrors.map(fieldError))].join(' ')}
      </output>
    </form>
  );
}
