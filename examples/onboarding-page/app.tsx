import { useCallback, useEffect, useState } from 'react';
import { OnboardingDocument, type OnboardingQuery } from '../generated/graphql.ts';
import { DocumentForm } from './document-form.tsx';
import type { Gateway } from './gateway.ts';
import { needsDocuments } from './needs-documents.ts';
import { NoResponseError } from './no-response.ts';
import type { NamedCountry } from './search-countries.ts';
import { Standing } from './standing.tsx';
import { LOAD_FAILURE_TEXTS } from './texts.ts';
import type { UploadMeter } from './upload-meter.ts';
import { useVerdict } from './use-verdict.ts';

interface AppProps {
  readonly gateway: Gateway;
  readonly meter: UploadMeter;
  /** Creates the customer first if necessary. */
  readonly getCustomerId: () => Promise<string>;
}

type Customer = NonNullable<OnboardingQuery['individualCustomer']>;
interface Loaded {
  readonly customer: Customer;
  readonly countries: readonly NamedCountry[];
}

interface Failure {
  readonly text: string;
}

export function App({ gateway, meter, getCustomerId }: AppProps) {
  const [state, setState] = useState<Loaded | Failure | undefined>();
  const load = useCallback(async () => {
    setState(undefined);
    try {
      const customerId = await getCustomerId();
      setState(toState(await gateway.query(OnboardingDocument, { customerId })));
    } catch (error) {
      setState({ text: LOAD_FAILURE_TEXTS[error instanceof NoResponseError ? error.reason : 'error'] });
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
        {state && 'text' in state && <Failed text={state.text} onRetry={load} />}
        {state && 'customer' in state && (
          <Onboarding key={state.customer.id} gateway={gateway} meter={meter} {...state} />
        )}
      </main>
    </>
  );
}

function toState({ individualCustomer, countries }: OnboardingQuery): Loaded | Failure {
  if (!individualCustomer || !countries) return { text: LOAD_FAILURE_TEXTS.error };
  return {
    customer: individualCustomer,
    countries: countries.map(({ code, name }) => ({ code, name: name ?? code })),
  };
}

interface FailedProps extends Failure {
  readonly onRetry: () => Promise<void>;
}

function Failed({ text, onRetry }: FailedProps) {
  return (
    <div className="notice" role="alert">
      <p>{text}</p>
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
        Fin.com’s terms could not be loaded. Please contact support.
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
