import type { z } from 'zod/mini';
import { fingerprint } from '../control/recorded-request.ts';
import type { SandboxSettings } from '../settings.ts';
import type { SandboxState } from '../state.ts';
import { validate } from '../validation/validate.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import type { Exchange } from './exchange.ts';
import { authenticationFailed, bodyTooLarge, type HttpResponse } from './http-response.ts';
import { type JsonBody, readJsonBody } from './json-body.ts';

/** One endpoint of the API. */
export interface Route {
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** Contains `{name}` for each path parameter. */
  readonly path: string;
  /**
   * Reads the request and records what arrived.
   *
   * @returns what happens if the request takes effect, to be called at most once; `aborted` if the client went away
   */
  readonly receive: (exchange: Exchange, state: SandboxState) => Promise<(() => HttpResponse) | 'aborted'>;
}

interface JsonRoute<Input> extends Pick<Route, 'method' | 'path'> {
  /** Whether it can be called without an access token. */
  readonly isPublic?: boolean;
  /** Checks query and path parameters and, except for GET, the JSON `body`. */
  readonly input: z.ZodMiniType<Input>;
  readonly respond: (input: Input, state: SandboxState, answer: PendingAnswer) => HttpResponse;
  /** The response to a body that is not JSON; a 422 by default, because most endpoints document no 400. */
  readonly malformedBody?: (settings: SandboxSettings) => HttpResponse;
}

/** The response that will be sent. */
interface PendingAnswer {
  /** Calls back once the response has been sent, or its connection has been cut. */
  readonly onSettled: (callback: () => void) => void;
}

/** Declares an endpoint. `respond` is only called for valid input; the rest is a 422. */
export function route<Input>(declaration: JsonRoute<Input>): Route {
  const { method, path, isPublic, input, respond, malformedBody = bodyIsNotJson } = declaration;
  return {
    method,
    path,
    async receive({ request, response, record, isAuthorized, pathParameters }, state) {
      const body = method === 'GET' ? NO_BODY : await readJsonBody(request);
      if (body.kind === 'aborted') return 'aborted';
      if (body.kind === 'too-large') return bodyTooLarge;
      if (body.kind === 'json') record.body = redactSecrets(body.value);
      return () => {
        if (!isPublic && !isAuthorized) return authenticationFailed();
        if (body.kind !== 'json') return malformedBody(state.settings);
        const validated = validate(input, { ...record.query, ...pathParameters, body: body.value });
        if ('violations' in validated) return invalidInput(validated.violations, state.settings);
        const onSettled = (callback: () => void) => response.once('close', callback);
        return respond(validated.value, state, { onSettled });
      };
    },
  };
}

function bodyIsNotJson({ errorReading }: SandboxSettings): HttpResponse {
  return validationFailed([{ path: [], message: 'the body must be JSON' }], errorReading);
}

function invalidInput(violations: readonly Violation[], { errorReading }: SandboxSettings): HttpResponse {
  const ofRequest = violations.map(({ path: [first, ...rest], message }) => ({
    path: first === undefined || first === 'body' ? rest : [first, ...rest],
    message,
  }));
  return validationFailed(ofRequest, errorReading);
}

const NO_BODY: JsonBody = { kind: 'json', value: undefined };

const SECRET_NAMES = ['client_secret', 'refresh_token'];

/** Somebody will send real credentials by mistake, so records contain fingerprints only. */
function redactSecrets(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !SECRET_NAMES.some((name) => name in body)) return body;
  const entries = Object.entries(body).map(([name, value]: [string, unknown]) => [
    name,
    SECRET_NAMES.includes(name) ? redact(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function redact(value: unknown): string {
  return typeof value === 'string' ? fingerprint(value) : 'hidden';
}
