import { readFile, writeFile } from 'node:fs/promises';
import { schema } from '../src/schema/index.ts';
import { clientSdl, subgraphSdl } from '../src/schema/sdl.ts';
import { clientErrorTables, clientWarningTables } from './client-error-tables.ts';
import { clientTypeKeys } from './client-type-keys.ts';
import { configurationPage } from './configuration-docs.ts';
import { embedExamples } from './embed-examples.ts';
import { errorsPage, extensionsSchema } from './error-docs.ts';
import { finApiUsagePage } from './fin-api-docs.ts';

const readPage = (name: string) => readFile(new URL(`../docs/${name}`, import.meta.url), 'utf8');

const FILES = {
  'client/README.md': embedExamples(await readPage('../client/README.md')),
  'docs/clients.md': embedExamples(await readPage('clients.md')),
  'docs/recipes.md': embedExamples(await readPage('recipes.md')),
  'docs/subscriptions.md': embedExamples(await readPage('subscriptions.md')),
  'docs/configuration.md': configurationPage(),
  'docs/errors.md': errorsPage(),
  'docs/fin-api-usage.md': finApiUsagePage(),
  'docs/error-extensions.schema.json': `${JSON.stringify(extensionsSchema(), null, 2)}\n`,
  'client/src/errors/error-tables.ts': clientErrorTables(),
  'client/src/generated/type-keys.ts': clientTypeKeys(clientSdl(schema)),
  'client/src/warnings/warning-tables.ts': clientWarningTables(),
  'client/LICENSE': await readFile(new URL('../LICENSE', import.meta.url), 'utf8'),
  'subgraph.graphql': subgraphSdl(schema),
};

/** With `--check`, fails if a file is stale and writes nothing. */
const isCheck = process.argv.includes('--check');

for (const [name, text] of Object.entries(FILES)) {
  const file = new URL(`../${name}`, import.meta.url);
  if (!isCheck) {
    await writeFile(file, text);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`${name} is stale: npm run codegen`);
    process.exitCode = 1;
  }
}
