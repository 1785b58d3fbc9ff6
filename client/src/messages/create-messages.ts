import type { FormMessages } from '../errors/form-errors.ts';
import type { TransportFailure } from '../errors/transport-failure.ts';
import type { UnsentWrite } from '../write/write-result.ts';
import type { Catalog } from './catalog.ts';
import { errorText } from './error-text.ts';
import { fieldErrorText } from './field-error-text.ts';
import { createFormats } from './formats.ts';
import type { Labels } from './labels.ts';
import { type AnyWarning, warningText } from './warning-text.ts';

export interface MessageOptions {
  /** Names of fields, document types and options. Texts leave out names that have no label. */
  readonly labels?: Labels;
  /** For numbers and dates, such as `en-GB` or `pt-BR`. The default is that of the catalog. */
  readonly locale?: string;
}

/** Texts in the language of a catalog. The form adapters of `errors` take this object. */
export interface Messages extends FormMessages {
  transportFailure(failure: TransportFailure): string;
  /** For a write that was not sent. `FILE_UNREADABLE` also has the text for the field of the file. */
  notSent(reason: UnsentWrite['reason']): string;
  /** For a write that may or may not have been done. */
  outcomeUnknown(): string;
  /** Advice for photos that phones save as HEIC. Show it below the text of `fieldError`. */
  heicAdvice(): string;
  /** Takes warnings of payloads and findings of `inspectQuality`. */
  warning(warning: AnyWarning): string;
}

/** @throws RangeError if `locale` is not a language tag */
export function createMessages(
  catalog: Catalog,
  { labels = {}, locale = catalog.locale }: MessageOptions = {},
): Messages {
  const formats = createFormats(catalog, locale);
  return {
    fieldError: (error) => fieldErrorText(error, { catalog, formats, labels }),
    error: (error) => errorText(error, catalog, formats),
    transportFailure: (failure) => catalog.transportFailures[failure],
    notSent: (reason) => catalog.notSent[reason],
    outcomeUnknown: () => catalog.outcomeUnknown,
    heicAdvice: () => catalog.heicAdvice,
    warning: (warning) => warningText(warning, catalog, formats),
  };
}
