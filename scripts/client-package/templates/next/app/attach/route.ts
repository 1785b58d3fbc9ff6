import { createFetchClient } from '@fin-gateway/client/client';
import { createMessages } from '@fin-gateway/client/messages';
import { de } from '@fin-gateway/client/messages/de';
import { createWriter } from '@fin-gateway/client/write';
import { input } from '../../input.ts';

const { fieldError } = createMessages(de);
const writer = createWriter({ client: createFetchClient({ url: process.env['GATEWAY_URL'] ?? '' }) });

export async function POST(request: Request) {
  const form = await request.formData();
  const files = [{ side: 'FRONT' as const, upload: form.get('photo') as File }];
  const number = String(form.get('number'));
  const result = await writer.attachDocuments({
    ...input,
    proofOfIdentity: { ...input.proofOfIdentity, number, files },
  });
  const failures = result.state === 'REJECTED' ? result.errors : [];
  const texts = failures.flatMap(({ fieldErrors }) => fieldErrors.map(fieldError));
  return new Response([result.state, ...texts].join(' '));
}
