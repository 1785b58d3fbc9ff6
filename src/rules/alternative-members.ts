import type { FieldPath } from '../errors.ts';

type Maybe<Value> = Value | null | undefined;

/** A value and its path in the object that the client sent. */
export interface Sourced<Value> {
  readonly path: FieldPath;
  readonly value: Value;
}

/** Marks and signs belong to all scripts. */
const NON_LATIN_LETTER = /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

export function hasOnlyLatinLetters(text: string): boolean {
  return !NON_LATIN_LETTER.test(text);
}

export function isBlank(text: Maybe<string>): boolean {
  return text == null || text.trim() === '';
}

/** Texts and their English twins, such as `firstName` and `firstNameEn`. */
export type WithTwins<Name extends string> = {
  readonly [Key in Name | `${Name}En`]?: Maybe<string>;
};

/** The spelling for v1: the text itself, or its English twin if the text has letters of another script. */
export function latinSpelling<Name extends string>(
  texts: WithTwins<Name>,
  name: Name,
): Sourced<Maybe<string>> {
  const text = texts[name];
  const twinName = `${name}En` as const;
  const twin = texts[twinName];
  const usesTwin = text != null && !hasOnlyLatinLetters(text) && !isBlank(twin);
  return usesTwin ? { path: [twinName], value: twin } : { path: [name], value: text };
}

interface TaxNumbers {
  readonly tin?: Maybe<string>;
  readonly taxInfo?: Maybe<readonly ({ readonly documentId?: Maybe<string> } | undefined)[]>;
}

/** The only tax number that v1 takes: `tin`, or the first one of `taxInfo`. */
export function singleTaxNumber({ tin, taxInfo }: TaxNumbers): Sourced<Maybe<string>> {
  return isBlank(tin) && taxInfo?.length
    ? { path: ['taxInfo', 0, 'documentId'], value: taxInfo[0]?.documentId }
    : { path: ['tin'], value: tin };
}

interface SourcesOfFunds<Id> {
  readonly sourceOfFundId?: Maybe<number>;
  readonly sourceOfFundIds?: Maybe<readonly Id[]>;
}

/** The only source of funds that v1 takes. */
export function singleSourceOfFunds<Id>({
  sourceOfFundId,
  sourceOfFundIds,
}: SourcesOfFunds<Id>): Sourced<Id | Maybe<number>> {
  return sourceOfFundId == null && sourceOfFundIds?.length
    ? { path: ['sourceOfFundIds', 0], value: sourceOfFundIds[0] }
    : { path: ['sourceOfFundId'], value: sourceOfFundId };
}

/** All sources of funds, for v2. */
export function allSourcesOfFunds<Id>({
  sourceOfFundId,
  sourceOfFundIds,
}: SourcesOfFunds<Id>): Sourced<readonly (Id | number)[]> {
  return sourceOfFundId != null && !sourceOfFundIds?.length
    ? { path: ['sourceOfFundId'], value: [sourceOfFundId] }
    : { path: ['sourceOfFundIds'], value: sourceOfFundIds ?? [] };
}
