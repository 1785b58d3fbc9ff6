import type { Marker } from './markers.ts';

/** A sentence for each marker that stands in the text, however it is written: which one, in which form, and where. */
export function findMarkers(text: string, markers: readonly Marker[]): string[] {
  const lowered = text.toLowerCase();
  const standardBase64 = text.replaceAll('-', '+').replaceAll('_', '/');
  return markers.flatMap(({ place, needle, isWord }) => {
    const plain = needle.toLowerCase();
    const bytes = Buffer.from(needle).toString('hex');
    const forms: [form: string, index: number][] = [
      ['as it is', isWord ? wordIndex(lowered, plain) : lowered.indexOf(plain)],
      ['without dashes', plain.includes('-') ? wordIndex(lowered, plain.replaceAll('-', '')) : -1],
      ['in hex', lowered.indexOf(bytes)],
      ['in percent signs', lowered.indexOf(bytes.replaceAll(/../g, '%$&'))],
      ...[0, 1, 2].map((offset): [string, number] => [
        'in base64',
        standardBase64.indexOf(base64Inside(needle, offset)),
      ]),
    ];
    const found = forms.find(([, index]) => index >= 0);
    return found ? [`${place} stands ${found[0]} in: ${around(text, found[1])}`] : [];
  });
}

/** The parts of base64 that do not depend on the surrounding text. The text begins at one of three places in a group. */
function base64Inside(text: string, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  return padded.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((padded.length * 8) / 6));
}

/** Finds the word only by itself, not as a part of a longer word or number. */
function wordIndex(text: string, word: string): number {
  for (let index = text.indexOf(word); index >= 0; index = text.indexOf(word, index + 1)) {
    const before = text.slice(Math.max(0, index - 2), index);
    const after = text.slice(index + word.length, index + word.length + 2);
    if (!/[a-z\d/=_-]$|\d\.$/.test(before) && !/^[a-z\d/=_-]|^\.\d/.test(after)) return index;
  }
  return -1;
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 60), index + 120).replaceAll(/\s+/g, ' ');
}
