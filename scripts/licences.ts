import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod/mini';
import { type PackageManifest, readManifest } from './build/package-manifest.ts';

/**
 * Prints the license of each package that production installs. With `--check` it prints only licenses that are not
 * allowed, and exits with 1 if there are any. The last argument can name another project's folder.
 */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.optional(z.boolean()),
      devOptional: z.optional(z.boolean()),
      optional: z.optional(z.boolean()),
    }),
  ),
});
/** Links to the folders of this project. */
const OWN_PACKAGES = 'node_modules/@fin-gateway/';
const args = process.argv.slice(2);
const isCheck = args.includes('--check');
const folder = args.find((argument) => !argument.startsWith('--')) ?? '.';

const { packages } = lockfile.parse(JSON.parse(await readFile(`${folder}/package-lock.json`, 'utf8')));
const rows: PackageManifest[] = [];
for (const [path, { dev, devOptional, optional }] of Object.entries(packages)) {
  if (!path.startsWith('node_modules/') || path.startsWith(OWN_PACKAGES) || dev || devOptional) continue;
  // Optional packages for other platforms are not installed.
  if (optional && !existsSync(`${folder}/${path}`)) continue;
  rows.push(
    await readManifest(`${folder}/${path}`).catch(() => {
      throw new Error(`${path} is not installed. Run npm ci.`);
    }),
  );
}

const disallowed = rows.filter(({ licence }) => !ALLOWED.has(licence));
if (!isCheck) console.log('| package | version | licence |\n|---|---|---|');
for (const { name, version, licence } of isCheck ? [] : rows)
  console.log(`| ${name} | ${version} | ${licence} |`);
for (const { name, version, licence } of disallowed) {
  console.error(
    `${name}@${version} has the licence ${licence}, which is not on the list of scripts/licences.ts.`,
  );
  process.exitCode = 1;
}
