import type { GatewayContext } from '../../context.ts';
import type { CatalogueCountry } from '../../datasources/fin/catalogue/list-countries.ts';
import type { CatalogueSubdivision } from '../../datasources/fin/catalogue/list-subdivisions.ts';
import type { TitledItem } from '../../datasources/fin/catalogue/titled-item.ts';

/** @throws {GatewayError} if Fin.com cannot be reached and the list is not cached */
type ListResolver<Item, Args = object> = (
  root: unknown,
  args: Args,
  context: GatewayContext,
) => Promise<Item[]>;

export const occupations: ListResolver<TitledItem> = async (_root, _args, { catalogue, requestId }) => [
  ...(await catalogue.occupations({ requestId })),
];

export const purposes: ListResolver<TitledItem> = async (_root, _args, { catalogue, requestId }) => [
  ...(await catalogue.purposes({ requestId })),
];

export const sourcesOfFunds: ListResolver<TitledItem> = async (_root, _args, { catalogue, requestId }) => [
  ...(await catalogue.sourcesOfFunds({ requestId })),
];

export const countries: ListResolver<CatalogueCountry> = async (_root, _args, { catalogue, requestId }) => [
  ...(await catalogue.countries({ requestId })),
];

export const subdivisions: ListResolver<CatalogueSubdivision, { country: string }> = async (
  _root,
  { country },
  { catalogue, requestId },
) => [...(await catalogue.subdivisions(country, { requestId }))];
