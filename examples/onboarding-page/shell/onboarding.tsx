import type { GatewayClient } from '@fin-gateway/client/client';
import { useEffect, useState } from 'react';
import { DocumentForm } from '../form/document-form.tsx';
import type { FormLists } from '../form/form-lists.ts';
import { clearDraft } from '../form/model/draft.ts';
import { type FormCustomer, planForm } from '../form/model/form-plan.ts';
import type { SentDocuments } from '../form/model/sent-documents.ts';
import { StatusView } from '../status/status-view.tsx';
import type { Customer } from './use-onboarding.ts';

interface OnboardingProps {
  readonly client: GatewayClient;
  readonly customer: Customer;
  readonly lists: FormLists;
}

/** The form while the person has something to send, and the status otherwise. */
export function Onboarding({ client, customer, lists }: OnboardingProps) {
  /** The customer whose request the form answers. */
  const [asked, setAsked] = useState<FormCustomer | undefined>(planForm(customer) && customer);
  const [sent, setSent] = useState<SentDocuments>();
  const { id } = customer;
  // The entries stay in the tab if the page never learned that they had arrived.
  useEffect(() => {
    if (!asked) clearDraft(id);
  }, [asked, id]);
  if (!asked) return <StatusView client={client} customer={customer} sent={sent} onSend={setAsked} />;
  return (
    <DocumentForm
      client={client}
      customer={asked}
      lists={lists}
      onArrived={(documents) => {
        setSent(documents);
        setAsked(undefined);
      }}
    />
  );
}
