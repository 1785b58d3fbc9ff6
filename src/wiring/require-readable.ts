import { accessSync, constants } from 'node:fs';

/**
 * The OTLP exporters ignore files that they cannot read, and would then trust other certificates.
 *
 * @param files paths by the names of their variables
 * @throws {Error} that names the variable
 */
export function requireReadable(files: ReadonlyMap<string, string>): void {
  for (const [name, path] of files) {
    try {
      accessSync(path, constants.R_OK);
    } catch {
      throw new Error(`${name} names a file that cannot be read.`);
    }
  }
}
