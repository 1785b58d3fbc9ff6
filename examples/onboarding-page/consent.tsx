import { MistakeText } from './field.tsx';
import type { ConsentingCustomer } from './use-document-form.ts';

interface ConsentProps {
  readonly customer: ConsentingCustomer;
  readonly isGiven: boolean;
  readonly mistake: string | undefined;
  readonly onChange: (isGiven: boolean) => void;
}

/** Sending the value of the terms to Fin.com states that the person has seen and accepted them. */
export function Consent({ customer: { tosPoliciesUrl }, isGiven, mistake, onChange }: ConsentProps) {
  return (
    <div className={mistake ? 'consent has-mistake' : 'consent'}>
      <input
        type="checkbox"
        id="consent"
        checked={isGiven}
        aria-invalid={Boolean(mistake)}
        aria-describedby={mistake && 'consent-mistake'}
        onChange={({ target }) => onChange(target.checked)}
      />
      <div>
        <label htmlFor="consent">I have read and accept the terms of Fin.com.</label>{' '}
        {tosPoliciesUrl && (
          <a href={tosPoliciesUrl} target="_blank" rel="noreferrer">
            Read the terms (opens a new tab)
          </a>
        )}
        <MistakeText name="consent" mistake={mistake} />
      </div>
    </div>
  );
}
