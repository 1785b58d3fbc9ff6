import { defineConfig } from 'vite';
import { gatewayOrigin } from './gateway-origin.ts';

export default defineConfig(({ command }) => {
  // With the proxy, the page and the gateway share an origin and need no CORS. Builds need no gateway.
  const proxy = command === 'serve' ? { '/graphql': gatewayOrigin(process.env) } : {};
  return { root: import.meta.dirname, base: './', server: { proxy }, preview: { proxy } };
});
