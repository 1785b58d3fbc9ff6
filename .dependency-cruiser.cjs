/**
 * Who may import whom. `run` is what is loaded, `types` what may be imported as type only; what is on neither list is a
 * breach. `node` says whether Node's own modules are among them.
 */
const rooms = {
  'src/error-codes.ts': {},
  'src/field-error-codes.ts': { run: ['zod'] },
  'src/errors.ts': { run: ['src/error-codes.ts'], types: ['src/field-error-codes.ts'] },
  'src/context.ts': { types: ['src/datasources/'], node: true },
  'src/environment.ts': { run: ['zod'] },
  'src/contradictions.ts': { run: ['src/environment.ts'] },
  'src/weak-secrets.ts': { run: ['src/environment.ts'] },
  'src/unknown-variables.ts': {},
  'src/config-warnings.ts': { run: ['src/environment.ts', 'src/unknown-variables.ts'] },
  'src/config.ts': {
    run: ['src/config-warnings.ts', 'src/contradictions.ts', 'src/environment.ts', 'src/weak-secrets.ts'],
  },
  'src/datasources/': {
    run: [
      'src/datasources/',
      'src/error-codes.ts',
      'src/errors.ts',
      'src/field-error-codes.ts',
      '@redis/client',
      'dataloader',
      'ky',
      'undici',
      'zod',
    ],
    node: true,
  },
  'src/resolvers/': {
    run: ['src/resolvers/', 'src/error-codes.ts', 'src/errors.ts', 'src/field-error-codes.ts', 'file-type'],
    types: ['src/schema/', 'src/context.ts', 'src/datasources/', 'graphql-upload-minimal'],
    node: true,
  },
  'src/schema/': {
    run: [
      'src/schema/',
      'src/resolvers/',
      'src/error-codes.ts',
      'src/errors.ts',
      'src/field-error-codes.ts',
      '@graphql-tools/utils',
      '@pothos/[^/]+',
      'graphql',
      'graphql-scalars',
      'graphql-upload-minimal',
    ],
    types: ['src/context.ts', 'src/datasources/'],
  },
  'src/server/': {
    run: [
      'src/server/',
      'src/schema/',
      'src/resolvers/',
      'src/datasources/',
      'src/error-codes.ts',
      'src/errors.ts',
      'src/field-error-codes.ts',
      '@graphql-yoga/[^/]+',
      'graphql',
      'graphql-upload-minimal',
      'graphql-yoga',
      'jose',
      'lru-cache',
      'pino',
      'zod',
    ],
    types: ['src/config.ts', 'src/context.ts'],
    node: true,
  },
  'src/sandbox/': { run: ['src/sandbox/', 'busboy', 'zod'], node: true },
  'src/telemetry/': {
    run: ['src/telemetry/', 'src/error-codes.ts', 'prom-client', '@opentelemetry/[^/]+'],
    types: ['src/config.ts', 'src/errors.ts', 'src/datasources/', 'src/server/'],
    node: true,
  },
  'src/start-telemetry.ts': {
    run: ['src/telemetry/', 'src/server/'],
    types: ['src/config.ts'],
  },
  'src/start-gateway.ts': {
    run: ['src/server/', 'src/datasources/', 'src/sandbox/', 'src/start-telemetry.ts'],
    types: ['src/config.ts'],
    node: true,
  },
  'src/main.ts': {
    run: ['src/config.ts', 'src/config-warnings.ts', 'src/server/', 'src/start-gateway.ts'],
    node: true,
  },
};

const toPath = (part) =>
  part.startsWith('src/')
    ? `^${part.replaceAll('.', '\\.')}${part.endsWith('/') ? '' : '$'}`
    : `node_modules/${part}/`;

const roomRules = Object.entries(rooms).flatMap(([room, { run = [], types = [], node = false }]) => {
  const from = { path: toPath(room) };
  const orNode = node ? ['core'] : [];
  const name = room.replace(/^src\//, '').replace(/\/$|\.ts$/, '');
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
    ...roomRules,
    {
      name: 'every-file-is-in-a-room',
      comment: 'A new room needs an entry above.',
      severity: 'error',
      from: { path: '^src/', pathNot: Object.keys(rooms).map(toPath) },
      to: {},
    },
    {
      name: 'sandbox-is-loaded-only-when-it-is-needed',
      comment: 'With an account of Fin.com, nothing of the imitation is in the process.',
      severity: 'error',
      from: { pathNot: '^src/sandbox/' },
      to: { path: '^src/sandbox/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'telemetry-is-loaded-only-when-it-is-needed',
      comment: 'Its libraries take longer to load than the gateway, and most starts ask for none.',
      severity: 'error',
      from: { pathNot: '^src/telemetry/' },
      to: { path: '^src/telemetry/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle-at-run-time',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
      from: { path: '^src/' },
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
