import { z } from 'zod/mini';
import { endpoint } from '../wire/endpoint.ts';
import { lenientText } from '../wire/lenient-schema.ts';
import { publicPathParameter, shape } from '../wire/shape.ts';

export interface CatalogueSubdivision {
  /** ISO 3166-2. */
  readonly code: string;
  readonly name: string | null;
}

export const listSubdivisionsV1 = endpoint({
  operation: 'listSubdivisions',
  method: 'GET',
  path: 'v1/countries/{country_code}/subdivisions',
  effect: 'read',
  usedFor: "a country's `subdivisions`, at most once per hour and country",
  request: shape<{ readonly country: string }>({ country: publicPathParameter('country_code') }),
  response: z.pipe(
    z.object({ subdivisions: z.array(z.object({ code: z.string(), name: lenientText })) }),
    z.transform(({ subdivisions }): readonly CatalogueSubdivision[] => subdivisions),
  ),
});
