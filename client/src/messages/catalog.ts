import type {
  FieldErrorCode,
  FieldErrorFormat,
  FieldErrorParams,
  FieldErrorUnit,
  GatewayErrorCode,
} from '../errors/error-tables.ts';
import type { TransportFailure } from '../errors/transport-failure.ts';
import type { DocumentWarningCode } from '../warnings/warning-tables.ts';
import type { UnsentWrite } from '../write/write-result.ts';

/** Texts by plural category. `{count}` is the number. */
export type Plural<Category extends Intl.LDMLPluralRule> = Readonly<
  Record<'other', string> & Partial<Record<Intl.LDMLPluralRule, string>> & Record<Category, string>
>;

/**
 * The texts of one language. Words in braces are replaced. The keys follow the gateway's tables of errors, so that a missing
 * text does not compile.
 *
 * @typeParam Category the plural categories of the language
 */
export interface Catalog<Category extends Intl.LDMLPluralRule = 'other'> {
  /** BCP 47 tag for numbers, dates and plurals. */
  readonly locale: string;
  /** `{label}` in quotation marks. */
  readonly quotation: string;
  /** `{subject}` is the document and its side; `{text}` is what is wrong with it. */
  readonly about: string;
  readonly sides: Readonly<Record<Side, string>>;
  readonly errors: Readonly<Record<GatewayErrorCode | 'UNKNOWN', string>>;
  /** Replaces the text of the code if the outcome of a write is unknown. */
  readonly outcomeUnknown: string;
  /** Follow the text of an error that is retryable. */
  readonly retry: { readonly soon: string; readonly later: string };
  readonly seconds: Plural<Category>;
  readonly minutes: Plural<Category>;
  readonly transportFailures: Readonly<Record<TransportFailure, string>>;
  readonly notSent: Readonly<Record<UnsentWrite['reason'], string>>;
  /** For photos that phones save as HEIC. */
  readonly heicAdvice: string;
  /** Amounts as they appear in the texts of fields. Bytes have names in `Intl`. */
  readonly units: Readonly<Record<Exclude<FieldErrorUnit, 'BYTES'>, Plural<Category>>>;
  readonly fields: FieldTexts;
  /** Each says what to do. Params are filled in: `{minBytes}` with its unit, `{notBefore}` as a date. */
  readonly warnings: Readonly<Record<DocumentWarningCode | 'UNKNOWN', string>>;
}

export type FieldTexts = {
  readonly [Code in FieldErrorCode | 'UNKNOWN']: Code extends keyof CompositeTexts
    ? CompositeTexts[Code]
    : string;
};

/** Codes with a text for each param. `plain` is the text without params, or without labels for them. */
interface CompositeTexts {
  readonly REQUIRED: Readonly<
    Texts<'REQUIRED', 'dataType' | 'documentType' | 'side'> & {
      dataType: Record<Exclude<DataType, 'UNKNOWN'>, string>;
      side: Record<Side, string>;
    }
  >;
  readonly INVALID_FORMAT: Readonly<Record<FieldErrorFormat, string>>;
  readonly UNKNOWN_VALUE: Readonly<Texts<'UNKNOWN_VALUE'>>;
  readonly OUT_OF_RANGE: Readonly<
    Record<Exclude<ParamName<ParamsOf<'OUT_OF_RANGE'>>, 'unit'>, string> &
      Record<'range' | 'minAmount' | 'maxAmount' | 'rangeAmount', string> &
      /** For `notBeforeField` and `afterField`, if the app has no label for the field. */
      Record<'notBeforeOtherField' | 'afterOtherField', string>
  >;
  readonly EXPIRED: Readonly<Texts<'EXPIRED', RequestParam>>;
  readonly CONFLICTING: Readonly<Texts<'CONFLICTING'>>;
  readonly UNKNOWN_FIELD: Readonly<Texts<'UNKNOWN_FIELD'>>;
  readonly REFUSED: Readonly<Texts<'REFUSED', Exclude<RequestParam, 'options'>>>;
  readonly FILE_TYPE_NOT_ALLOWED: Readonly<Texts<'FILE_TYPE_NOT_ALLOWED', 'allowed'>>;
}

type ParamsOf<Code extends FieldErrorCode> = FieldErrorParams[Code];
type ParamName<Params> = Params extends unknown ? keyof Params : never;
type Texts<Code extends FieldErrorCode, WithoutText extends string = never> = Record<
  'plain' | Exclude<ParamName<ParamsOf<Code>>, WithoutText>,
  string
>;

type RequestParam = keyof ParamsOf<'REFUSED'>;
type DataType = NonNullable<ParamsOf<'REFUSED'>['dataType']>;
type Side = NonNullable<ParamsOf<'REFUSED'>['side']>;
