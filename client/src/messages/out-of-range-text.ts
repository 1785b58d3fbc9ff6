import type { FieldErrorParams, FieldErrorUnit } from '../errors/error-tables.ts';
import { fill } from './formats.ts';
import { labelOf } from './labels.ts';
import type { TextContext } from './text-context.ts';

export function outOfRangeText(params: FieldErrorParams['OUT_OF_RANGE'], context: TextContext): string {
  const { catalog, formats } = context;
  const texts = catalog.fields.OUT_OF_RANGE;
  if ('notBefore' in params) return fill(texts.notBefore, { date: formats.date(params.notBefore) });
  if ('notAfter' in params) return fill(texts.notAfter, { date: formats.date(params.notAfter) });
  if ('notBeforeField' in params)
    return withField(texts.notBeforeField, texts.notBeforeOtherField, params.notBeforeField, context);
  if ('afterField' in params)
    return withField(texts.afterField, texts.afterOtherField, params.afterField, context);
  return boundsText(params, context);
}

function withField(text: string, textWithoutLabel: string, name: string, context: TextContext): string {
  const label = labelOf(context.labels, name);
  if (label === undefined) return textWithoutLabel;
  return fill(text, { field: fill(context.catalog.quotation, { label }) });
}

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: FieldErrorUnit;
}

function boundsText({ min, max, unit }: Bounds, { catalog, formats }: TextContext): string {
  const texts = catalog.fields.OUT_OF_RANGE;
  const bound = max ?? min ?? 0;
  const values = {
    min: formats.number(min ?? 0),
    max: formats.number(bound),
    amount: unit ? formats.amount(bound, unit) : '',
  };
  if (min === undefined) return fill(unit ? texts.maxAmount : texts.max, values);
  if (max === undefined) return fill(unit ? texts.minAmount : texts.min, values);
  return fill(unit ? texts.rangeAmount : texts.range, values);
}
