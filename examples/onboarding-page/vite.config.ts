import { defineConfig } from 'vite';
import { gatewayOrigin } from './gateway-origin.ts';

export default defineConfig(({ command }) => {
  // The page and the gateway share an origin, so that browsers need no CORS. A build needs no gateway.
  const proxy = command === 'serve' ? { '/graphql': gatewayOrigin(process.env) } : {};
  return { root: import.meta.dirname, base: './', server: { proxy }, preview: { proxy } };
});
