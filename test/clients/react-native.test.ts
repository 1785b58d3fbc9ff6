import { expect, test } from 'vitest';
import type { Form } from '../../examples/clients/multipart.ts';
import { fillPhotoForm, type Photo } from '../../examples/clients/react-native.ts';
import { type PickedFile, pickFiles } from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { encodeForm, openForm, sha256 } from '../support/multipart.ts';
import { NATIVE_SYSTEMS, type NativeEntry } from '../support/native-form.ts';
import { startStack } from '../support/start-stack.ts';

/** The object that a phone returns for a picked file. */
function photoOf({ name, type }: PickedFile, index: number): Photo {
  return { uri: `file:///cache/${index}`, name, type };
}

test.each(NATIVE_SYSTEMS)(
  "the gateway accepts the form that React Native on %s sends for a phone's files",
  async (_, encode, boundary) => {
    await using stack = await startStack();
    const { front, back } = pickFiles();
    const picked = [front, back];
    const photos = picked.map(photoOf);
    const entries: NativeEntry[] = [];
    const form: Form<Photo> = { append: (name, value) => entries.push([name, value]) };
    const bytesAt = (uri: string) => {
      const file = picked[photos.findIndex((photo) => photo.uri === uri)];
      if (!file) throw new Error('no such file');
      return file.bytes;
    };

    fillPhotoForm(form, EXAMPLE_INPUT.customerId, photos);
    const parts = entries.map((entry) => encode(entry, bytesAt));
    const request = openForm(stack.url, {}, boundary);
    await request.send(encodeForm(parts, boundary));
    request.end();

    const { data, errors } = await request.answer;
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      uploadDocuments: { files: picked.map(({ bytes }) => ({ sha256: sha256(bytes) })) },
    });
  },
);
