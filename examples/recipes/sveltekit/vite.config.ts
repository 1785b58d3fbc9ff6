import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// The address of the site, such as https://app.example.com. SvelteKit rejects forms from other addresses.
const origin = process.env['ORIGIN'];

export default defineConfig({
  plugins: [sveltekit({ adapter: adapter(), paths: origin ? { origin } : {} })],
});
