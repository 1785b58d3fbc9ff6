import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod/mini';

const manifestFile = z.record(z.string().check(z.regex(/^(sha256:)?[0-9a-f]{64}$/i)), z.string());

/**
 * Reads a manifest of documents: a JSON object whose keys are `sha256:` and the hash of the text in hex, as
 * graphql-codegen's `persistedDocuments` writes it.
 *
 * @throws {Error} if it cannot be read, is of another form, or a key is not the hash of its text
 */
export async function readManifest(path: string): Promise<ReadonlyMap<string, string>> {
  const parsed = manifestFile.safeParse(await readJson(path));
  if (!parsed.success || Object.keys(parsed.data).length === 0) {
    throw unusable('it must be a JSON object of SHA-256 hashes in hex and the documents they are of');
  }
  const entries = Object.entries(parsed.data).map(([key, text]): [string, string] => [
    key.replace(/^sha256:/i, '').toLowerCase(),
    text,
  ]);
  const wrong = entries.filter(([digest, text]) => digest !== hash('sha256', text)).length;
  if (wrong > 0) throw unusable(`${wrong} of its keys are not the SHA-256 of their document`);
  return new Map(entries);
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw unusable('the file cannot be read');
  });
  try {
    return JSON.parse(text);
  } catch {
    throw unusable('it is not JSON');
  }
}

function unusable(why: string): Error {
  return new Error(`PERSISTED_DOCUMENTS names no usable manifest: ${why}.`);
}
