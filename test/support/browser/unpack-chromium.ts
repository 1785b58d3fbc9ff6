import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod/mini';
import packageJson from '../../../node_modules/@sparticuz/chromium/package.json' with { type: 'json' };

export interface UnpackedChromium {
  readonly executablePath: string;
  /** Variables for its libraries and fonts. */
  readonly env: Readonly<Record<string, string>>;
}

const { version } = z.object({ version: z.string() }).parse(packageJson);

/** Unpacks Chromium from its npm package. Runs with the same temporary directory share the result. */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const directory = join(tmpdir(), `chromium-${version}`);
  if (!existsSync(directory)) await unpackInto(directory);
  return {
    executablePath: join(directory, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(directory, 'al2023/lib'),
      FONTCONFIG_FILE: join(directory, 'fonts.conf'),
    },
  };
}

/** The directory appears only once it is complete, so that another run never starts half a browser. */
async function unpackInto(directory: string): Promise<void> {
  const partial = await mkdtemp(`${directory}-`);
  const script = fileURLToPath(new URL('./unpack-into-tmpdir.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [script], { env: { ...process.env, TMPDIR: partial } });
  await writeFile(join(partial, 'fonts.conf'), fontsConf(directory));
  await rename(partial, directory).catch(async (error: unknown) => {
    await rm(partial, { recursive: true });
    if (!existsSync(directory)) throw error;
  });
}

/**
 * The configuration in the package looks for fonts in /tmp, whatever the temporary directory is. Chromium aborts where it
 * finds no font.
 */
function fontsConf(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
