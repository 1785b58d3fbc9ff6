import { z } from 'zod/mini';

const wholeNumberText = ({ min, max, byDefault }: { min: number; max: number; byDefault: number }) =>
  z.pipe(
    z
      ._default(z.string(), String(byDefault))
      .check(
        z.refine(
          (text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max,
          `must be a whole number from ${min} to ${max}`,
        ),
      ),
    z.transform(Number),
  );

/** The query parameters of every paginated list. */
export const PAGE_PARAMETERS = {
  per_page: wholeNumberText({ min: 1, max: 512, byDefault: 10 }),
  current_page: wholeNumberText({ min: 1, max: 999_999_999, byDefault: 1 }),
};

interface RequestedPage {
  readonly per_page: number;
  readonly current_page: number;
}

/** One page of the items. Pages beyond the last one are empty. */
export function paginate<T>(items: readonly T[], { per_page, current_page }: RequestedPage) {
  const start = (current_page - 1) * per_page;
  const total_page = Math.ceil(items.length / per_page);
  return {
    pagination: { current_page, per_page, total_page, total: items.length },
    items: items.slice(start, start + per_page),
  };
}
