import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

/** Before any test: two files that unpacked the browser at once would trip over each other. */
export async function setup(): Promise<void> {
  await Promise.all([chromium.executablePath(), browserLibraries()]);
}

/** Libraries that a bare Debian does not have: the package brings them, but unpacks them only for Amazon Linux. */
export async function browserLibraries(): Promise<string> {
  const packed = new URL('../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url);
  return `${await inflate(fileURLToPath(packed))}/lib`;
}
