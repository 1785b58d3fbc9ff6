import type { FieldPath, GatewayError } from '../../../errors.ts';
import { toBadResponseError, toUpstreamError } from '../errors/upstream-error.ts';
import { type HttpResponse, isSuccess } from '../http/http-response.ts';
import type { Endpoint } from './endpoint.ts';
import { type RequestSource, toOrigin } from './origins.ts';
import { parseBody } from './parse-body.ts';
import { privateValuesOf } from './private-values.ts';
import { toRequestPath } from './to-request-path.ts';

type ToInputPath = (upstreamField: string) => FieldPath;

interface ReadOptions<Request> {
  /** If the request is not what the client sent. */
  readonly source?: RequestSource<Request> | undefined;
  /** Replaces the mapping that follows from the endpoint's shape. */
  readonly toInputPath?: ToInputPath;
}

/**
 * Returns the `data` of a successful response.
 *
 * @throws {GatewayError} for a status that is not 2xx; UPSTREAM_BAD_RESPONSE if the body breaks the contract
 */
export function readResponse<Request extends object, Data>(
  endpoint: Endpoint<Request, Data>,
  request: Request,
  response: HttpResponse,
  options: ReadOptions<NoInfer<Request>> = {},
): Data {
  if (!isSuccess(response)) throw toRejection(endpoint, request, response, options);
  const data = parseData(endpoint, response.text);
  if (data === undefined || !endpoint.isResponseTo(data, request))
    throw toBadResponseError(response, endpoint);
  return data;
}

function toRejection<Request extends object>(
  endpoint: Endpoint<Request, unknown>,
  request: Request,
  response: HttpResponse,
  { source, toInputPath = inputPathMapper(endpoint, request, source) }: ReadOptions<Request>,
): GatewayError {
  const privateValues = [
    ...privateValuesOf(endpoint.request, request),
    ...(source?.inputShapes.flatMap((shape) => privateValuesOf(shape, source.input)) ?? []),
  ];
  return toUpstreamError(response, { ...endpoint, toInputPath, privateValues });
}

/** @returns undefined if the text is not JSON or breaks the contract */
export function parseData<Data>(
  {
    response,
    envelope,
    acceptsBareResponse = false,
  }: Pick<Endpoint<never, Data>, 'response' | 'envelope' | 'acceptsBareResponse'>,
  text: string,
): Data | undefined {
  const enveloped = parseBody(envelope, text);
  if (enveloped) return enveloped.data;
  return acceptsBareResponse ? parseBody(response, text) : undefined;
}

/** A mutation has its members in the argument `input`, a query in arguments. Clients do not call the token endpoints. */
function inputPathMapper<Request extends object>(
  { effect, request: shape }: Endpoint<Request, unknown>,
  request: Request,
  { origins = {} }: Partial<RequestSource<Request>> = {},
): ToInputPath {
  if (effect === 'token') return () => [];
  return (upstreamField) => {
    const path = toOrigin(toRequestPath(shape, request, upstreamField), origins);
    return effect === 'read' || path.length === 0 ? path : ['input', ...path];
  };
}
