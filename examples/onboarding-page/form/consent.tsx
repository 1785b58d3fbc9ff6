import { FieldErrorText } from './field.tsx';
import type { ConsentingCustomer } from './use-document-form.ts';

interface ConsentProps {
  readonly customer: Pick<ConsentingCustomer, 'tosPoliciesUrl'>;
  readonly isGiven: boolean;
  readonly error: string | undefined;
  readonly onChange: (isGiven: boolean) => void;
}

/** Sending the value of the terms to Fin.com states that the person has seen and accepted them. */
export function Consent({ customer: { tosPoliciesUrl }, isGiven, error, onChange }: ConsentProps) {
  return (
    <div className={error ? 'consent has-error' : 'consent'}>
      <input
        type="checkbox"
        id="consent"
        checked={isGiven}
        aria-invalid={Boolean(error)}
        aria-describedby={error && 'consent-error'}
        onChange={({ target }) => onChange(target.checked)}
      />
      <div>
        <label htmlFor="consent">I have read and accept Fin.com’s terms.</label>{' '}
        {tosPoliciesUrl && (
          <a href={tosPoliciesUrl} target="_blank" rel="noreferrer">
            Read the terms (opens in a new tab)
          </a>
        )}
        <FieldErrorText name="consent" error={error} />
      </div>
    </div>
  );
}
