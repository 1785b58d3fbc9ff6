'use client';

import { type FormEvent, startTransition, useActionState } from 'react';
import { attach } from './attach';

interface Props {
  readonly customerId: string;
  readonly tosPoliciesUrl: string | null;
  readonly tosPoliciesValue: string | null;
  readonly idempotencyKey: string;
}

export function AttachForm({ customerId, tosPoliciesUrl, tosPoliciesValue, idempotencyKey }: Props) {
  const [state, action, isPending] = useActionState(attach, {
    idempotencyKey,
    isAttached: false,
    mayBeAttached: false,
    errors: {},
    form: [],
  });
  if (state.isAttached) return <output>Your documents have been sent.</output>;
  // React empties a form after its action. This keeps what the person has typed and chosen.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    startTransition(() => action(form));
  }
  const input = (label: string, name: string, type: string) => (
    <p>
      <label>
        {label} <input name={name} type={type} aria-invalid={name in state.errors} />
      </label>
      <span role="alert">{state.errors[name]}</span>
    </p>
  );
  return (
    <form action={action} onSubmit={send}>
      <input type="hidden" name="customerId" value={customerId} />
      {input('Passport number', 'proofOfIdentity.number', 'text')}
      {input('Issued on', 'proofOfIdentity.issueDate', 'date')}
      {input('Valid until', 'proofOfIdentity.expiryDate', 'date')}
      {input('Photo of the passport', 'proofOfIdentity.files.0.upload', 'file')}
      {input('Bank statement', 'proofOfAddress.files.0.upload', 'file')}
      <label>
        <input type="checkbox" name="tosPoliciesValue" value={tosPoliciesValue ?? ''} required />I accept the{' '}
        <a href={tosPoliciesUrl ?? ''}>terms</a>
      </label>
      <p role="alert">{state.form.join(' ')}</p>
      <button type="submit" disabled={isPending}>
        Send
      </button>
    </form>
  );
}
