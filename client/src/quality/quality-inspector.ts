import { ByteFeed } from './image/byte-feed.ts';
import type { ImageHeader } from './image/image-header.ts';
import { readImageHeader } from './image/read-image-header.ts';
import { documentDpi } from './image/resolution.ts';
import { PdfEncryption } from './pdf/pdf-encryption.ts';
import type { QualityFinding, QualityOptions } from './quality-finding.ts';

/** Fin.com's reviewers expect a picture to reach one of the two. */
const MIN_BYTES = 100 * 1024;
const MIN_DPI = 300;

/**
 * Looks at the bytes of a file as they pass through, and keeps only a part of an image's header. The chunks may
 * have any size. Never throws: a file that cannot be understood has no findings.
 */
export class QualityInspector {
  readonly #image: ImageHeader = { statedDpi: [] };
  readonly #imageFeed = new ByteFeed(readImageHeader(this.#image));
  readonly #pdf = new PdfEncryption();
  #byteLength = 0;
  #hasFailed: boolean = false;

  /** No later byte makes a difference. */
  get isDone(): boolean {
    const isImage = this.#image.format !== undefined;
    return this.#hasFailed || (isImage && (this.#imageFeed.isDone || this.#byteLength >= MIN_BYTES));
  }

  push(chunk: Uint8Array): void {
    if (this.isDone) return;
    try {
      this.#inspect(chunk);
    } catch {
      this.#hasFailed = true;
    }
  }

  /**
   * Call it when the file has ended, or when `isDone`.
   *
   * @param byteLength of the whole file
   */
  findings(byteLength: number, options: QualityOptions = {}): QualityFinding[] {
    if (this.#hasFailed) return [];
    return this.#image.format === undefined ? this.#pdfFindings() : this.#imageFindings(byteLength, options);
  }

  #inspect(chunk: Uint8Array): void {
    // The header of a larger file makes no difference.
    if (this.#byteLength < MIN_BYTES) this.#imageFeed.push(chunk);
    if (this.#image.format === undefined) this.#pdf.push(chunk);
    this.#byteLength += chunk.length;
  }

  #pdfFindings(): QualityFinding[] {
    return this.#pdf.isEncrypted() ? [{ code: 'PASSWORD_PROTECTED', params: {} }] : [];
  }

  #imageFindings(byteLength: number, { documentType }: QualityOptions): QualityFinding[] {
    // A selfie shows no document.
    if (byteLength >= MIN_BYTES || documentType === 'SELFIE') return [];
    const dpi = documentDpi(this.#image, documentType);
    if (dpi === undefined || Math.round(dpi) >= MIN_DPI) return [];
    return [{ code: 'LOW_QUALITY', params: { minBytes: MIN_BYTES, minDpi: MIN_DPI } }];
  }
}
