import { fileURLToPath } from 'node:url';

/** @param path relative to the folder `bench` */
export function resolveScript(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
