import { mkdir, writeFile } from 'node:fs/promises';

/** Writes a picture of the docs. Only with `UPDATE_SCREENSHOTS=1`: fonts differ, so other machines draw it differently. */
export async function savePicture(name: string, png: Uint8Array): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== '1') return;
  await mkdir('docs/images', { recursive: true });
  await writeFile(`docs/images/${name}.png`, png);
}
