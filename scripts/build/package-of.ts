const PACKAGE = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/)/;

/** @returns undefined for a file of the project */
export function packageNameOf(file: string): string | undefined {
  return PACKAGE.exec(file)?.[1];
}

/** The folder in which the file's package is installed. @returns undefined for a file of the project */
export function packageFolderOf(file: string): string | undefined {
  return PACKAGE.exec(file)?.[0];
}
