const RUBY_ANCHORS: Readonly<Record<string, string>> = { '\\A': '^', '\\Z': '$', '\\z': '$' };

/**
 * Translates the anchors of a Ruby regular expression, which JavaScript would read as letters.
 *
 * @returns null if JavaScript still cannot parse the pattern
 */
export function toJavaScriptPattern(rubyPattern: string): string | null {
  // Matches whole escapes, so that the second half of an escaped backslash is not mistaken for an anchor.
  const pattern = rubyPattern.replace(/\\./gs, (pair) => RUBY_ANCHORS[pair] ?? pair);
  try {
    // The flags turn unknown escapes into errors. HTML's pattern attribute uses `v`.
    for (const flag of ['u', 'v']) new RegExp(pattern, flag);
    return pattern;
  } catch {
    return null;
  }
}
