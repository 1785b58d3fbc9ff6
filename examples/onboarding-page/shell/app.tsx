import type { GatewayClient } from '@fin-gateway/client/client';
import { useCallback, useEffect, useState } from 'react';
import { OnboardingDocument, type OnboardingQuery, type StandingFragment } from '../../generated/graphql.ts';
import { DocumentForm } from '../form/document-form.tsx';
import { type FormLists, toFormLists } from '../form/form-lists.ts';
import { planForm } from '../form/model/form-plan.ts';
import { LanguageSwitch } from '../i18n/language-switch.tsx';
import { useTexts } from '../i18n/texts-context.tsx';
import { LOAD_FAILURE_TEXTS } from '../status/old-texts.ts';
import { Standing } from '../status/standing.tsx';
import { useVerdict } from '../status/use-verdict.ts';
import type { Gateway } from './gateway.ts';
import { NoResponseError } from './no-response.ts';

interface AppProps {
  readonly gateway: Gateway;
  readonly client: GatewayClient;
  /** Creates the customer first if necessary. */
  readonly getCustomerId: () => Promise<string>;
}

type Customer = NonNullable<OnboardingQuery['individualCustomer']>;
interface Loaded {
  readonly customer: Customer;
  readonly lists: FormLists;
}

interface Failure {
  readonly text: string;
}

export function App({ gateway, client, getCustomerId }: AppProps) {
  const { shell } = useTexts();
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
  const hasSelfie = state && 'customer' in state && planForm(state.customer)?.needsSelfie;
  return (
    <>
      <header>
        <LanguageSwitch />
        <h1>{shell.heading}</h1>
        <p>{hasSelfie ? shell.introductionWithSelfie : shell.introduction}</p>
      </header>
      <main>
        {!state && <p role="status">{shell.loading}</p>}
        {state && 'text' in state && <Failed text={state.text} onRetry={load} />}
        {state && 'customer' in state && (
          <Onboarding key={state.customer.id} gateway={gateway} client={client} {...state} />
        )}
      </main>
    </>
  );
}

function toState(data: OnboardingQuery): Loaded | Failure {
  const lists = toFormLists(data);
  if (!data.individualCustomer || !lists) return { text: LOAD_FAILURE_TEXTS.error };
  return { customer: data.individualCustomer, lists };
}

interface FailedProps extends Failure {
  readonly onRetry: () => Promise<void>;
}

function Failed({ text, onRetry }: FailedProps) {
  const { shell } = useTexts();
  return (
    <div className="notice" role="alert">
      <p>{text}</p>
      <button type="button" className="quiet" onClick={() => void onRetry()}>
        {shell.tryAgain}
      </button>
    </div>
  );
}

function Onboarding({ gateway, client, customer, lists }: Omit<AppProps, 'getCustomerId'> & Loaded) {
  /** The standing that the form is about. Undefined while there is nothing to send. */
  const [asking, setAsking] = useState<StandingFragment | undefined>(
    planForm(customer) ? customer : undefined,
  );
  if (!asking) return <Verdict gateway={gateway} customer={customer} onSendAgain={setAsking} />;
  return (
    <DocumentForm
      client={client}
      customer={{ ...customer, ...asking }}
      lists={lists}
      onArrived={() => setAsking(undefined)}
    />
  );
}

interface VerdictProps {
  readonly gateway: Gateway;
  readonly customer: Customer;
  readonly onSendAgain: (standing: StandingFragment) => void;
}

function Verdict({ gateway, customer, onSendAgain }: VerdictProps) {
  const { status } = useTexts();
  const { standing, isLost, lookAgain } = useVerdict(gateway, customer.id);
  if (!standing && !isLost) return <p role="status">{status.loading}</p>;
  return (
    <Standing
      standing={standing ?? { ...customer, status: 'UNKNOWN', nextStep: 'UNKNOWN' }}
      isLost={isLost}
      onLookAgain={lookAgain}
      onSendAgain={
        standing && planForm({ ...customer, ...standing }) ? () => onSendAgain(standing) : undefined
      }
    />
  );
}
