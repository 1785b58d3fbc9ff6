import { z } from 'zod/mini';
import { type CallOptions, type FinConnection, getAuthorized } from '../auth/authorized-call.ts';
import { badResponse, fromRefusal, type Operation } from '../errors/upstream-error.ts';
import { type PagedList, readAllPages } from '../wire/pages.ts';
import { parseAnswer } from '../wire/wire.ts';
import { type KeptAnswer, keepAnswer } from './kept-answer.ts';
import { toJavaScriptPattern } from './ruby-regexp.ts';

export interface TitledItem {
  readonly id: number;
  readonly title: string;
}

/** Null is what Fin.com did not tell. */
export interface CatalogueCountry {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  readonly name: string | null;
  /** ISO 4217. */
  readonly currencyCode: string | null;
  /** May have a dash: `+1-684`. */
  readonly phoneCode: string | null;
  readonly flagUrl: string | null;
  readonly postalCode: { readonly required: boolean | null; readonly pattern: string | null } | null;
}

export interface CatalogueSubdivision {
  /** ISO 3166-2. */
  readonly code: string;
  readonly name: string | null;
}

/**
 * Fin.com's lists for individuals. Each is read whole, kept for an hour, and renewed in the background; while Fin.com is
 * out of reach, the old one is given.
 *
 * @throws {GatewayError} (all of them) as a read has it, while there is nothing kept yet
 */
export interface Catalogue {
  /** @see GET /v1/occupations */
  occupations(options: CallOptions): Promise<readonly TitledItem[]>;
  /** @see GET /v1/purposes */
  purposes(options: CallOptions): Promise<readonly TitledItem[]>;
  /** @see GET /v1/source-of-funds */
  sourcesOfFunds(options: CallOptions): Promise<readonly TitledItem[]>;
  /** @see GET /v1/countries */
  countries(options: CallOptions): Promise<readonly CatalogueCountry[]>;
  /**
   * @param country one of Fin.com's codes; each is kept for itself
   * @see GET /v1/countries/{country_code}/subdivisions
   */
  subdivisions(country: string, options: CallOptions): Promise<readonly CatalogueSubdivision[]>;
}

const MAX_AGE_MS = 3_600_000;
const PAUSE_MS = 30_000;

const anyText = z.catch(z.nullable(z.string()), null);
const titledItem = z.object({ id: z.int(), title: z.string() });
const country = z.pipe(
  z.object({
    code: z.string(),
    name: anyText,
    currency_code: anyText,
    phone_code: anyText,
    flag_url: anyText,
    postal_code: z.catch(
      z.nullable(z.object({ required: z.catch(z.nullable(z.boolean()), null), regex: anyText })),
      null,
    ),
  }),
  z.transform(
    ({ code, name, currency_code, phone_code, flag_url, postal_code }): CatalogueCountry => ({
      code,
      name,
      currencyCode: currency_code,
      phoneCode: phone_code,
      flagUrl: webAddress(flag_url),
      postalCode: postal_code && {
        required: postal_code.required,
        pattern: postal_code.regex === null ? null : toJavaScriptPattern(postal_code.regex),
      },
    }),
  ),
);
const subdivisionsAnswer = z.object({
  data: z.object({ subdivisions: z.array(z.object({ code: z.string(), name: anyText })) }),
});

const INDIVIDUAL = { type: 'INDIVIDUAL' };
const titled = (
  operation: Operation,
  path: string,
  member: string,
  query?: PagedList<TitledItem>['query'],
): PagedList<TitledItem> => ({ operation, path, member, item: titledItem, ...(query && { query }) });
const OCCUPATIONS = titled('listOccupations', 'v1/occupations', 'occupations');
const PURPOSES = titled('listPurposes', 'v1/purposes', 'purposes', INDIVIDUAL);
// Dashes in the path, underscores in the answer.
const SOURCES = titled('listSourceOfFunds', 'v1/source-of-funds', 'source_of_funds', INDIVIDUAL);
const COUNTRIES: PagedList<CatalogueCountry> = {
  operation: 'listCountries',
  path: 'v1/countries',
  member: 'countries',
  item: country,
};

/** @param now on a clock that never jumps */
export function createCatalogue(
  connection: FinConnection,
  now: () => number = () => performance.now(),
): Catalogue {
  const keep = <Value>(fetchAnswer: (options: CallOptions) => Promise<Value>) =>
    keepAnswer(fetchAnswer, { maxAgeMs: MAX_AGE_MS, pauseMs: PAUSE_MS, now });
  const keepList = <Item>(list: PagedList<Item>) =>
    keep((options) => readAllPages(connection, options, list));
  const subdivisionsOf = new Map<string, KeptAnswer<readonly CatalogueSubdivision[]>>();
  return {
    occupations: keepList(OCCUPATIONS).get,
    purposes: keepList(PURPOSES).get,
    sourcesOfFunds: keepList(SOURCES).get,
    countries: keepList(COUNTRIES).get,
    subdivisions(code, options) {
      const kept = subdivisionsOf.get(code) ?? keep((asked) => readSubdivisions(connection, code, asked));
      subdivisionsOf.set(code, kept);
      return kept.get(options);
    },
  };
}

async function readSubdivisions(
  connection: FinConnection,
  code: string,
  options: CallOptions,
): Promise<readonly CatalogueSubdivision[]> {
  const operation = 'listSubdivisions';
  const path = `v1/countries/${encodeURIComponent(code)}/subdivisions`;
  const answer = await getAuthorized(connection, options, { operation, path });
  if (answer.status !== 200) {
    throw fromRefusal(answer, { operation, toInputPath: () => ['country'], privateValues: [] });
  }
  const subdivisions = parseAnswer(subdivisionsAnswer, answer.text)?.data.subdivisions;
  if (!subdivisions) throw badResponse(answer, operation);
  return subdivisions;
}

/** A page shows it as a picture: it must not be a script. */
function webAddress(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url && /^https?:$/.test(url.protocol) ? text : null;
}
