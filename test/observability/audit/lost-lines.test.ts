import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { createAuditTrail } from '../../../src/observability/audit/audit-trail.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { openUnreadPipe } from './open-unread-pipe.ts';

const LINES = 2_000;

test('lost lines are counted, and a line with their number fills the gap', async () => {
  await using unread = await openUnreadPipe();
  const { path, stream } = unread;
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
  expect(lost).toBeGreaterThan(100);
  expect(seen.length + lost).toBe(LINES);
});
