import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { constants, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createAuditTrail } from '../../../src/observability/audit/audit-trail.ts';
import { LineStream } from '../../../src/observability/line-stream.ts';
import { createLogger } from '../../../src/observability/logger.ts';

const LINES = 2_000;

test('lost lines are counted, and a line with their number fills the gap', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  await using pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const stream = new LineStream({ target: pipe.fd, maxBuffered: 100_000 });
  let lost = 0;
  const trail = createAuditTrail({
    stream,
    log: createLogger('info', { write: () => undefined }),
    version: '0',
    observer: {
      auditLinesLost(count) {
        lost += count;
      },
      auditAvailabilityChanged: () => undefined,
    },
  });

  // One line for the opening, and others of the log, which do not count.
  const log = createLogger('info', stream.createWriter({ onRoom: () => undefined }));
  for (let count = 1; count < LINES; count += 1) {
    trail.append('audit', { padding: 'x'.repeat(100) });
    log.info({ padding: 'x'.repeat(100) });
  }
  expect(await trail.flushed()).toBe(false);

  const seen: number[] = [];
  const reader = createReadStream(path);
  for await (const text of createInterface({ input: reader })) {
    const { event, sequence, count } = JSON.parse(text);
    if (event === 'audit-lines-lost') {
      expect(count).toBe(lost);
      expect(sequence).toBe(LINES + 1);
      break;
    }
    if (sequence !== undefined) seen.push(sequence);
  }
  reader.destroy();
  await rm(folder, { recursive: true });
  expect(lost).toBeGreaterThan(100);
  expect(seen.length + lost).toBe(LINES);
});
