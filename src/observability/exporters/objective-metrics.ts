import { Counter, type Registry } from 'prom-client';
import type { RootField } from '../../context.ts';
import type { FieldEnd, RequestEnd, Telemetry } from '../telemetry.ts';
import { judgeField, judgeRequest, VERDICTS } from './verdict.ts';

export type RootFields = readonly Pick<RootField, 'operationType' | 'name'>[];

interface ObjectiveMetrics extends Pick<Telemetry, 'writeEnded'> {
  requestEnded(end: RequestEnd): void;
  fieldEnded(field: RootFields[number], end: FieldEnd): void;
}

const OUTCOMES = ['SUCCEEDED', 'REFUSED', 'UNKNOWN', 'NOT_SENT'] as const;

/** Counts what the alerts about availability and writes use. Each series is 0 from the start. */
export function createObjectiveMetrics(registry: Registry, rootFields: RootFields): ObjectiveMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'fin_gateway_requests_total',
    help: 'GraphQL requests by verdict: good, bad (refused or failed as a whole) or caller (to be corrected by the caller).',
    labelNames: ['verdict'],
    registers,
  });
  const fields = new Counter({
    name: 'fin_gateway_fields_total',
    help: 'Root fields by verdict: good, bad (failed through no fault of the caller) or caller (to be corrected by the caller).',
    labelNames: ['operation_type', 'field', 'verdict'],
    registers,
  });
  const writes = new Counter({
    name: 'fin_gateway_writes_total',
    help: 'Mutation fields by outcome, as in the audit log. replayed is true if an earlier request had that outcome.',
    labelNames: ['operation', 'outcome', 'replayed'],
    registers,
  });
  // Prometheus does not see the increase from an absent series to one.
  for (const verdict of VERDICTS) {
    requests.inc({ verdict }, 0);
    for (const { operationType, name } of rootFields)
      fields.inc({ operation_type: operationType, field: name, verdict }, 0);
  }
  for (const { operationType, name } of rootFields) {
    if (operationType !== 'mutation') continue;
    for (const outcome of OUTCOMES) writes.inc({ operation: name, outcome, replayed: 'false' }, 0);
  }
  return {
    requestEnded: (end) => requests.inc({ verdict: judgeRequest(end) }),
    fieldEnded: ({ operationType, name }, { code }) =>
      fields.inc({ operation_type: operationType, field: name, verdict: judgeField(code) }),
    writeEnded: ({ operation, outcome, isReplayed }) =>
      writes.inc({ operation, outcome, replayed: String(isReplayed) }),
  };
}
