import { useCallback, useEffect, useRef, useState } from 'react';
import type { Gateway } from './gateway.ts';
import { CustomerStandingDocument } from './generated/graphql.ts';
import { needsDocuments } from './needs-documents.ts';

interface UnknownOutcomeProps {
  readonly gateway: Gateway;
  readonly customerId: string;
  readonly onArrived: () => void;
}

type Seen = 'looking' | 'out of reach' | 'not arrived';

const SEEN_WORDS: Readonly<Record<Seen, string>> = {
  looking: 'Looking whether they have arrived…',
  'out of reach':
    'The service cannot be reached at the moment. Please look again before you send anything twice.',
  'not arrived':
    'Fin.com has not received them so far. It may take a minute: look again first, then send your documents again.',
};

/** No answer came. Nothing is sent again by itself: the customer's status shows what became of it. */
export function UnknownOutcome({ gateway, customerId, onArrived }: UnknownOutcomeProps) {
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
  useEffect(() => void look(), [look]);
  return (
    <div className="notice" role="alert">
      <p>
        <strong>No answer came, so it is not known whether your documents have arrived.</strong>{' '}
        {SEEN_WORDS[seen]}
      </p>
      <button type="button" className="quiet" onClick={() => void look()}>
        Look again
      </button>
    </div>
  );
}
