import { defineConfig } from 'vite';
import { gatewayOrigin } from './gateway-origin.ts';

export default defineConfig(({ command, isPreview }) => ({
  root: import.meta.dirname,
  base: './',
  // The page and the gateway share an origin, so that browsers need no CORS.
  ...(command === 'serve' && {
    [isPreview ? 'preview' : 'server']: { proxy: { '/graphql': gatewayOrigin(process.env) } },
  }),
}));
