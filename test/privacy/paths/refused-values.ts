import { one, type Path } from './path.ts';
import {
  attachInto,
  attachThroughBothInto,
  refusal,
  V2_WRITES,
  WRITES,
  writeInto,
  writeThroughV2Into,
} from './with-fault.ts';

type Quote = (value: string) => string;

/** How Fin.com might write what it got. */
const QUOTES: [how: string, quote: Quote][] = [
  ['as it is', (value) => value],
  ['in capitals', (value) => value.toUpperCase()],
  ['as in a URL', encodeURIComponent],
  [
    'as in HTML',
    (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ],
  ['as in JSON', (value) => JSON.stringify(value).slice(1, -1)],
];

export const REFUSED_VALUE_PATHS: readonly Path[] = [
  ...QUOTES.flatMap(([how, quote]) =>
    WRITES.map(
      (write): Path => ({
        name: `${write} is refused for each value, quoted ${how}`,
        codes: ['FIN_VALIDATION_FAILED'],
        run: (stage, marks) =>
          one(writeInto(stage, marks, { write, fault: (values) => refusal(values.map(quote)) })),
      }),
    ),
  ),
  ...QUOTES.flatMap(([how, quote]) =>
    V2_WRITES.map(
      (write): Path => ({
        name: `${write} through v2 is refused for each value, quoted ${how}`,
        codes: ['FIN_VALIDATION_FAILED'],
        run: (stage, marks) =>
          one(writeThroughV2Into(stage, marks, write, (values) => refusal(values.map(quote)))),
      }),
    ),
  ),
  {
    name: 'an attach is forbidden by v2, and refused by v1 for each value',
    codes: ['FIN_VALIDATION_FAILED'],
    run: (stage, marks) => one(attachThroughBothInto(stage, marks)),
  },
  {
    name: 'an attach is refused for the access tokens, quoted',
    codes: ['FIN_VALIDATION_FAILED'],
    run: (stage, marks) =>
      one(
        attachInto(stage, marks, () => ({
          status: 422,
          body: { message: `Bearer ${stage.finTokens[0]}`, errors: stage.finTokens },
        })),
      ),
  },
];
