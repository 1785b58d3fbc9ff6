import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, FormData, request } from 'undici';
import { CUSTOMER_ID, EXAMPLE_INPUT, inputWithNumber } from '../../test/support/example-data.ts';

/** A kind of request. `run` throws if the response is wrong. */
interface Scenario {
  readonly name: string;
  /** Fin.com fails in it. */
  readonly isFault?: boolean;
  run(url: string, dispatcher: Agent): Promise<void>;
}

export interface TrafficOptions {
  /** Clients that send at the same time. */
  readonly clients: number;
  readonly durationMs: number;
  /** Whether Fin.com fails in some of the scenarios. */
  readonly withFaults?: boolean;
}

export interface TrafficResult {
  readonly responses: number;
  readonly wrong: number;
  readonly firstWrong: string | undefined;
}

const ATTACH =
  'mutation ($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id } } }';
const VALIDATE =
  'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { code } }';
const UPLOAD =
  'mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { byteLength } } }';
const READ = `{ individualCustomer(id: "${CUSTOMER_ID}") { id status } }`;
const FILE_BYTES = 300_000;

const SCENARIOS: readonly Scenario[] = [
  json(
    'attach',
    { query: ATTACH, variables: { input: EXAMPLE_INPUT } },
    '"attachIndividualDocuments":{"customer"',
  ),
  json('read', { query: READ }, '"individualCustomer":{"id"'),
  json('validate', { query: VALIDATE, variables: { input: inputWithNumber(' ') } }, '"REQUIRED"'),
  json(
    'bad input',
    { query: ATTACH, variables: { input: { ...EXAMPLE_INPUT, customerId: 1 } } },
    'BAD_USER_INPUT',
  ),
  json(
    'rejected attach',
    { query: ATTACH, variables: { input: inputWithNumber('SANDBOX-422') } },
    'FIN_VALIDATION_FAILED',
  ),
  {
    ...json(
      'lost response',
      { query: ATTACH, variables: { input: inputWithNumber('SANDBOX-LOST') } },
      '"outcome":"UNKNOWN"',
    ),
    isFault: true,
  },
  json('unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'),
  json('catalogue', { query: '{ countries { code name } }' }, '"AFG"'),
  {
    name: 'upload',
    async run(url, dispatcher) {
      const response = await request(url, {
        dispatcher,
        method: 'POST',
        headers: { 'graphql-preflight': '1' },
        body: uploadForm(),
      });
      expectIn(await response.body.text(), `"byteLength":${FILE_BYTES}`);
    },
  },
  {
    name: 'aborted upload',
    async run(url, dispatcher) {
      const abort = new AbortController();
      async function* halfForm() {
        yield Buffer.from(
          '--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n' +
            JSON.stringify({
              query: UPLOAD,
              variables: { input: { customerId: CUSTOMER_ID, files: [null] } },
            }) +
            '\r\n--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.files.0"]}' +
            '\r\n--b\r\ncontent-disposition: form-data; name="0"; filename="a.pdf"\r\n\r\n',
        );
        yield pdf(FILE_BYTES);
        await sleep(5);
        abort.abort();
      }
      const wasAborted = await request(url, {
        dispatcher,
        method: 'POST',
        signal: abort.signal,
        headers: { 'graphql-preflight': '1', 'content-type': 'multipart/form-data; boundary=b' },
        body: Readable.from(halfForm()),
      }).then(
        () => false,
        () => true,
      );
      if (!wasAborted) throw new Error('The gateway responded to half a form.');
    },
  },
];

/** Runs the scenarios in turn from several clients at once. Resolves after the last response. */
export async function sendTraffic(
  url: string,
  { clients, durationMs, withFaults = true }: TrafficOptions,
): Promise<TrafficResult> {
  if (new URL(url).hostname !== '127.0.0.1') throw new Error('Load may only be sent to 127.0.0.1.');
  const dispatcher = new Agent({ connections: clients });
  const scenarios = SCENARIOS.filter(({ isFault = false }) => withFaults || !isFault);
  const endsAt = performance.now() + durationMs;
  let responses = 0;
  let wrong = 0;
  let firstWrong: string | undefined;
  async function runClient(client: number): Promise<void> {
    for (let turn = client; performance.now() < endsAt; turn += 1) {
      const scenario = scenarios[turn % scenarios.length];
      if (!scenario) continue;
      try {
        await scenario.run(url, dispatcher);
        responses += 1;
      } catch (error) {
        wrong += 1;
        firstWrong ??= `${scenario.name}: ${error}`;
      }
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => runClient(client)));
  await dispatcher.close();
  return { responses, wrong, firstWrong };
}

function json(name: string, operation: object, expected: string): Scenario {
  return {
    name,
    async run(url, dispatcher) {
      const response = await request(url, {
        dispatcher,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(operation),
      });
      expectIn(await response.body.text(), expected);
    },
  };
}

function expectIn(text: string, expected: string): void {
  if (!text.includes(expected)) throw new Error(`The response lacks ${expected}: ${text.slice(0, 200)}`);
}

function uploadForm(): FormData {
  const form = new FormData();
  const variables = { input: { customerId: CUSTOMER_ID, files: [null] } };
  form.append('operations', JSON.stringify({ query: UPLOAD, variables }));
  form.append('map', '{"0":["variables.input.files.0"]}');
  form.append('0', new Blob([pdf(FILE_BYTES)]), 'a.pdf');
  return form;
}

function pdf(byteLength: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(byteLength, 7);
  bytes.write('%PDF-1.7\n');
  return bytes;
}
