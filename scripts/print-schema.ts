import { parseArgs } from 'node:util';
import { describeExpected, variables } from '../src/config/variables.ts';
import { withTypePrefix } from '../src/schema/federation/type-prefix.ts';
import { schema } from '../src/schema/index.ts';
import { clientSdl, subgraphSdl } from '../src/schema/sdl.ts';

/** `npm run print-schema -- subgraph` or `client`: the schema that a gateway with this `SUBGRAPH_TYPE_PREFIX` serves. */
const PRINT: Readonly<Record<string, typeof clientSdl>> = { client: clientSdl, subgraph: subgraphSdl };

const name = 'SUBGRAPH_TYPE_PREFIX';
const { positionals } = parseArgs({ allowPositionals: true });
const print = PRINT[positionals[0] ?? ''];
const prefix = variables[name].schema.safeParse(process.env[name]?.trim() || undefined);
if (!print) {
  console.error('Say which schema: npm run --silent print-schema -- subgraph (or client)');
  process.exitCode = 1;
} else if (!prefix.success) {
  console.error(`${name} is not valid: it must be ${describeExpected(variables[name])}.`);
  process.exitCode = 1;
} else {
  process.stdout.write(print(prefix.data === undefined ? schema : withTypePrefix(schema, prefix.data)));
}
