import { useCallback, useEffect, useState } from 'react';
import { DocumentForm } from './document-form.tsx';
import type { Gateway } from './gateway.ts';
import { OnboardingDocument, type OnboardingQuery } from './generated/graphql.ts';
import { needsDocuments } from './needs-documents.ts';
import { NoAnswerError } from './no-answer.ts';
import type { NamedCountry } from './search-countries.ts';
import { Standing } from './standing.tsx';
import type { UploadMeter } from './upload-meter.ts';
import { useVerdict } from './use-verdict.ts';
import { LOAD_FAILURE_WORDS } from './words.ts';

interface AppProps {
  readonly gateway: Gateway;
  readonly meter: UploadMeter;
  /** Creates the customer first, if there is none yet. */
  readonly getCustomerId: () => Promise<string>;
}

type Customer = NonNullable<OnboardingQuery['individualCustomer']>;
interface Loaded {
  readonly customer: Customer;
  readonly countries: readonly NamedCountry[];
}

interface Failure {
  readonly words: string;
}

export function App({ gateway, meter, getCustomerId }: AppProps) {
  const [state, setState] = useState<Loaded | Failure | undefined>();
  const load = useCallback(async () => {
    setState(undefined);
    try {
      const customerId = await getCustomerId();
      setState(readAnswer(await gateway.query(OnboardingDocument, { customerId })));
    } catch (error) {
      setState({ words: LOAD_FAILURE_WORDS[error instanceof NoAnswerError ? error.reason : 'error'] });
    }
  }, [gateway, getCustomerId]);
  useEffect(() => void load(), [load]);
  return (
    <>
      <header>
        <h1>Verify your identity</h1>
        <p>
          You need two documents and about three minutes. Your files go to Fin.com. This site does not keep
          them.
        </p>
      </header>
      <main>
        {!state && <p role="status">Loading…</p>}
        {state && 'words' in state && <Failed words={state.words} onRetry={load} />}
        {state && 'customer' in state && (
          <Onboarding key={state.customer.id} gateway={gateway} meter={meter} {...state} />
        )}
      </main>
    </>
  );
}

function readAnswer({ individualCustomer, countries }: OnboardingQuery): Loaded | Failure {
  if (!individualCustomer || !countries) return { words: LOAD_FAILURE_WORDS.error };
  return {
    customer: individualCustomer,
    countries: countries.map(({ code, name }) => ({ code, name: name ?? code })),
  };
}

interface FailedProps extends Failure {
  readonly onRetry: () => Promise<void>;
}

function Failed({ words, onRetry }: FailedProps) {
  return (
    <div className="notice" role="alert">
      <p>{words}</p>
      <button type="button" className="quiet" onClick={() => void onRetry()}>
        Try again
      </button>
    </div>
  );
}

function Onboarding({ gateway, meter, customer, countries }: Omit<AppProps, 'getCustomerId'> & Loaded) {
  const [isFilling, setFilling] = useState(needsDocuments(customer));
  const { id, tosPoliciesUrl, tosPoliciesValue } = customer;
  if (!isFilling)
    return <Verdict gateway={gateway} customer={customer} onSendAgain={() => setFilling(true)} />;
  if (tosPoliciesValue === null)
    return (
      <p className="notice" role="alert">
        The terms of Fin.com could not be loaded. Please contact support.
      </p>
    );
  return (
    <DocumentForm
      gateway={gateway}
      meter={meter}
      countries={countries}
      customer={{ id, tosPoliciesUrl, tosPoliciesValue }}
      onArrived={() => setFilling(false)}
    />
  );
}

interface VerdictProps {
  readonly gateway: Gateway;
  readonly customer: Customer;
  readonly onSendAgain: () => void;
}

function Verdict({ gateway, customer, onSendAgain }: VerdictProps) {
  const { standing, isLost, lookAgain } = useVerdict(gateway, customer.id);
  if (!standing && !isLost) return <p role="status">Loading your status…</p>;
  return (
    <Standing
      standing={standing ?? { ...customer, status: 'UNKNOWN' }}
      isLost={isLost}
      onLookAgain={lookAgain}
      onSendAgain={standing && needsDocuments(standing) ? onSendAgain : undefined}
    />
  );
}
