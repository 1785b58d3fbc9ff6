import { useCallback, useEffect, useRef, useState } from 'react';
import { CustomerStandingDocument } from '../generated/graphql.ts';
import type { Gateway } from './gateway.ts';
import { needsDocuments } from './needs-documents.ts';
import type { UnknownCause } from './no-response.ts';
import { UNKNOWN_TEXTS } from './texts.ts';

interface UnknownOutcomeProps {
  readonly gateway: Gateway;
  readonly customerId: string;
  readonly cause: UnknownCause;
  readonly onArrived: () => void;
}

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
  const check = useCallback(async () => {
    setResult('checking');
    const data = await gateway.query(CustomerStandingDocument, { customerId }).catch(() => undefined);
    const customer = data?.individualCustomer;
    if (!customer) setResult('unreachable');
    else if (needsDocuments(customer)) setResult('not arrived');
    else arrivedRef.current();
  }, [gateway, customerId]);
  useEffect(() => {
    const checkAgain = () => void check();
    checkAgain();
    addEventListener('online', checkAgain);
    return () => removeEventListener('online', checkAgain);
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
