import { useCallback, useEffect, useRef, useState } from 'react';
import { CustomerStandingDocument } from '../../../generated/graphql.ts';
import type { Gateway } from '../../shell/gateway.ts';
import type { UnknownCause } from '../../shell/no-response.ts';
import { needsDocuments } from '../../status/needs-documents.ts';
import { UNKNOWN_TEXTS } from '../texts.ts';

interface UnknownOutcomeProps {
  readonly gateway: Gateway;
  readonly customerId: string;
  readonly cause: UnknownCause;
  readonly onArrived: () => void;
}

/** A device that comes online reports it before all connections work. */
const ONLINE_CHECKS = 5;
const ONLINE_INTERVAL_MS = 2_000;

type CheckResult = 'checking' | 'unreachable' | 'not arrived';

const RESULT_TEXTS: Readonly<Record<CheckResult, string>> = {
  checking: 'Checking whether they have arrived…',
  unreachable:
    'The service cannot be reached at the moment. Check your connection, then check again before you send anything twice.',
  'not arrived':
    'Fin.com has not received them yet. Check your connection, wait a minute and check again. If they still have not arrived, send your documents again.',
};

/** Looks at the customer's status to find out whether the documents arrived. Sends nothing again by itself. */
export function UnknownOutcome({ gateway, customerId, cause, onArrived }: UnknownOutcomeProps) {
  const [result, setResult] = useState<CheckResult>('checking');
  const arrivedRef = useRef(onArrived);
  /** @returns whether the service could be reached */
  const check = useCallback(async (): Promise<boolean> => {
    setResult('checking');
    const data = await gateway.query(CustomerStandingDocument, { customerId }).catch(() => undefined);
    const customer = data?.individualCustomer;
    if (!customer) setResult('unreachable');
    else if (needsDocuments(customer)) setResult('not arrived');
    else arrivedRef.current();
    return customer != null;
  }, [gateway, customerId]);
  useEffect(() => {
    let isShown = true;
    const checkWhenOnline = async () => {
      for (let left = ONLINE_CHECKS; left > 0 && isShown; left -= 1) {
        if (await check()) return;
        await new Promise((resolve) => setTimeout(resolve, ONLINE_INTERVAL_MS));
      }
    };
    const onOnline = () => void checkWhenOnline();
    void check();
    addEventListener('online', onOnline);
    return () => {
      isShown = false;
      removeEventListener('online', onOnline);
    };
  }, [check]);
  return (
    <div className="notice" role="alert">
      <p>
        <strong>{UNKNOWN_TEXTS[cause]}</strong> {RESULT_TEXTS[result]}
      </p>
      <button type="button" className="quiet" onClick={() => void check()}>
        Check again
      </button>
    </div>
  );
}
