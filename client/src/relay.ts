import { TYPES_WITH_CODE } from './generated/type-keys.ts';

/** Relay's own identifiers would mix up an occupation and a purpose with the same number. For the option of Relay's `Environment`. */
export function getDataID(
  { id, code }: { readonly id?: unknown; readonly code?: unknown },
  typeName: string,
): string | undefined {
  const key = TYPES_WITH_CODE.some((type) => type === typeName) ? code : id;
  return key === undefined || key === null ? undefined : `${typeName}:${key}`;
}

interface Field {
  readonly name: string;
}

interface ParentRecord {
  getType(): string;
}

/** Lets `individualCustomer(id:)` find a customer that a list or a mutation has read before. For the option of Relay's `Environment`. */
export const missingFieldHandlers = [
  {
    kind: 'linked' as const,
    handle: (
      { name }: Field,
      parent: ParentRecord | null | undefined,
      { id }: { readonly id?: unknown },
    ): string | undefined =>
      parent?.getType() === '__Root' && name === 'individualCustomer'
        ? getDataID({ id }, 'IndividualCustomer')
        : undefined,
  },
];
