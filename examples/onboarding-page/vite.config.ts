import { defineConfig } from 'vite';

/** The page and the gateway have one origin, so that browsers need no permission of CORS. */
const proxy = { '/graphql': 'http://127.0.0.1:4000' };

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  server: { proxy },
  preview: { proxy },
});
