import { afterEach, expect, test, vi } from 'vitest';
import type { NativeFile } from '../../../client/src/client.ts';
import { createWriter } from '../../../client/src/write.ts';
import { createGatewayClient } from '../../../examples/recipes/react-native/gateway.ts';
import {
  attachedDigests,
  digestsOf,
  formWith,
  type PickedFile,
  pickFiles,
} from '../../support/browser/picked-files.ts';
import { encodeForm } from '../../support/multipart.ts';
import { type EncodeEntry, NATIVE_SYSTEMS, type NativeEntry } from '../../support/native-form.ts';
import { startStack } from '../../support/start-stack.ts';

const NodeFormData = globalThis.FormData;

/** Takes React Native's own files. */
class NativeFormData extends NodeFormData {
  readonly entriesInOrder: NativeEntry[] = [];

  override append(name: string, value: string | Blob | NativeFile): void {
    if (value instanceof Blob) throw new TypeError('React Native has no bytes of a file.');
    this.entriesInOrder.push([name, value]);
  }
}

/** Sends forms as React Native does. */
function nativeFetch(encode: EncodeEntry, boundary: string, files: readonly PickedFile[]): typeof fetch {
  const nodeFetch = globalThis.fetch;
  const bytesAt = (uri: string) => {
    const file = files[Number(uri.split('/').at(-1))];
    if (!file) throw new Error('There is no such file.');
    return file.bytes;
  };
  return (input, init) => {
    const body = init?.body;
    if (!(body instanceof NativeFormData)) return nodeFetch(input, init);
    const headers = new Headers(init?.headers);
    headers.set('content-type', `multipart/form-data; boundary=${boundary}`);
    const parts = body.entriesInOrder.map((entry) => encode(entry, bytesAt));
    return nodeFetch(input, {
      ...init,
      headers,
      body: new Blob([new Uint8Array(encodeForm(parts, boundary))]),
    });
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each(NATIVE_SYSTEMS)('React Native on %s attaches photos by their URIs', async (_, encode, boundary) => {
  await using stack = await startStack({ issuer: true });
  const picked = pickFiles();
  const files = [picked.front, picked.back, picked.bill];
  vi.stubGlobal('FormData', NativeFormData);
  vi.stubGlobal('fetch', nativeFetch(encode, boundary, files));
  const native = ({ name, type }: PickedFile, index: number): NativeFile => ({
    uri: `file:///cache/${index}`,
    name,
    type,
  });
  const [front, back, bill] = files.map(native);
  if (!front || !back || !bill) throw new Error('A file is missing.');
  const getToken = async () => (await stack.issuer.bearer()).replace('Bearer ', '');
  const { proofOfIdentity, proofOfAddress, ...rest } = formWith({ front, back, bill });

  const result = await createWriter({ client: createGatewayClient(stack.url, getToken) }).attachDocuments({
    ...rest,
    proofOfIdentity: { ...proofOfIdentity, files: [...proofOfIdentity.files] },
    proofOfAddress: { ...proofOfAddress, files: [...proofOfAddress.files] },
  });

  expect(result).toMatchObject({ state: 'SUCCEEDED', data: { customer: { status: 'QUEUED' } } });
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(picked));
});
