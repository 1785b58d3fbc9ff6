import type { NativeFile } from '../../client/src/client.ts';
import { type Part, textPart } from './multipart.ts';

export type NativeEntry = readonly [name: string, value: string | NativeFile];
export type EncodeEntry = (entry: NativeEntry, bytesAt: (uri: string) => Buffer) => Part;

/** The head lines of a part in the order of React Native's JavaScript half. */
function partHead(name: string, file: NativeFile): string[] {
  const fileName = encodeURIComponent(file.name);
  return [
    `content-disposition: form-data; name="${name}"; filename="${fileName}"`,
    `content-type: ${file.type}`,
  ];
}

/** As iOS writes a part: what JavaScript gave, and nothing else. */
const ios: EncodeEntry = ([name, value], bytesAt) =>
  typeof value === 'string'
    ? textPart(name, value)
    : { head: partHead(name, value), body: bytesAt(value.uri) };

/** As Android's HTTP library writes it: each part says how long it is. */
const android: EncodeEntry = (entry, bytesAt) => {
  const { head, body } = ios(entry, bytesAt);
  return { head: [...head, `Content-Length: ${body.byteLength}`], body };
};

/** How React Native sends forms on each system. */
export const NATIVE_SYSTEMS: readonly [name: string, encode: EncodeEntry, boundary: string][] = [
  // iOS draws seventy signs, dots and underscores among them.
  ['iOS', ios, `Zq_.x-${'A1.b_C-d'.repeat(8)}`],
  ['Android', android, '3f0c8a52-7d0e-4a6b-9d5c-1b8f2e6a9c41'],
];
