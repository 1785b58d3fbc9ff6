import { useCallback, useEffect, useRef, useState } from 'react';
import type { Gateway } from './gateway.ts';
import { CustomerStandingDocument } from './generated/graphql.ts';
import { needsDocuments } from './needs-documents.ts';
import type { UnknownCause } from './no-answer.ts';
import { UNKNOWN_WORDS } from './words.ts';

interface UnknownOutcomeProps {
  readonly gateway: Gateway;
  readonly customerId: string;
  readonly cause: UnknownCause;
  readonly onArrived: () => void;
}

type Seen = 'looking' | 'out of reach' | 'not arrived';

const SEEN_WORDS: Readonly<Record<Seen, string>> = {
  looking: 'Checking whether they have arrived…',
  'out of reach':
    'The service cannot be reached at the moment. Check your connection, then check again before you send anything twice.',
  'not arrived':
    'Fin.com has not received them so far. Check your connection, wait a minute and check again. If they still have not arrived, send your documents again.',
};

/** Nothing is sent again automatically: the customer's status shows whether the documents arrived. */
export function UnknownOutcome({ gateway, customerId, cause, onArrived }: UnknownOutcomeProps) {
  const [seen, setSeen] = useState<Seen>('looking');
  const arrived = useRef(onArrived);
  const look = useCallback(async () => {
    setSeen('looking');
    const answer = await gateway.query(CustomerStandingDocument, { customerId }).catch(() => undefined);
    const customer = answer?.individualCustomer;
    if (!customer) setSeen('out of reach');
    else if (needsDocuments(customer)) setSeen('not arrived');
    else arrived.current();
  }, [gateway, customerId]);
  useEffect(() => {
    const lookAgain = () => void look();
    lookAgain();
    addEventListener('online', lookAgain);
    return () => removeEventListener('online', lookAgain);
  }, [look]);
  return (
    <div className="notice" role="alert">
      <p>
        <strong>{UNKNOWN_WORDS[cause]}</strong> {SEEN_WORDS[seen]}
      </p>
      <button type="button" className="quiet" onClick={() => void look()}>
        Check again
      </button>
    </div>
  );
}
