import { resolve } from 'node:path';
import ts from 'typescript';
import type { Resource } from './render-chart.ts';

interface Model {
  validate(): void;
}

/** The package that has the schema of a resource, generated from Kubernetes' or the operator's own definitions. */
function schemaOf({ apiVersion, kind }: Resource): string {
  const isOperator = apiVersion.startsWith('monitoring.coreos.com/');
  return `${isOperator ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models'}/${apiVersion}/${kind}`;
}

/** Mistakes in the values, as the API server would report them. */
export async function invalidValues(resource: Resource): Promise<string[]> {
  const exports: Readonly<Record<string, unknown>> = await import(schemaOf(resource));
  const model = exports[resource.kind];
  if (!isModel(model)) throw new Error(`There is no schema of ${resource.kind}.`);
  try {
    new model(resource).validate();
    return [];
  } catch (error) {
    return [`${resource.kind}: ${String(error)}`];
  }
}

function isModel(value: unknown): value is new (data: object) => Model {
  return typeof value === 'function';
}

/** Fields that Kubernetes does not know. Its schemas allow them, and its API server drops them with a warning. */
export function unknownFields(resources: readonly Resource[]): string[] {
  const name = resolve('test/ops/chart/rendered.ts');
  const lines = resources.flatMap((resource, index) => [
    `import type { I${resource.kind} as Type${index} } from '${schemaOf(resource)}';`,
    `(${JSON.stringify(resource)}) satisfies Type${index};`,
  ]);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2024,
    types: [],
    noEmit: true,
    strict: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...more) =>
    file === name
      ? ts.createSourceFile(file, lines.join('\n'), ts.ScriptTarget.ES2024)
      : getSourceFile(file, ...more);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
