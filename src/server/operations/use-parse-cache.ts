import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';

/** Limits the characters of all cached operations together. Parsed, they take about a hundred times as many bytes. */
const MAX_LENGTH = 262_144;

/**
 * Parses and validates an operation once. Caches only valid operations, and limits their total length. Yoga's own cache
 * keeps a thousand operations of any length, and their errors, which can take more memory than the process has.
 */
export function useParseCache(): Plugin {
  const cache = new LRUCache<string, DocumentNode>({
    maxSize: MAX_LENGTH,
    sizeCalculation: (_operation, text) => text.length,
  });
  const valid = new WeakSet<DocumentNode>();
  return {
    onParse({ params: { source }, setParsedDocument }) {
      const cached = cache.get(typeof source === 'string' ? source : source.body);
      if (cached) setParsedDocument(cached);
    },
    onValidate({ params: { documentAST }, setResult }) {
      if (valid.has(documentAST)) return setResult([]);
      return ({ valid: isValid }) => {
        const text = documentAST.loc?.source.body;
        if (!isValid || text === undefined) return;
        valid.add(documentAST);
        cache.set(text, documentAST);
      };
    },
  };
}
