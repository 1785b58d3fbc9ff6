import type { FieldErrorCode, FieldErrorParams } from '../errors/error-tables.ts';
import type { FieldError, FieldErrorOf } from '../errors/gateway-error.ts';
import { fill } from './formats.ts';
import { labelOf, labelsOf } from './labels.ts';
import { outOfRangeText } from './out-of-range-text.ts';
import type { TextContext } from './text-context.ts';

type RequestParams = FieldErrorParams['REFUSED'];

/** A sentence for the person who fills in the form. It names fields, documents and options only by the labels of the app. */
export function fieldErrorText(error: FieldError, context: TextContext): string {
  return error.code === 'UNKNOWN' ? context.catalog.fields.UNKNOWN : knownText(error, context);
}

function knownText<Code extends FieldErrorCode>({ code, params }: FieldErrorOf<Code>, context: TextContext) {
  return TEXTS[code](params, context);
}

const TEXTS: {
  readonly [Code in FieldErrorCode]: (params: FieldErrorParams[Code], context: TextContext) => string;
} = {
  // The text itself names the side.
  REQUIRED: (params, context) =>
    withSubject(requiredText(params, context), { ...params, side: undefined }, context),
  EXPIRED: (params, context) => withSubject(expiredText(params, context), params, context),
  REFUSED: (params, context) =>
    withSubject(
      withNames(context.catalog.fields.REFUSED, 'options', params.options, context),
      params,
      context,
    ),
  INVALID_FORMAT: ({ format }, { catalog }) => catalog.fields.INVALID_FORMAT[format],
  UNKNOWN_VALUE: ({ allowed }, context) =>
    withNames(context.catalog.fields.UNKNOWN_VALUE, 'allowed', allowed, context),
  OUT_OF_RANGE: outOfRangeText,
  CONFLICTING: (params, context) =>
    withNames(context.catalog.fields.CONFLICTING, 'with', params.with, context),
  UNKNOWN_FIELD: ({ customerApi }, { catalog: { fields } }) =>
    customerApi ? fields.UNKNOWN_FIELD.customerApi : fields.UNKNOWN_FIELD.plain,
  NOT_REQUESTED: (_, { catalog }) => catalog.fields.NOT_REQUESTED,
  DUPLICATE: (_, { catalog }) => catalog.fields.DUPLICATE,
  FILE_EMPTY: (_, { catalog }) => catalog.fields.FILE_EMPTY,
  FILE_INCOMPLETE: (_, { catalog }) => catalog.fields.FILE_INCOMPLETE,
  FILE_TYPE_NOT_ALLOWED: fileTypeText,
  FILE_TOO_LARGE: ({ max, unit }, { catalog, formats }) =>
    fill(catalog.fields.FILE_TOO_LARGE, { amount: formats.amount(max, unit) }),
};

function requiredText(params: FieldErrorParams['REQUIRED'], context: TextContext): string {
  const { REQUIRED } = context.catalog.fields;
  const { min, oneOf, side, options, dataType = 'UNKNOWN' } = params;
  if (min !== undefined) return fill(REQUIRED.min, { amount: context.formats.amount(min, 'ITEMS') });
  if (oneOf) return withNames(REQUIRED, 'oneOf', oneOf, context);
  if (side) return REQUIRED.side[side];
  if (labelsOf(context.labels, options)) return withNames(REQUIRED, 'options', options, context);
  return dataType === 'UNKNOWN' ? REQUIRED.plain : REQUIRED.dataType[dataType];
}

function expiredText({ notBefore }: FieldErrorParams['EXPIRED'], { catalog, formats }: TextContext): string {
  const { EXPIRED } = catalog.fields;
  return notBefore === undefined ? EXPIRED.plain : fill(EXPIRED.notBefore, { date: formats.date(notBefore) });
}

function fileTypeText(params: FieldErrorParams['FILE_TYPE_NOT_ALLOWED'], { catalog, formats }: TextContext) {
  const { plain, detected } = catalog.fields.FILE_TYPE_NOT_ALLOWED;
  const text = params.detected === 'UNKNOWN' ? plain : detected;
  return fill(text, { allowed: formats.alternatives(params.allowed), detected: params.detected });
}

/** The text for a list of names if the app has labels for all of them, otherwise the plain text. */
function withNames<Param extends string>(
  texts: Readonly<Record<Param | 'plain', string>>,
  param: Param,
  names: readonly string[] | undefined,
  { catalog, formats, labels }: TextContext,
): string {
  const found = labelsOf(labels, names);
  if (!found) return texts.plain;
  const quoted = found.map((label) => fill(catalog.quotation, { label }));
  return fill(texts[param], { names: formats.alternatives(quoted) });
}

/** Puts the document and its side in front, if the app has a label for the document. */
function withSubject(
  text: string,
  { documentType, side }: Pick<RequestParams, 'documentType'> & { side?: RequestParams['side'] | undefined },
  { catalog, labels }: TextContext,
): string {
  const document = labelOf(labels, documentType);
  if (document === undefined) return text;
  const subject = side ? `${document} (${catalog.sides[side]})` : document;
  return fill(catalog.about, { subject, text });
}
