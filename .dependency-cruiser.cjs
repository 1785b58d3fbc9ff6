/**
 * The layers, from the bottom up. A file may import its own layer and what is listed here. `run` is loaded; `types` may
 * only be imported as types. `node` allows Node's own modules.
 */
const SHARED = [
  'src/document-warning-codes.ts',
  'src/error-codes.ts',
  'src/errors.ts',
  'src/field-error-codes.ts',
  'src/field-errors.ts',
];
const layers = {
  'src/closest-name.ts': {},
  'src/version.ts': { run: ['package.json'] },
  'src/error-codes.ts': {},
  'src/code-table.ts': { run: ['zod'] },
  'src/field-error-codes.ts': { run: ['src/code-table.ts', 'zod'] },
  'src/document-warning-codes.ts': { run: ['src/code-table.ts', 'src/field-error-codes.ts', 'zod'] },
  'src/errors.ts': { run: ['src/error-codes.ts', 'src/field-error-codes.ts'] },
  'src/field-errors.ts': { run: ['src/errors.ts', 'src/field-error-codes.ts'] },
  'src/rules/': { run: ['src/rules/', ...SHARED] },
  'src/config/': { run: ['src/config/', 'src/closest-name.ts', 'zod'] },
  'src/redis/': { run: ['src/redis/', '@redis/client', 'zod'], node: true },
  'src/datasources/': {
    run: [
      'src/datasources/',
      'src/redis/',
      'src/rules/',
      ...SHARED,
      'ky',
      'lru-cache',
      'p-limit',
      'undici',
      'zod',
    ],
    node: true,
  },
  'src/idempotency/': {
    run: ['src/idempotency/', 'src/redis/', 'src/uploads/', ...SHARED, 'lru-cache', 'zod'],
    node: true,
  },
  'src/webhooks/': {
    run: ['src/webhooks/', 'src/redis/', 'lru-cache', 'zod'],
    types: ['src/live/'],
    node: true,
  },
  'src/uploads/': {
    // The client package warns before sending with the same code. Nothing else of it runs in the gateway.
    run: ['src/uploads/', ...SHARED, 'client/src/quality/quality-inspector.ts', 'file-type'],
    types: ['src/datasources/', 'client/src/quality/quality-finding.ts', 'graphql-upload-minimal'],
    node: true,
  },
  'src/live/': {
    run: ['src/live/', 'src/redis/', ...SHARED, 'p-limit'],
    types: ['src/datasources/'],
    node: true,
  },
  'src/callers/': {
    run: ['src/callers/', ...SHARED, 'jose', 'lru-cache', 'zod'],
    types: ['src/config/', 'src/observability/'],
    node: true,
  },
  'src/context.ts': {
    types: [
      'src/callers/',
      'src/datasources/',
      'src/idempotency/',
      'src/live/',
      'src/rules/',
      'src/uploads/',
    ],
  },
  'src/resolvers/': {
    run: ['src/resolvers/', 'src/callers/', 'src/idempotency/', 'src/rules/', ...SHARED, 'zod'],
    types: ['src/context.ts', 'src/datasources/', 'src/uploads/'],
  },
  'src/schema/': {
    run: [
      'src/schema/',
      'src/callers/',
      'src/idempotency/',
      'src/resolvers/',
      'src/rules/',
      ...SHARED,
      '@graphql-tools/utils',
      '@pothos/[^/]+',
      'graphql',
      'graphql-scalars',
      'graphql-upload-minimal',
    ],
    types: ['src/context.ts', 'src/datasources/'],
  },
  'src/observability/': {
    run: [
      'src/observability/',
      'src/datasources/fin/endpoints.ts',
      'src/webhooks/webhook-event.ts',
      ...SHARED,
      'pino',
      'prom-client',
      '@opentelemetry/[^/]+',
    ],
    types: ['src/config/', 'src/context.ts', 'src/datasources/', 'src/idempotency/', 'src/live/', 'src/redis/', 'src/webhooks/'],
    node: true,
  },
  'src/server/': {
    run: [
      'src/server/',
      'src/callers/',
      'src/closest-name.ts',
      'src/datasources/',
      'src/idempotency/',
      'src/observability/',
      'src/rules/',
      'src/schema/',
      'src/uploads/',
      'src/webhooks/',
      ...SHARED,
      '@graphql-yoga/[^/]+',
      'graphql',
      'graphql-upload-minimal',
      'graphql-ws',
      'graphql-yoga',
      'lru-cache',
      'ws',
      'zod',
    ],
    types: ['src/config/', 'src/context.ts', 'src/live/'],
    node: true,
  },
  'src/wiring/': {
    run: [
      'src/wiring/',
      'src/callers/',
      'src/datasources/',
      'src/idempotency/',
      'src/live/',
      'src/observability/',
      'src/redis/',
      'src/schema/',
      'src/server/',
      'src/version.ts',
      'src/webhooks/',
      'sandbox/',
    ],
    types: ['src/config/', 'src/live/'],
    node: true,
  },
  'src/start-gateway.ts': {
    run: ['src/wiring/', 'src/datasources/', 'src/live/', 'src/observability/', 'src/redis/', 'src/server/'],
    types: ['src/config/'],
    node: true,
  },
  'src/main.ts': {
    run: ['src/config/', 'src/observability/', 'src/server/', 'src/wiring/', 'src/start-gateway.ts'],
    node: true,
  },
  'src/start.js': { run: ['src/main.ts'], node: true },
  'sandbox/': { run: ['sandbox/', 'busboy', 'zod'], node: true },
  'client/src/': {
    run: ['client/src/', '@apollo/client', '@urql/[^/]+', 'react'],
    types: ['graphql'],
  },
};

const toPath = (part) =>
  /^((src|sandbox|client)\/|package\.json$)/.test(part)
    ? `^${part.replaceAll('.', '\\.')}${part.endsWith('/') ? '' : '$'}`
    : `node_modules/${part}/`;

const layerRules = Object.entries(layers).flatMap(([layer, { run = [], types = [], node = false }]) => {
  const from = { path: toPath(layer) };
  const orNode = node ? ['core'] : [];
  const name = layer.replace(/^src\//, '').replace(/\/$|\.ts$/, '');
  return [
    {
      name: `${name}-loads-only-what-it-may`,
      severity: 'error',
      from,
      to: { pathNot: run.map(toPath), dependencyTypesNot: ['type-only', ...orNode] },
    },
    {
      name: `${name}-takes-types-only-from-where-it-may`,
      severity: 'error',
      from,
      to: {
        pathNot: [...run, ...types].map(toPath),
        dependencyTypes: ['type-only'],
        dependencyTypesNot: orNode,
      },
    },
  ];
});

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'every-file-is-in-a-layer',
      comment: 'A new layer needs an entry above.',
      severity: 'error',
      from: { path: '^(src|sandbox|client/src)/', pathNot: Object.keys(layers).map(toPath) },
      to: {},
    },
    {
      name: 'sandbox-is-loaded-only-when-needed',
      comment:
        'With an account at Fin.com, the process loads nothing of the sandbox. The image does not contain it.',
      severity: 'error',
      from: { pathNot: '^sandbox/' },
      to: { path: '^sandbox/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'exporters-are-loaded-only-when-needed',
      comment: 'Their libraries take longer to load than the gateway, and most starts use none.',
      severity: 'error',
      from: { pathNot: '^src/observability/exporters/' },
      to: { path: '^src/observability/exporters/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-libraries-are-loaded-only-by-their-subpath',
      comment: 'Apps install only the libraries that they use.',
      severity: 'error',
      from: { path: '^client/src/', pathNot: '^client/src/(apollo|react|urql)/' },
      to: { path: '^node_modules/(@apollo|@urql|react)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      comment: 'Type-only imports count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-can-be-resolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-dependencies-of-the-package',
      comment: 'Production installs without dev dependencies.',
      severity: 'error',
      from: { path: '^(src|sandbox)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules' },
    // As Node does: some packages have no `main`.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
