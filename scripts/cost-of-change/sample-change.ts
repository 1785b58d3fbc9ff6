import type { ProjectCopy } from './project-copy.ts';

/** A change of a kind that is made often, as small as it can be. */
export interface SampleChange {
  readonly title: string;
  /** The promise of CONTRIBUTING.md: files in `src` and `sandbox`, without tests and generated files. */
  readonly maxSourceFiles: number;
  /** Edits the source files. */
  apply(copy: ProjectCopy): Promise<void>;
  /** Proves that the change works. @throws if it does not */
  verify(copy: ProjectCopy): Promise<void>;
}
