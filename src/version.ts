import manifest from '../package.json' with { type: 'json' };

/** The release of this gateway. */
export const VERSION: string = manifest.version;
