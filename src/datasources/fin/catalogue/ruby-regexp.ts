const RUBY_ANCHORS: Readonly<Record<string, string>> = { '\\A': '^', '\\Z': '$', '\\z': '$' };

/**
 * A Ruby pattern as JavaScript has it: `\A` and `\Z`, which JavaScript takes for letters, become `^` and `$`.
 *
 * @returns null where JavaScript cannot read it all the same
 */
export function toJavaScriptPattern(rubyPattern: string): string | null {
  // Pairs are taken together, so that an escaped backslash does not lend its second half to an anchor.
  const pattern = rubyPattern.replace(/\\./gs, (pair) => RUBY_ANCHORS[pair] ?? pair);
  try {
    // With `u`, what Ruby alone knows is an error instead of a letter. HTML's own inputs use `v`.
    for (const flag of ['u', 'v']) new RegExp(pattern, flag);
    return pattern;
  } catch {
    return null;
  }
}
