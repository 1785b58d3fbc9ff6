import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type PreRenderedChunk } from 'rolldown';
import { licenceTexts } from './licence-texts.ts';
import { packageFolderOf, packageNameOf } from './package-of.ts';

/** Read at run time, next to the code that reads it. */
const ASSETS = ['graphiql-file-picker.html', 'graphiql-header.html'];

/**
 * Bundles the gateway with all packages that it can load, and writes their licences. The code is not minified, so
 * that stack traces keep the names of functions.
 *
 * @throws for every warning of the bundler, because each one may be a module that is missing at run time
 */
export async function bundle(folder: string): Promise<void> {
  const { output } = await build({
    input: { main: 'src/start.js' },
    platform: 'node',
    external: /\/sandbox\//,
    // Marks where the code of each source file begins.
    experimental: { attachDebugInfo: 'simple' },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
    output: {
      dir: folder,
      cleanDir: true,
      entryFileNames: '[name].js',
      // At this depth, `../../sandbox` is right: a bundle in a checkout finds the sandbox, and one in the image does not.
      chunkFileNames: (chunk) => `chunks/${nameOf(chunk)}.js`,
    },
  });
  for (const asset of ASSETS) {
    await copyFile(join('src/server/graphiql', asset), join(folder, 'chunks', asset));
  }
  const files = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
  const packages = new Set(files.flatMap((file) => packageFolderOf(file) ?? []));
  await writeFile(join(folder, 'LICENCES.txt'), await licenceTexts([...packages]));
}

/** Chunks of packages are called after them, because the main files of most packages are called `index`. */
function nameOf({ name, facadeModuleId, moduleIds }: PreRenderedChunk): string {
  const mainFile = facadeModuleId ?? moduleIds.at(-1);
  return (mainFile && packageNameOf(mainFile)?.replace('/', '-')) ?? name;
}
