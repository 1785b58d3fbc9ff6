import type { Catalog } from './catalog.ts';
import type { Formats } from './formats.ts';
import type { Labels } from './labels.ts';

export interface TextContext {
  readonly catalog: Catalog;
  readonly formats: Formats;
  readonly labels: Labels;
}
