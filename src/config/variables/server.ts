import { oneOf, onOrOff, origins, text, typePrefix, wholeNumber } from './formats.ts';
import { optional, withDefault } from './variable.ts';

export const serverVariables = {
  HOST: withDefault(text('a host name or address'), {
    default: '127.0.0.1',
    description: 'Address to listen on. `0.0.0.0` listens on all interfaces.',
  }),
  PORT: withDefault(wholeNumber(0, 65_535), {
    default: '4000',
    description: 'Port to listen on. With `0`, a free port is chosen and named in the `ready` line.',
  }),
  NODE_ENV: optional(oneOf('production', 'development', 'test'), {
    whenUnset: 'development',
    description:
      '`production` refuses to start with the embedded sandbox, without caller checks, or with guessable secrets. It also turns introspection and GraphiQL off. `development` and `test` change nothing.',
  }),
  SHUTDOWN_DELAY_MS: withDefault(wholeNumber(0, 300_000, 'milliseconds'), {
    default: '0',
    example: '5000',
    description:
      'How long the gateway keeps serving after SIGTERM while `/ready` returns 503, so that load balancers notice. 5000 suits Kubernetes.',
  }),
  CORS_ORIGINS: withDefault(origins, {
    default: '',
    example: 'https://app.example.com',
    whenUnset: 'none',
    description: 'Origins that browsers may call from, compared exactly.',
  }),
  PERSISTED_DOCUMENTS: optional(text('auto, or the path of a manifest'), {
    example: 'persisted-documents.json',
    whenUnset: 'any operation',
    description:
      'The path of a manifest: only its operations are served. `auto`: an operation that was sent once can be requested by its hash.',
  }),
  INTROSPECTION: optional(onOrOff, {
    whenUnset: '`on`; `off` in production',
    description: 'Whether clients may query the schema.',
  }),
  GRAPHIQL: optional(onOrOff, {
    whenUnset: '`on`; `off` in production',
    description: 'Whether browsers get GraphiQL at `/graphql`. It needs introspection.',
  }),
  SUBGRAPH_TYPE_PREFIX: optional(typePrefix, {
    whenUnset: 'no prefix',
    description:
      'Begins the names of generic types, such as `FinCountry`, for a federated graph in which another subgraph has a `Country` of its own. See [federation.md](federation.md#types-with-the-same-name).',
  }),
};
