import type { GatewayClient } from '@fin-gateway/client/client';
import { useCustomerStatus } from '@fin-gateway/client/react';
import { useEffect, useRef } from 'react';
import { type FormCustomer, planForm } from '../form/model/form-plan.ts';
import type { SentDocuments } from '../form/model/sent-documents.ts';
import { useTexts } from '../i18n/texts-context.tsx';
import { LINKS } from '../shell/links.ts';
import { Reasons } from './reasons.tsx';
import type { StatusCustomer } from './status-customer.ts';
import { statusKind, TONES } from './status-kind.ts';
import { Steps } from './steps.tsx';
import { Summary } from './summary.tsx';

interface StatusViewProps {
  readonly client: GatewayClient;
  /** As the page has loaded it. */
  readonly customer: StatusCustomer;
  /** The documents that the person has sent during this visit. */
  readonly sent: SentDocuments | undefined;
  readonly onSend: (customer: FormCustomer) => void;
}

/** Shows the customer's status as it is now, and the next step of the person. */
export function StatusView({ client, customer: loaded, sent, onSend }: StatusViewProps) {
  const { status: texts } = useTexts();
  const { customer, error, refresh } = useCustomerStatus(client, loaded.id);
  if (!customer && error === undefined)
    return (
      <section className="panel">
        <p role="status">{texts.loading}</p>
      </section>
    );
  return (
    <CurrentStatus
      customer={customer ?? { ...loaded, status: null, nextStep: 'UNKNOWN' }}
      sent={sent}
      onCheckAgain={error === undefined ? undefined : refresh}
      onSend={onSend}
    />
  );
}

interface CurrentStatusProps extends Pick<StatusViewProps, 'customer' | 'sent' | 'onSend'> {
  /** Set while the status cannot be loaded. */
  readonly onCheckAgain: (() => void) | undefined;
}

function CurrentStatus({ customer, sent, onCheckAgain, onSend }: CurrentStatusProps) {
  const { status: texts } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  // The form had the focus.
  useEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);
  const kind = statusKind(customer);
  const tone = TONES[kind];
  const { title, text } = texts.views[kind];
  return (
    <section className={`panel status is-${tone}`} aria-labelledby="status-title">
      <span className="badge" aria-hidden="true" />
      <div role="status">
        <h2 id="status-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p>{text}</p>
      </div>
      <Reasons customer={customer} />
      {tone === 'waiting' && <Steps kind={kind} />}
      {onCheckAgain && (
        <div className="notice" role="alert">
          <p>{texts.lost}</p>
          <button type="button" className="quiet" onClick={onCheckAgain}>
            {texts.checkAgain}
          </button>
        </div>
      )}
      <div className="actions">
        {planForm(customer) && (
          <button type="button" onClick={() => onSend(customer)}>
            {texts.send}
          </button>
        )}
        {kind === 'approved' && (
          <a className="button" href={LINKS.account}>
            {texts.links.account}
          </a>
        )}
      </div>
      <Summary customer={customer} sent={sent} />
    </section>
  );
}
