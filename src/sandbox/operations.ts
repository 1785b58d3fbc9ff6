/** The endpoints that the sandbox imitates, under the names by which faults and counts are asked for. */
export const OPERATION_NAMES = [
  'issueToken',
  'refreshToken',
  'uploadDocuments',
  'attachIndividualDocuments',
] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

const OPERATION_BY_PATH: ReadonlyMap<string, OperationName> = new Map([
  ['/v1/oauth/token', 'issueToken'],
  ['/v1/oauth/refresh-token', 'refreshToken'],
  ['/v1/customers/upload', 'uploadDocuments'],
  ['/v1/customers/individual/attach', 'attachIndividualDocuments'],
]);

/** All four are POST; the path alone tells them apart. */
export function operationAt(path: string): OperationName | undefined {
  return OPERATION_BY_PATH.get(path);
}
