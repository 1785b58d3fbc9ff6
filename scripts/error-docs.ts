import { z } from 'zod/mini';
import { MAX_RETRY_AFTER_SECONDS } from '../src/datasources/fin/http/retry-after.ts';
import { ERROR_CODES } from '../src/error-codes.ts';
import { FIELD_ERRORS, FORMATS, UNITS } from '../src/field-error-codes.ts';

/** An error as a client meets it. */
export const EXAMPLE_ERROR = `{
  "message": "Fin.com refused one field: The given data was invalid.",
  "path": ["attachIndividualDocuments"],
  "extensions": {
    "code": "FIN_VALIDATION_FAILED",
    "requestId": "b7a5c7a0-52d8-4f0e-9d0c-0f6f9a1c2d3e",
    "retryable": false,
    "fieldErrors": [
      {
        "path": ["input", "proofOfIdentity", "files", 0, "uri"],
        "code": "REFUSED",
        "params": {},
        "message": "The file could not be found.",
        "upstreamField": "proof_of_identity.files.0.uri"
      }
    ],
    "upstream": { "operation": "attachIndividualDocuments", "status": 422 }
  }
}`;

/** `docs/errors.md`: every code, and what a client should do about it. */
export function errorsPage(): string {
  return `<!-- Printed from src/error-codes.ts and src/field-error-codes.ts by \`npm run codegen\`: change it there. -->

# Errors

Every error has \`extensions\` of one shape, and nothing else leaves the gateway. As JSON Schema:
[error-extensions.schema.json](error-extensions.schema.json).

\`\`\`json
${EXAMPLE_ERROR}
\`\`\`

| member | there | says |
|---|---|---|
| \`code\` | always | what went wrong: one of the codes below |
| \`requestId\` | always | also the \`x-request-id\` header of the answer and in the log: quote it when you report a problem |
| \`retryable\` | always | \`true\`: nothing was done, and the same request may succeed later |
| \`outcome\` | on a write | \`"UNKNOWN"\`: the write may or may not have been done |
| \`retryAfterSeconds\` | if known | how long to wait before trying again, or before looking the customer up; a whole number from 0 to ${MAX_RETRY_AFTER_SECONDS}, also where Fin.com asks for longer |
| \`fieldErrors\` | if fields of the input are to blame | all of them at once, each by its path into the field's arguments |
| \`upstream\` | if Fin.com was called | the operation, and the HTTP status of its answer if there was one |
| \`uploadedFiles\` | if files were stored before the request failed | the path of each file's item in the input, and the URI to send in its place |

Decide by \`code\`, \`retryable\` and \`outcome\`. \`message\` is English for developers and may change.

## Codes

${table(
  ['code', 'when', 'retryable', 'HTTP status'],
  Object.entries(ERROR_CODES).map(([code, { when, retryable, status }]) => [
    `\`${code}\``,
    when,
    retryable ? 'yes' : 'no',
    status === 200 ? '' : String(status),
  ]),
)}

\`retryable\` in the table is the code's usual answer; the one in the error decides. The HTTP status is for requests of
which nothing was executed; once execution has begun, it is 200 whatever a field throws. \`BAD_REQUEST\` may come with a
more exact one, such as 405, 413 or 415. A client that accepts only \`application/json\` gets 200 for mistakes in the
document or its variables too, as GraphQL over HTTP has it.

## Field errors

\`path\` starts at the argument, such as \`["input", "proofOfIdentity", "files", 0, "uri"]\`: numbers are indexes, from 0. It is
empty where no field is to blame or Fin.com's words fit several: show such a message above the form. \`upstreamField\` is
the field as Fin.com wrote it, only on its refusals.

\`params\` holds what a translation needs: stable tokens, numbers, dates and names of fields, never English and never the
value itself. Each code has its own, and the JSON Schema has their types. A \`?\` marks a param that may be missing.

${table(
  ['code', 'meaning', 'params', 'examples'],
  Object.entries(FIELD_ERRORS).map(([code, { description, params, examples }]) => [
    `\`${code}\``,
    description,
    paramNames(params).join(', '),
    examples.map((example) => `\`${JSON.stringify(example)}\``).join(' '),
  ]),
)}

\`dataType\`, \`documentType\`, \`side\` and \`options\` come with \`requestedFieldErrors\`, where Fin.com says so. \`documentType\` and
\`options\` are Fin.com's own words. New codes, params and tokens may be added: show \`message\` for those that you do not know.

${table(['format', 'meaning'], tokenRows(FORMATS))}

${table(['unit', 'meaning'], tokenRows(UNITS))}

## Trying again

- **\`retryable: true\`**: send the same request again, after \`retryAfterSeconds\` if given, else after a second, then twice as
  long each time, each wait varied at random. Stop after a few attempts. If \`retryAfterSeconds\` is longer than somebody
  would wait, do not start a timer: say when to try again. On a write, there is proof that Fin.com did not process it:
  nothing was sent, or the answer was 409 or 429.
- **\`outcome: "UNKNOWN"\`**: the write was sent, and its answer was lost or does not say whether it was done: a 503 with
  \`Retry-After\` does not. Do not send it again by itself: look the customer up
  first (after an attach with an idempotency key: ask \`attachOutcome\`), or ask a person. \`retryable\` is \`false\`.
- **\`uploadedFiles\`**: in the next attempt send each \`uri\` in place of the \`upload\` at its \`path\`: nothing is uploaded again.
- **\`fieldErrors\`**: have the fields corrected; the same input fails again.
- **Anything else**: trying again does not help. \`UPSTREAM_AUTHENTICATION_FAILED\`, \`UPSTREAM_BAD_RESPONSE\` and
  \`INTERNAL_SERVER_ERROR\` are for the operator of the gateway: pass on the \`requestId\`.
`;
}

/** `docs/error-extensions.schema.json`: what `extensions` may hold, as JSON Schema 2020-12. */
export function extensionsSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Extensions of an error of fin-gateway',
    ...closedObject(['code', 'requestId', 'retryable'], {
      code: oneOf(
        Object.entries(ERROR_CODES).map(([code, { when }]) => [code, when]),
        'What went wrong; stable.',
      ),
      requestId: {
        type: 'string',
        minLength: 1,
        description: 'Also in the header x-request-id and in the log.',
      },
      retryable: {
        type: 'boolean',
        description: 'True: nothing was done, and the same request may succeed later.',
      },
      outcome: { const: 'UNKNOWN', description: 'The write may or may not have been done.' },
      retryAfterSeconds: {
        type: 'integer',
        minimum: 0,
        maximum: MAX_RETRY_AFTER_SECONDS,
        description: 'How long to wait before trying again.',
      },
      fieldErrors: { type: 'array', items: { $ref: '#/$defs/fieldError' } },
      upstream: {
        description: 'The call of Fin.com that failed; without a status where there was no answer.',
        ...closedObject(['operation'], {
          operation: { type: 'string', minLength: 1 },
          status: { type: 'integer', minimum: 100, maximum: 599 },
        }),
      },
      uploadedFiles: {
        type: 'array',
        description: 'Files that were stored before the request failed.',
        items: closedObject(['path', 'uri'], {
          path: { $ref: '#/$defs/path' },
          uri: { type: 'string', description: 'Send it in place of the upload.' },
        }),
      },
    }),
    dependentSchemas: { outcome: { properties: { retryable: { const: false } } } },
    $defs: { path: PATH_SCHEMA, fieldError: fieldErrorSchema() },
  };
}

const PATH_SCHEMA = {
  type: 'array',
  items: { anyOf: [{ type: 'string' }, { type: 'integer', minimum: 0 }] },
  description: "Into the field's arguments; empty where no field is to blame.",
};

/** One branch per code, so that code generators make a union of them whose `code` tells which `params` there are. */
function fieldErrorSchema(): Record<string, unknown> {
  return {
    description: 'One mistake in the input. `code` is stable, and decides which `params` there are.',
    oneOf: Object.entries(FIELD_ERRORS).map(([code, { description, params }]) => ({
      title: code,
      description,
      ...closedObject(['path', 'code', 'params', 'message'], {
        path: { $ref: '#/$defs/path' },
        code: { const: code },
        params: paramsSchema(params),
        message: { type: 'string', description: 'English, for developers.' },
        upstreamField: { type: 'string', description: 'As Fin.com wrote it; only on its refusals.' },
      }),
    })),
  };
}

function paramsSchema(params: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(params, {
    override({ jsonSchema }) {
      // Says something about databases and forms, not about errors.
      delete jsonSchema.readOnly;
    },
  });
  return schema;
}

/** Each with a question mark where it may be missing. */
function paramNames(params: z.core.$ZodType): string[] {
  const { anyOf, ...only } = paramsSchema(params);
  const shapes = anyOf ?? [only];
  const names = new Set(shapes.flatMap(({ properties }) => Object.keys(properties ?? {})));
  const isRequired = (name: string) => shapes.every(({ required }) => required?.includes(name));
  return Array.from(names, (name) => `\`${name}${isRequired(name) ? '' : '?'}\``);
}

function tokenRows(meanings: Readonly<Record<string, string>>): string[][] {
  return Object.entries(meanings).map(([token, meaning]) => [`\`${token}\``, meaning]);
}

function closedObject(
  required: readonly string[],
  properties: Record<string, unknown>,
): Record<string, unknown> {
  return { type: 'object', required, properties, additionalProperties: false };
}

function oneOf(values: readonly (readonly [string, string])[], description: string): Record<string, unknown> {
  return { description, oneOf: values.map(([value, meaning]) => ({ const: value, description: meaning })) };
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
