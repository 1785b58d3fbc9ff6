import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** Preloaded into a gateway: writes the URLs of all modules that it has loaded when it exits. */
const urls = new Set();
registerHooks({
  load(url, context, next) {
    urls.add(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.MODULE_LIST, [...urls].join('\n')));
