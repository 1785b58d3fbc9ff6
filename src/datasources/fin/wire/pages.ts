import { z } from 'zod/mini';
import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { publicField, type Shape } from './shape.ts';

export interface PageRequest {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

/** Null where Fin.com sends no value. */
export interface Pagination {
  readonly currentPage: number | null;
  readonly perPage: number | null;
  readonly totalPage: number | null;
  readonly total: number | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Before items that break the contract were dropped. */
  readonly itemCount: number;
  readonly pagination: Pagination;
}

export const pageShape: Shape<PageRequest> = {
  perPage: publicField('per_page'),
  page: publicField('current_page'),
};

const count = z.catch(z.nullable(z.int().check(z.nonnegative())), null);
const pagination = z.pipe(
  z.catch(z.object({ current_page: count, per_page: count, total_page: count, total: count }), {
    current_page: null,
    per_page: null,
    total_page: null,
    total: null,
  }),
  z.transform(
    ({ current_page, per_page, total_page, total }): Pagination => ({
      currentPage: current_page,
      perPage: per_page,
      totalPage: total_page,
      total,
    }),
  ),
);

/** Page size for whole lists. Fin.com was seen to reject larger ones, although its own schema allows 512. */
const MAX_PER_PAGE = 100;
/** Limits the calls if Fin.com reports an absurd number of pages. */
const MAX_PAGES = 100;

/** Drops items that break the contract. Rejects a page that has only such items. @param member the list's wire name */
export function pageOf<Item>(member: string, item: z.ZodMiniType<Item>): z.ZodMiniType<Page<Item>> {
  return z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((data, { issues }) => {
      const list = data[member];
      const sent: readonly unknown[] = Array.isArray(list) ? list : [];
      const items = sent.flatMap((value) => item.safeParse(value).data ?? []);
      if (list !== sent || (sent.length > 0 && items.length === 0))
        issues.push({ code: 'custom', message: 'no usable list', input: list });
      return { items, itemCount: sent.length, pagination: pagination.parse(data['pagination']) };
    }),
  );
}

/** Reads a list to its end, page by page. */
export async function readAllPages<Item>(
  connection: FinConnection,
  endpoint: Endpoint<PageRequest, Page<Item>>,
  options: CallOptions,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const request = { page, perPage: MAX_PER_PAGE };
    const { items, itemCount, pagination } = await callEndpoint(connection, endpoint, request, options);
    all.push(...items);
    const { totalPage } = pagination;
    const isLast = totalPage === null ? itemCount < MAX_PER_PAGE : page >= totalPage;
    if (isLast || itemCount === 0) break;
  }
  return all;
}
