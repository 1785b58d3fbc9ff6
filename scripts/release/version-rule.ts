const PARTS = /^(\d+)\.(\d+)\.(\d+)$/;

/**
 * Breaking changes need a new major version; before 1.0.0, a new minor version.
 *
 * @throws if the version is malformed, not higher than the last one, or too low for breaking changes
 */
export function requireFittingVersion(last: string, next: string, isBreaking: boolean): void {
  const [lastMajor, lastMinor, lastPatch] = partsOf(last);
  const [major, minor, patch] = partsOf(next);
  const steps = [major - lastMajor, minor - lastMinor, patch - lastPatch];
  const highest = steps.findIndex((step) => step !== 0);
  if ((steps[highest] ?? 0) <= 0) throw new Error(`${next} is not higher than ${last}.`);
  const needed = major === 0 ? 1 : 0;
  if (isBreaking && highest > needed) {
    const kind = needed === 0 ? 'major' : 'minor';
    throw new Error(`CHANGELOG.md declares breaking changes: ${next} must be a new ${kind} version.`);
  }
}

function partsOf(version: string): [number, number, number] {
  const [, major, minor, patch] = PARTS.exec(version) ?? [];
  if (major === undefined) throw new Error(`${version} is not a version such as 1.2.3.`);
  return [Number(major), Number(minor), Number(patch)];
}
