import type { GatewayClient } from '@fin-gateway/client/client';
import { useState } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import { Reason } from './fields/field.tsx';
import { FormFieldView } from './fields/form-field-view.tsx';
import type { FormLists } from './form-lists.ts';
import { type FormField, needsTerms } from './model/form-fields.ts';
import { type FormCustomer, type FormPlan, planForm, unanswerableRequests } from './model/form-plan.ts';
import {
  DOCUMENTS,
  type DocumentName,
  fieldsOfDocument,
  type SentDocuments,
} from './model/sent-documents.ts';
import { Sendoff } from './sending/sendoff.tsx';
import { type DocumentFormState, useDocumentForm } from './use-document-form.ts';

export interface DocumentFormProps {
  readonly client: GatewayClient;
  readonly customer: FormCustomer;
  readonly lists: FormLists;
  /** Called when Fin.com has what the person sent. */
  readonly onArrived: (sent: SentDocuments) => void;
}

/** The fields that Fin.com asks for, and how they are sent. Shows nothing if the person can send nothing. */
export function DocumentForm(props: DocumentFormProps) {
  // The form stays as it is while the customer's status changes.
  const [plan] = useState(() => planForm(props.customer));
  const { form: texts } = useTexts();
  if (!plan) return null;
  const hasTerms = props.customer.tosPoliciesValue !== null || !needsTerms(plan);
  if (hasTerms) return <PlannedForm {...props} plan={plan} />;
  return (
    <p className="notice" role="alert">
      {texts.termsMissing}
    </p>
  );
}

function PlannedForm({ plan, ...props }: DocumentFormProps & { readonly plan: FormPlan }) {
  const { form: texts } = useTexts();
  const form = useDocumentForm(plan, props);
  return (
    <form
      noValidate
      aria-labelledby="form-title"
      onSubmit={(event) => {
        event.preventDefault();
        void form.send(false);
      }}
    >
      <div className="form-introduction">
        <h2 id="form-title">{texts.headings[plan.mutation]}</h2>
        <Introduction form={form} />
      </div>
      <fieldset className="all" disabled={form.phase !== undefined}>
        <legend className="for-screen-readers">{texts.headings[plan.mutation]}</legend>
        {DOCUMENTS.map((document) => (
          <DocumentPart key={document} document={document} form={form} />
        ))}
        <Fields fields={form.fields.filter(({ name }) => name === 'tosPoliciesValue')} form={form} />
      </fieldset>
      <Sendoff form={form} />
    </form>
  );
}

/** Notes for the person to read before filling in the form. */
function Introduction({ form }: { readonly form: DocumentFormState }) {
  const { form: texts } = useTexts();
  const others = unanswerableRequests(form.plan);
  return (
    <>
      {form.isRestored && (
        <p className="note" role="status">
          {texts.draftRestored}
        </p>
      )}
      {others.length > 0 && (
        <p className="note">
          {texts.unanswerable} {others.map(({ reason }) => reason && <Reason key={reason} reason={reason} />)}
        </p>
      )}
    </>
  );
}

interface DocumentPartProps {
  readonly document: DocumentName;
  readonly form: DocumentFormState;
}

function DocumentPart({ document, form }: DocumentPartProps) {
  const { form: texts } = useTexts();
  const fields = fieldsOfDocument(document, form.fields);
  if (fields.length === 0) return null;
  return (
    <fieldset>
      <legend>{texts.groups[document]}</legend>
      <Fields fields={fields} form={form} />
    </fieldset>
  );
}

function Fields({
  fields,
  form,
}: {
  readonly fields: readonly FormField[];
  readonly form: DocumentFormState;
}) {
  return pairsOf(fields).map(([first, second]) =>
    second ? (
      <div key={first.name} className="pair">
        <FormFieldView field={first} form={form} />
        <FormFieldView field={second} form={form} />
      </div>
    ) : (
      <FormFieldView key={first.name} field={first} form={form} />
    ),
  );
}

type Pair = readonly [FormField, FormField?];

/** Puts both dates, and both sides of a document, beside each other. */
function pairsOf(fields: readonly FormField[]): readonly Pair[] {
  const partnerOf = ({ name }: FormField) => fields.find((other) => other.name === PARTNERS[name]);
  const partners = new Set(fields.map(partnerOf));
  return fields
    .filter((field) => !partners.has(field))
    .map((field): Pair => {
      const partner = partnerOf(field);
      return partner ? [field, partner] : [field];
    });
}

const PARTNERS: Readonly<Partial<Record<FormField['name'], FormField['name']>>> = {
  'proofOfIdentity.issueDate': 'proofOfIdentity.expiryDate',
  'proofOfIdentity.files.0': 'proofOfIdentity.files.1',
};
