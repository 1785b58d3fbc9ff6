import type { Variable } from '../src/config/variables/variable.ts';
import { variableGroups } from '../src/config/variables.ts';
import { table } from './error-docs.ts';

export function configurationPage(): string {
  const groups = Object.entries(variableGroups).map(([title, variables]) => {
    const rows = Object.entries(variables).map(toRow);
    return `## ${title}\n\n${NOTES[title] ?? ''}${table(['variable', 'default', 'value', 'meaning'], rows)}\n`;
  });
  return `${INTRODUCTION}\n${groups.join('\n')}`;
}

const NOTES: Readonly<Record<string, string>> = {
  OpenTelemetry: `A signal is exported if it has an endpoint. Without one, its variables have no effect, whatever their values. Except for
\`OTEL_PROPAGATE_TO_FIN\`, these are standard variables. Their defaults are standard too, except those of endpoints, protocols and the service
name. Unlike the standard, a value of an exported signal that cannot be used prevents the start. Other \`OTEL_\` variables are reported as
unknown.

`,
};

const INTRODUCTION = `<!-- Printed from src/config/variables by \`npm run codegen\`: change it there. -->

# Configuration

The gateway is configured with environment variables only. Without any, it starts its embedded sandbox on
<http://127.0.0.1:4000/graphql>.

- The gateway checks all variables when it starts. It names every mistake at once, never shows a value, and exits with
  code 1.
- An empty variable counts as unset. Whitespace around a value is ignored. Quotes are part of the value and therefore
  rejected; Docker's \`--env-file\` and Kubernetes manifests do not remove them.
- A variable that looks like one of these but is not read, such as \`CORS_ORIGIN\` or \`FIN_TIMEOUT\`, is logged as
  \`config-unknown-variable\` together with the name that was probably meant. It does not prevent the start, because another
  program may have set it.
- In production, secrets that can be guessed are rejected. Values of this repository's examples are rejected everywhere.
`;

function toRow([name, variable]: readonly [string, Variable]): string[] {
  const { example, expected, description, isSecret, needs, readBy } = variable;
  const notes = [
    description,
    ...(isSecret ? ['**Secret.**'] : []),
    ...(needs?.length === 1 ? [`No effect without \`${needs[0]}\`.`] : []),
    ...(readBy ? [`Read by ${readBy}, not by the gateway.`] : []),
  ];
  const value =
    example !== undefined && example !== variable.default
      ? `${expected}, such as ${asCode(example)}`
      : expected;
  return [`\`${name}\``, defaultOf(variable), value, notes.join(' ')];
}

function defaultOf({ default: text, whenUnset }: Variable): string {
  if (text) return `\`${text}\``;
  return whenUnset ?? 'unset';
}

/** An example is a value, or words that contain a command in backticks. */
function asCode(example: string): string {
  return example.includes('`') ? example : `\`${example}\``;
}
