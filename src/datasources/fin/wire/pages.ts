import { z } from 'zod/mini';
import { type CallOptions, type FinConnection, getAuthorized } from '../auth/authorized-call.ts';
import { badResponse, fromRefusal, type Operation } from '../errors/upstream-error.ts';
import { parseAnswer } from './wire.ts';

/** One of Fin.com's lists that come in pages. */
export interface PagedList<Item> {
  readonly operation: Operation;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Name of the list in the answer. */
  readonly member: string;
  readonly item: z.ZodMiniType<Item>;
}

/** Where a page stands. Null is what Fin.com did not tell. */
export interface Pagination {
  readonly currentPage: number | null;
  readonly perPage: number | null;
  readonly totalPage: number | null;
  readonly total: number | null;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** As they came, with those that were of no use. */
  readonly itemCount: number;
  readonly pagination: Pagination;
}

const count = z.catch(z.nullable(z.int().check(z.nonnegative())), null);
const pagination = z.catch(
  z.object({ current_page: count, per_page: count, total_page: count, total: count }),
  { current_page: null, per_page: null, total_page: null, total: null },
);
const pageAnswer = z.object({ data: z.record(z.string(), z.unknown()) });

/** Of a page; a third party saw Fin.com refuse more, and its own schema allows 512. */
const MAX_PER_PAGE = 100;
/** A list that claims to be longer is not believed. */
const MAX_PAGES = 100;

/**
 * Reads one page. Items that are not of the documented shape are left out.
 *
 * @param page from 1
 * @throws {GatewayError} UPSTREAM_BAD_RESPONSE if there is no list, or none of its items is of the documented shape
 */
export async function readPage<Item>(
  connection: FinConnection,
  options: CallOptions,
  list: PagedList<Item>,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Promise<Page<Item>> {
  const { operation, path, query, member, item } = list;
  const answer = await getAuthorized(connection, options, {
    operation,
    path,
    query: { ...query, per_page: perPage, current_page: page },
  });
  if (answer.status !== 200)
    throw fromRefusal(answer, { operation, toInputPath: toArgument, privateValues: [] });
  const body = parseAnswer(pageAnswer, answer.text)?.data;
  const sent = body?.[member];
  if (!body || !Array.isArray(sent)) throw badResponse(answer, operation);
  const items = sent.flatMap((value: unknown) => item.safeParse(value).data ?? []);
  if (sent.length > 0 && items.length === 0) throw badResponse(answer, operation);
  return { items, itemCount: sent.length, pagination: toPagination(pagination.parse(body['pagination'])) };
}

/** Reads a list to its end, page by page. */
export async function readAllPages<Item>(
  connection: FinConnection,
  options: CallOptions,
  list: PagedList<Item>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { items, itemCount, pagination } = await readPage(connection, options, list, {
      page,
      perPage: MAX_PER_PAGE,
    });
    all.push(...items);
    const { totalPage } = pagination;
    const isLast = totalPage === null ? itemCount < MAX_PER_PAGE : page >= totalPage;
    if (isLast || itemCount === 0) break;
  }
  return all;
}

function toArgument(upstreamField: string): readonly string[] {
  if (upstreamField === 'current_page') return ['page'];
  return upstreamField === 'per_page' ? ['perPage'] : [];
}

function toPagination(wire: z.infer<typeof pagination>): Pagination {
  return {
    currentPage: wire.current_page,
    perPage: wire.per_page,
    totalPage: wire.total_page,
    total: wire.total,
  };
}
