import { ROOT_CONTEXT } from '@opentelemetry/api';
import { expect, test, vi } from 'vitest';
import { activeSpan } from '../../../src/observability/active-span.ts';
import { createAuditTrail } from '../../../src/observability/audit/audit-trail.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { linesIn } from './audit-lines.ts';
import { openUnreadPipe } from './open-unread-pipe.ts';

const SPAN = { context: ROOT_CONTEXT, ids: { traceId: '1'.repeat(32), spanId: '1'.repeat(16) } };

test('lines about the stream do not have the ids of the request that has written last', async () => {
  await using unread = await openUnreadPipe();
  const { pipe, stream } = unread;
  let logged = '';
  const log = createLogger('info', {
    write(line) {
      logged += line;
    },
  });
  const trail = createAuditTrail({ stream, log, version: '0', observer: undefined });
  await activeSpan.run(SPAN, async () => {
    for (let count = 0; count < 2_000; count += 1) trail.append('audit', { padding: 'x'.repeat(100) });
    expect(await trail.flushed()).toBe(false);
  });

  await vi.waitFor(() => expect(logged).toContain('audit-stalled'), 30_000);
  let written = '';
  await vi.waitFor(async () => {
    const chunk = Buffer.alloc(65_536);
    const { bytesRead } = await pipe.read(chunk);
    written += chunk.toString('latin1', 0, bytesRead);
    expect(written).toContain('audit-lines-lost');
  }, 30_000);
  await vi.waitFor(() => expect(logged).toContain('audit-resumed'), 30_000);

  const about = [...linesIn(written), ...linesIn(logged)].filter(({ event }) => event !== 'audit');
  // A reader that is slow by chance stalls the stream again.
  expect(new Set(about.map(({ event, traceId }) => `${event} of ${traceId}`))).toEqual(
    new Set([
      'audit-opened of undefined',
      'audit-lines-lost of undefined',
      'audit-stalled of undefined',
      'audit-resumed of undefined',
    ]),
  );
});
