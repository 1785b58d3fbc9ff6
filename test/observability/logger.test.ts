import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { constants, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { LineStream } from '../../src/observability/line-stream.ts';
import { logTo } from '../../src/observability/logger.ts';

test('lines beyond a limit are dropped while nobody reads the log, and their number is logged afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  // Open both ways, so that it is there before anybody reads.
  await using pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const log = logTo(new LineStream({ target: pipe.fd, maxBuffered: 100_000 }), 'info');

  for (let number = 0; number < 10_000; number += 1) log.info({ number });

  const numbers: number[] = [];
  const reader = createReadStream(path);
  for await (const line of createInterface({ input: reader })) {
    const { number, event, count } = JSON.parse(line);
    if (event === undefined) numbers.push(number);
    else {
      expect(event).toBe('log-lines-dropped');
      // A last, short batch may fit again.
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      expect(numbers.length).toBeGreaterThan(500);
      expect(numbers.length + count).toBe(10_000);
      break;
    }
  }
  reader.destroy();
  await rm(folder, { recursive: true });
});
