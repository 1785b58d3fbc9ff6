import { readdir, readFile } from 'node:fs/promises';
import { buildSchema, isScalarType, isSpecifiedScalarType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { scalars } from '../../../client/src/codegen.ts';
import { pickFiles } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { encodeForm, jsonPart, openForm, type Part, sha256 } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const RECIPES = 'examples/recipes';
const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
const swiftFiles = await readdir(`${RECIPES}/swift`);
const scalarNames = Object.values(schema.getTypeMap())
  .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
  .map(({ name }) => name);

describe('Kotlin', () => {
  test('the settings map each scalar of the schema, and no other', async () => {
    const settings = await readFile(`${RECIPES}/kotlin/build.gradle.kts`, 'utf8');
    const mapped = Array.from(settings.matchAll(/mapScalarTo\w+\("(\w+)"\)/g), ([, name]) => name);

    expect(new Set(mapped)).toEqual(new Set(scalarNames));
  });

  test('the gateway accepts the form that Apollo Kotlin sends', async () => {
    await using stack = await startStack();
    const { front } = pickFiles();
    const query = await readFile('client/operations/upload-documents.graphql', 'utf8');
    const variables = { input: { customerId: CUSTOMER_ID, files: [null] } };
    const withLength = ({ head, body }: Part, type: string): Part => ({
      head: [...head, `Content-Type: ${type}`, `Content-Length: ${body.byteLength}`],
      body,
    });

    const request = openForm(stack.url, { 'graphql-preflight': '', 'apollo-require-preflight': 'true' });
    await request.send(
      encodeForm([
        withLength(
          jsonPart('operations', { operationName: 'UploadDocuments', variables, query }),
          'application/json',
        ),
        withLength(jsonPart('map', { 0: ['variables.input.files.0'] }), 'application/json'),
        withLength(
          { head: ['Content-Disposition: form-data; name="0"; filename="photo.jpg"'], body: front.bytes },
          'image/jpeg',
        ),
      ]),
    );
    request.end();

    const { data } = await request.answer;
    expect(data).toMatchObject({ uploadDocuments: { files: [{ sha256: sha256(front.bytes) }] } });
  });
});

describe('Swift', () => {
  test.each(swiftFiles.filter((name) => name.endsWith('.graphql')))(
    'the schema has everything in %s',
    async (name) => {
      const operation = parse(await readFile(`${RECIPES}/swift/${name}`, 'utf8'));

      expect(validate(schema, operation)).toEqual([]);
    },
  );

  test('a scalar has a type of its own exactly if it is no string', () => {
    const files = swiftFiles.map((name) => name.replace(/\.\w+$/, ''));
    const isText = (name: string) => name === 'Upload' || Reflect.get(scalars, name) === 'string';

    const ownTypes = files.filter((name) => scalarNames.includes(name));
    expect(new Set(ownTypes)).toEqual(new Set(scalarNames.filter((name) => !isText(name))));
  });

  test('the gateway accepts the form that Apollo iOS sends', async () => {
    await using stack = await startStack();
    const { front } = pickFiles();
    const query = await readFile(`${RECIPES}/swift/upload-file.graphql`, 'utf8');
    const variables = { customerId: CUSTOMER_ID, file: null };
    const photo = {
      head: ['Content-Disposition: form-data; name="0"; filename="photo.jpg"', 'Content-Type: image/jpeg'],
      body: front.bytes,
    };
    const form = encodeForm([
      jsonPart('operations', { operationName: 'UploadFile', variables, query }),
      jsonPart('map', { 0: ['variables.file'] }),
      photo,
    ]);

    const request = openForm(stack.url);
    // There is no line break after the last boundary.
    await request.send(form.subarray(0, -2));
    request.end();

    const { data } = await request.answer;
    expect(data).toMatchObject({ uploadDocuments: { files: [{ sha256: sha256(front.bytes) }] } });
  });
});
