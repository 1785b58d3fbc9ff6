import { type DocumentNode, GraphQLError, parse, TokenKind } from 'graphql';

/** Enough for the introspection query many times over; longer or deeper documents would only cost. */
const MAX_TOKENS = 2_000;
/** Errors have a line and a column, for which all text before them is read. */
const MAX_LENGTH = 65_536;
/** Errors repeat names. */
const MAX_NAME_LENGTH = 100;

/** @throws {GraphQLError} for a syntax error, or a document beyond the bounds */
export function parseBounded(source: string): DocumentNode {
  if (source.length > MAX_LENGTH) throw refusal(`longer than ${MAX_LENGTH} characters`);
  const document = parseWithin(source);
  for (let token = document.loc?.startToken; token; token = token.next ?? undefined) {
    if (token.kind === TokenKind.NAME && token.value.length > MAX_NAME_LENGTH)
      throw refusal(`using a name of more than ${MAX_NAME_LENGTH} characters`);
  }
  return document;
}

function parseWithin(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: MAX_TOKENS });
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw refusal('nested too deeply');
    throw error;
  }
}

function refusal(what: string): GraphQLError {
  return new GraphQLError(`Syntax Error: The document is ${what}.`);
}
