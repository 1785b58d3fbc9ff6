import { bundle } from './bundle.ts';

/** Bundles the gateway for the image. The first argument can name another folder than `dist`. */
const [folder = 'dist'] = process.argv.slice(2);
await bundle(folder);
