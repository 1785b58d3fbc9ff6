import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from './package-manifest.ts';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/** The licences and notices of packages, which their copies must carry. @param folders where the packages are installed */
export async function licenceTexts(folders: readonly string[]): Promise<string> {
  const texts = await Promise.all(folders.toSorted().map(licenceText));
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenceText(folder: string): Promise<string> {
  const { name, version, licence } = await readManifest(folder);
  const files = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return [`${name} ${version}, ${licence}\n`, ...texts.map((text) => `\n${text.trimEnd()}\n`)].join('');
}
