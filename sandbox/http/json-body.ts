import type { IncomingMessage } from 'node:http';

export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' | 'not-json' | 'too-large' | 'aborted' };

const MAX_JSON_BYTES = 1_048_576;

/** Reads a JSON body of at most 1 MiB and ignores its content type. Never rejects; stops reading beyond the limit. */
export function readJsonBody(request: IncomingMessage): Promise<JsonBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let byteLength = 0;
    request.on('data', (chunk: Buffer) => {
      byteLength += chunk.length;
      if (byteLength <= MAX_JSON_BYTES) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.pause();
      resolve({ kind: 'too-large' });
    });
    request.on('end', () => resolve(parse(Buffer.concat(chunks))));
    request.on('close', () => resolve({ kind: 'aborted' }));
  });
}

function parse(bytes: Buffer): JsonBody {
  if (bytes.length === 0) return { kind: 'empty' };
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return { kind: 'json', value };
  } catch {
    return { kind: 'not-json' };
  }
}
