import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { z } from 'zod/mini';
import { breakingChanges } from './breaking-changes.ts';
import { releaseChangelog } from './changelog.ts';
import {
  contractFiles,
  projectFile,
  readCurrentContract,
  readLastRelease,
  readProjectFile,
  toJSON,
} from './contract.ts';
import { requireFittingVersion } from './version-rule.ts';

/**
 * `npm version` runs this after it has set the version in package.json. The first release has the version that the
 * baseline already names.
 */
const last = await readLastRelease();
const current = await readCurrentContract();
const { version } = current;
const changelog = await readProjectFile('CHANGELOG.md');
const isFirst = !/^## \d/m.test(changelog) && version === last.version;
if (!isFirst) requireFittingVersion(last.version, version, breakingChanges(last, current).length > 0);

const today = new Date().toISOString().slice(0, 10);
const json = z.record(z.string(), z.unknown());
const lock = z.looseObject({ packages: z.looseObject({ client: json }) });
const clientManifest = json.parse(JSON.parse(await readProjectFile('client/package.json')));
const lockFile = lock.parse(JSON.parse(await readProjectFile('package-lock.json')));
lockFile.packages.client['version'] = version;

const files = {
  'CHANGELOG.md': releaseChangelog(changelog, version, today),
  'client/package.json': toJSON({ ...clientManifest, version }),
  'package-lock.json': toJSON(lockFile),
  'ops/chart/Chart.yaml': (await readProjectFile('ops/chart/Chart.yaml')).replaceAll(
    /^(version|appVersion): .+$/gm,
    `$1: ${version}`,
  ),
  ...contractFiles(current),
  // The release commit follows, and only sets the version.
  'last-release/commit': execFileSync('git', ['rev-parse', 'HEAD'], {
    cwd: projectFile('.'),
    encoding: 'utf8',
  }),
};
for (const [path, text] of Object.entries(files)) await writeFile(projectFile(path), text);
