import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';

/** Characters of all documents together. A parsed one takes some hundred times as many bytes. */
const MAX_LENGTH = 262_144;
/**
 * Parses and validates a document once. Only valid ones are kept, and by their length: yoga's own cache keeps a thousand
 * of any length, with all that is wrong with them, which is more memory than a process has.
 */
export function useKnownDocuments(): Plugin {
  const known = new LRUCache<string, DocumentNode>({
    maxSize: MAX_LENGTH,
    sizeCalculation: (_document, text) => text.length,
  });
  const valid = new WeakSet<DocumentNode>();
  return {
    onParse({ params: { source }, setParsedDocument }) {
      const document = known.get(textOf(source));
      if (document) setParsedDocument(document);
    },
    onValidate({ params: { documentAST }, setResult }) {
      if (valid.has(documentAST)) return setResult([]);
      return ({ valid: isValid }) => {
        const text = documentAST.loc?.source.body;
        if (!isValid || text === undefined) return;
        valid.add(documentAST);
        known.set(text, documentAST);
      };
    },
  };
}

function textOf(source: string | { readonly body: string }): string {
  return typeof source === 'string' ? source : source.body;
}
