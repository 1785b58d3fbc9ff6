import type { QualityFinding, QualityOptions } from './quality-finding.ts';
import { QualityInspector } from './quality-inspector.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * Looks at a file before it is sent, as the gateway does when it arrives. Keeps nothing of it.
 *
 * @returns the reasons why the review may reject the file. Never throws: a file that cannot be read has none.
 */
export async function inspectQuality(file: Blob, options: QualityOptions = {}): Promise<QualityFinding[]> {
  try {
    const inspector = new QualityInspector();
    for (let start = 0; start < file.size && !inspector.isDone; start += CHUNK_BYTES) {
      inspector.push(new Uint8Array(await file.slice(start, start + CHUNK_BYTES).arrayBuffer()));
    }
    return inspector.findings(file.size, options);
  } catch {
    return [];
  }
}
