import { type DocumentNode, GraphQLError, parse, TokenKind } from 'graphql';

/** The introspection query has a fraction of this. */
const MAX_TOKENS = 2_000;
/** Each error has a line and a column, and finding them takes time proportional to the text before them. */
const MAX_LENGTH = 65_536;
/** Error messages repeat names. */
const MAX_NAME_LENGTH = 100;
const PARSE_FAILED = { code: 'GRAPHQL_PARSE_FAILED' };

/** @throws {GraphQLError} for a syntax error, or if the text exceeds a limit */
export function parseBounded(source: string): DocumentNode {
  if (source.length > MAX_LENGTH) throw syntaxError(`is longer than ${MAX_LENGTH} characters`);
  const document = parseTokens(source);
  for (let token = document.loc?.startToken; token; token = token.next ?? undefined) {
    if (token.kind === TokenKind.NAME && token.value.length > MAX_NAME_LENGTH)
      throw syntaxError(`has a name of more than ${MAX_NAME_LENGTH} characters`);
  }
  return document;
}

function parseTokens(source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: MAX_TOKENS });
  } catch (error) {
    // The parser is recursive, so deep nesting exceeds the call stack.
    if (error instanceof RangeError) throw syntaxError('is nested too deeply');
    if (!(error instanceof GraphQLError)) throw error;
    const { source: text, positions, message } = error;
    throw new GraphQLError(message, {
      source: text ?? null,
      positions: positions ?? null,
      extensions: PARSE_FAILED,
    });
  }
}

function syntaxError(problem: string): GraphQLError {
  return new GraphQLError(`Syntax Error: The operation ${problem}.`, { extensions: PARSE_FAILED });
}
