import { expect, test } from 'vitest';
import type { Form } from '../../examples/clients/multipart.ts';
import { fillPhotoForm, type Photo } from '../../examples/clients/react-native.ts';
import { type PickedFile, pickFiles } from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { encodeForm, openForm, type Part, sha256, textPart } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';

type Entry = readonly [name: string, value: string | Photo];
type Encode = (entry: Entry, bytesAt: (uri: string) => Buffer) => Part;

/** What a phone hands out for a picked file. */
function photoOf({ name, type }: PickedFile, index: number): Photo {
  return { uri: `file:///cache/${index}`, name, type };
}

/** The head lines of a part in the order of React Native's JavaScript half. */
function partHead(name: string, photo: Photo): string[] {
  const fileName = encodeURIComponent(photo.name);
  return [
    `content-disposition: form-data; name="${name}"; filename="${fileName}"`,
    `content-type: ${photo.type}`,
  ];
}

/** As iOS writes a part: what JavaScript gave, and nothing else. */
const ios: Encode = ([name, value], bytesAt) =>
  typeof value === 'string'
    ? textPart(name, value)
    : { head: partHead(name, value), body: bytesAt(value.uri) };

/** As Android's HTTP library writes it: each part says how long it is. */
const android: Encode = (entry, bytesAt) => {
  const { head, body } = ios(entry, bytesAt);
  return { head: [...head, `Content-Length: ${body.byteLength}`], body };
};

test.each([
  // iOS draws seventy signs, dots and underscores among them.
  ['iOS', ios, `Zq_.x-${'A1.b_C-d'.repeat(8)}`],
  ['Android', android, '3f0c8a52-7d0e-4a6b-9d5c-1b8f2e6a9c41'],
])(
  "the gateway accepts the form that React Native on %s sends for a phone's files",
  async (_, encode, boundary) => {
    await using stack = await startStack();
    const { front, back } = pickFiles();
    const picked = [front, back];
    const photos = picked.map(photoOf);
    const entries: Entry[] = [];
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
