import { defineConfig } from 'vite';
import { gatewayOrigin } from './gateway-origin.ts';

export default defineConfig(({ command }) => {
  // With the proxy, the page and the gateway share an origin and need no CORS. Builds need no gateway.
  const proxy = command === 'serve' ? { '/graphql': toGateway() } : {};
  // The sources of this project's package. An app installs the package instead.
  const find = /^@fin-gateway\/client\/(.+)$/;
  const alias = [{ find, replacement: `${import.meta.dirname}/../../client/src/$1.ts` }];
  return {
    root: import.meta.dirname,
    base: './',
    resolve: { alias },
    server: { proxy },
    preview: { proxy },
  };
});

/** Keeps the Host header. Otherwise, the gateway would see a page of another origin, and refuse its subscriptions. */
function toGateway() {
  return { target: gatewayOrigin(process.env), changeOrigin: false };
}
