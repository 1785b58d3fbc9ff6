/** The endpoints that the sandbox imitates, under the names by which faults, counts and records are asked for. */
const ENDPOINTS = {
  issueToken: 'POST /v1/oauth/token',
  refreshToken: 'POST /v1/oauth/refresh-token',
  uploadDocuments: 'POST /v1/customers/upload',
  attachIndividualDocuments: 'POST /v1/customers/individual/attach',
  createIndividualCustomer: 'POST /v1/customers/individual',
  getCustomer: 'GET /v1/customers/{customer_id}',
  updateCustomer: 'PATCH /v1/customers/{customer_id}',
  listCustomers: 'GET /v2/customers',
  listOccupations: 'GET /v1/occupations',
  listPurposes: 'GET /v1/purposes',
  listSourceOfFunds: 'GET /v1/source-of-funds',
  listCountries: 'GET /v1/countries',
  listSubdivisions: 'GET /v1/countries/{country_code}/subdivisions',
} as const;
export type OperationName = keyof typeof ENDPOINTS;
export const OPERATION_NAMES = Object.keys(ENDPOINTS) as readonly OperationName[];

/** What stood in the place of each `{name}` of the path. */
export type PathParameters = Readonly<Record<string, string>>;

interface Match {
  readonly operation: OperationName;
  readonly method: string;
  readonly parameters: PathParameters;
}

const ROWS = OPERATION_NAMES.map((operation) => {
  const [method = '', path = ''] = ENDPOINTS[operation].split(' ');
  return { operation, method, segments: path.split('/') };
});

/** The operation asked for, or the methods that the path allows: none if no endpoint is there. */
export function operationAt(method: string, path: string): Match | { readonly allowed: readonly string[] } {
  const matches = matchesOf(path);
  return (
    matches.find((match) => match.method === method) ?? { allowed: matches.map((match) => match.method) }
  );
}

/** `/v1/customers/upload` is the endpoint of that name, and no customer called `upload`. */
function matchesOf(path: string): readonly Match[] {
  const sent = path.split('/');
  const matches = ROWS.flatMap(({ segments, ...row }) => {
    const parameters = parametersOf(segments, sent);
    return parameters ? [{ ...row, parameters }] : [];
  });
  const literal = matches.filter(({ parameters }) => Object.keys(parameters).length === 0);
  return literal.length > 0 ? literal : matches;
}

function parametersOf(segments: readonly string[], sent: readonly string[]): PathParameters | undefined {
  if (segments.length !== sent.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = sent[index] ?? '';
    if (segment.startsWith('{') && value !== '') parameters[segment.slice(1, -1)] = decoded(value);
    else if (segment !== value) return undefined;
  }
  return parameters;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
