/**
 * The ids of the customers in the arguments or in the result of a root field: `id`, `customerId`, and those of `input`,
 * `customer`, `customers` and `representations`. Each id appears once, in lower case.
 */
export function customersIn(value: unknown): string[] {
  const own = ['id', 'customerId'].map((name) => memberOf(value, name));
  const inner = ['input', 'customer', 'customers', 'representations'].flatMap((name) =>
    memberOf(value, name),
  );
  const nested = inner.flatMap((part) => ['id', 'customerId'].map((name) => memberOf(part, name)));
  const ids = [...own, ...nested].flatMap((id) => (typeof id === 'string' ? id.toLowerCase() : []));
  return [...new Set(ids)];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
