import { z } from 'zod/mini';
import type { UpstreamOperation } from '../errors/upstream-operation.ts';
import type { AnyShape, Shape } from './shape.ts';

interface EndpointBase extends UpstreamOperation {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the base URL, with the wire names of path parameters in braces: `v1/customers/{customer_id}`. */
  readonly path: string;
  /** Query parameters that never change. */
  readonly query?: Readonly<Record<string, string>>;
  /** When the gateway calls it, for `docs/fin-api-usage.md`. */
  readonly usedFor: string;
  /** How often a broken call is repeated. Reads are always repeated, and writes must not be. */
  readonly retries?: number;
  /** Whether Fin.com may leave out the `data` envelope. */
  readonly acceptsBareResponse?: boolean;
}

interface EndpointDeclaration<Request, Data> extends EndpointBase {
  readonly request: Shape<Request>;
  /** The schema of `data`. */
  readonly response: z.ZodMiniType<Data>;
  /** Whether the response is about what was requested. */
  isResponseTo?(data: Data, request: Request): boolean;
}

/** One operation of Fin.com's API. Body, path, error paths, redaction, outcome, audit and metrics follow from it. */
export interface Endpoint<Request, Data> extends EndpointBase {
  readonly request: AnyShape;
  readonly response: z.ZodMiniType<Data>;
  /** The schema of a response with the `data` envelope. */
  readonly envelope: z.ZodMiniType<{ data: Data }>;
  isResponseTo(data: Data, request: Request): boolean;
}

export type AnyEndpoint = EndpointBase & { readonly request: AnyShape };

export function endpoint<Request extends object, Data>(
  declaration: EndpointDeclaration<Request, Data>,
): Endpoint<Request, Data> {
  return { isResponseTo: () => true, envelope: z.object({ data: declaration.response }), ...declaration };
}
