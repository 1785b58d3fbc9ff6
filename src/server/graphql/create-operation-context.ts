import type { Config } from '../../config/config.ts';
import { createObservedSlots } from '../../datasources/fin/bulkheads/slot-observer.ts';
import type { Catalogue } from '../../datasources/fin/catalogue/catalogue.ts';
import { createCustomerLoader } from '../../datasources/fin/customers/customer-loader.ts';
import type { Customers } from '../../datasources/fin/customers/customers.ts';
import type { Documents } from '../../datasources/fin/documents/documents.ts';
import type { IdempotencyLedger } from '../../idempotency/idempotency-ledger.ts';
import type { CustomerEvents } from '../../live/customer-events.ts';
import type { CustomerWatch } from '../../live/customer-watch.ts';
import type { Audit } from '../../observability/audit/audit.ts';
import { PersonReads } from '../../observability/audit/person-reads.ts';
import { observeDocuments } from '../../observability/observe-documents.ts';
import { createRootFieldObserver } from '../../observability/observe-root-field.ts';
import type { Telemetry } from '../../observability/telemetry.ts';
import { callerKey } from '../callers/caller-key.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import { limitUploads } from '../limits/limit-uploads.ts';
import type { OperationContext, OperationOrigin } from './server-context.ts';

export interface ContextParts {
  readonly config: Config;
  readonly customers: Customers;
  readonly customerEvents: CustomerEvents;
  readonly customerWatch: CustomerWatch;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
  readonly ledger: IdempotencyLedger;
  readonly audit: Audit;
  readonly telemetry: Telemetry | undefined;
}

/** Returns a function that creates the context of one operation. */
export function createContextFactory(
  parts: ContextParts,
  { uploadPolicy, maxUploads }: GatewayLimits,
): (origin: OperationOrigin) => OperationContext {
  const { config, customers, customerEvents, customerWatch, documents, catalogue, ledger, audit, telemetry } =
    parts;
  const { customerApi } = config;
  const now = () => new Date();
  const shared = {
    customers,
    customerEvents,
    customerWatch,
    catalogue,
    uploadPolicy,
    ledger,
    now,
    customerApi,
  };
  const uploadSlots = createObservedSlots(
    'upload',
    { max: maxUploads, maxWaitMs: uploadPolicy.idleMs },
    telemetry,
  );
  return ({ req, record }) => {
    const { requestId } = record;
    const replayedFields = new Set<string>();
    const personReads = new PersonReads(audit, requestId);
    const observers = { audit, telemetry, record, personReads, replayedFields };
    const { observeRootField, beforeWrite } = createRootFieldObserver(observers);
    const observed = observeDocuments(documents, record, telemetry, beforeWrite);
    return {
      ...shared,
      caller: undefined,
      documents: limitUploads(observed, uploadSlots, ({ subject }) =>
        callerKey({ req, ...(subject !== undefined && { caller: { subject } }) }, config.proxyCount),
      ),
      observeRootField,
      beforeWrite,
      personReads,
      req,
      record,
      requestId,
      customerLoader: createCustomerLoader(customers, { requestId, customerApi }),
      replayedFields,
    };
  };
}
