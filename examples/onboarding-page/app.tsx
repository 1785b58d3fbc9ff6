import { useCallback, useEffect, useState } from 'react';
import { DocumentForm } from './document-form.tsx';
import type { Gateway } from './gateway.ts';
import { OnboardingDocument, type OnboardingQuery } from './generated/graphql.ts';
import { needsDocuments } from './needs-documents.ts';
import type { NamedCountry } from './search-countries.ts';
import { Standing } from './standing.tsx';
import type { UploadMeter } from './upload-meter.ts';
import { useVerdict } from './use-verdict.ts';

interface AppProps {
  readonly gateway: Gateway;
  readonly meter: UploadMeter;
  readonly customerId: string;
}

type Customer = NonNullable<OnboardingQuery['individualCustomer']>;
interface Loaded {
  readonly customer: Customer;
  readonly countries: readonly NamedCountry[];
}

export function App({ gateway, meter, customerId }: AppProps) {
  const [loaded, setLoaded] = useState<Loaded | 'loading' | 'failed'>('loading');
  const load = useCallback(async () => {
    setLoaded('loading');
    const answer = await gateway.query(OnboardingDocument, { customerId }).catch(() => undefined);
    setLoaded(readAnswer(answer) ?? 'failed');
  }, [gateway, customerId]);
  useEffect(() => void load(), [load]);
  return (
    <>
      <header>
        <h1>Verify your identity</h1>
        <p>
          Two documents and about three minutes. Your files go to Fin.com; this site keeps no copy of them.
        </p>
      </header>
      <main>
        {loaded === 'loading' && <p role="status">Loading…</p>}
        {loaded === 'failed' && <Failed onRetry={load} />}
        {typeof loaded === 'object' && (
          <Onboarding key={customerId} gateway={gateway} meter={meter} {...loaded} />
        )}
      </main>
    </>
  );
}

function readAnswer(answer: OnboardingQuery | undefined): Loaded | undefined {
  if (!answer?.individualCustomer || !answer.countries) return undefined;
  const countries = answer.countries.map(({ code, name }) => ({ code, name: name ?? code }));
  return { customer: answer.individualCustomer, countries };
}

function Failed({ onRetry }: { readonly onRetry: () => Promise<void> }) {
  return (
    <div className="notice" role="alert">
      <p>Your onboarding could not be loaded. Nothing is lost.</p>
      <button type="button" className="quiet" onClick={() => void onRetry()}>
        Try again
      </button>
    </div>
  );
}

function Onboarding({ gateway, meter, customer, countries }: Omit<AppProps, 'customerId'> & Loaded) {
  const [isFilling, setFilling] = useState(needsDocuments(customer));
  const { id, tosPoliciesUrl, tosPoliciesValue } = customer;
  if (!isFilling)
    return <Verdict gateway={gateway} customer={customer} onSendAgain={() => setFilling(true)} />;
  if (tosPoliciesValue === null)
    return (
      <p className="notice" role="alert">
        Fin.com has sent no terms to accept. Please contact our support.
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
  if (!standing && !isLost) return <p role="status">Reading your status…</p>;
  return (
    <Standing
      standing={standing ?? { ...customer, status: 'UNKNOWN' }}
      isLost={isLost}
      onLookAgain={lookAgain}
      onSendAgain={standing && needsDocuments(standing) ? onSendAgain : undefined}
    />
  );
}
