import type { GatewayConfig, GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GraphQLError } from 'graphql';

/** Hive Gateway checks variables too, and quotes what does not fit: passport numbers and all. */
const withoutQuotedInputs: GatewayPlugin = {
  onResultProcess({ result, setResult }) {
    if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
    const errors = result.errors.map((error) =>
      /^Variable "\$\w+" got invalid value/.test(error.message)
        ? new GraphQLError('A variable does not fit its type.', {
            extensions: { code: 'BAD_USER_INPUT', http: { status: 400, spec: true } },
          })
        : error,
    );
    setResult({ ...result, errors });
  },
};

export const gatewayConfig = {
  multipart: true,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      authorization: request.headers.get('authorization'),
      'graphql-preflight': request.headers.get('graphql-preflight'),
    }),
  },
  plugins: () => [withoutQuotedInputs],
} satisfies Partial<GatewayConfig>;
