import { readFile } from 'node:fs/promises';
import { createFetchClient } from '@fin-gateway/client/client';
import { createMessages } from '@fin-gateway/client/messages';
import { de } from '@fin-gateway/client/messages/de';
import { createWriter } from '@fin-gateway/client/write';
import { input } from './input.ts';

const [url = '', number = '', photo = ''] = process.argv.slice(2);
const { fieldError } = createMessages(de);
const writer = createWriter({ client: createFetchClient({ url }) });
const files = [{ side: 'FRONT' as const, upload: new File([await readFile(photo)], 'front.jpg') }];
const result = await writer.attachDocuments({
  ...input,
  proofOfIdentity: { ...input.proofOfIdentity, number, files },
});
const failures = result.state === 'REJECTED' ? result.errors : [];
console.log(result.state, ...failures.flatMap(({ fieldErrors }) => fieldErrors.map(fieldError)));
