import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod/mini';

const manifestFile = z.record(z.string().check(z.regex(/^(sha256:)?[0-9a-f]{64}$/i)), z.string());

/**
 * Reads a manifest of persisted operations: a JSON object from SHA-256 hashes in hex, with or without the prefix
 * `sha256:`, to query texts. graphql-codegen's `persistedDocuments` writes such a file.
 *
 * @returns query texts by their hash, in lower case and without the prefix
 * @throws {Error} if the file cannot be read, is malformed, or a key is not the hash of its query
 */
export async function readManifest(path: string): Promise<ReadonlyMap<string, string>> {
  const parsed = manifestFile.safeParse(await readJson(path));
  if (!parsed.success || Object.keys(parsed.data).length === 0) {
    throw invalidManifest('it must be a JSON object from SHA-256 hashes in hex to query texts');
  }
  const entries = Object.entries(parsed.data).map(([key, text]): [string, string] => [
    key.replace(/^sha256:/i, '').toLowerCase(),
    text,
  ]);
  const wrong = entries.filter(([digest, text]) => digest !== hash('sha256', text)).length;
  if (wrong > 0) throw invalidManifest(`${wrong} of its keys are not the SHA-256 of their query`);
  return new Map(entries);
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw invalidManifest('the file cannot be read');
  });
  try {
    return JSON.parse(text);
  } catch {
    throw invalidManifest('it is not JSON');
  }
}

function invalidManifest(reason: string): Error {
  return new Error(`The manifest in PERSISTED_DOCUMENTS is invalid: ${reason}.`);
}
