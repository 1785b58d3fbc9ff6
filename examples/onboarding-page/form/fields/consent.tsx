import { useTexts } from '../../i18n/texts-context.tsx';
import type { FieldProps } from './field.tsx';
import { FieldErrors } from './field.tsx';

interface ConsentProps extends Pick<FieldProps, 'errors'> {
  readonly tosPoliciesUrl: string | null;
  readonly isGiven: boolean;
  readonly onChange: (isGiven: boolean) => void;
}

const NAME = 'tosPoliciesValue';

/** Sending the value of the terms to Fin.com states that the person has seen and accepted them. */
export function Consent({ tosPoliciesUrl, isGiven, errors, onChange }: ConsentProps) {
  const { form } = useTexts();
  const isWrong = errors.length > 0;
  return (
    <div className={isWrong ? 'consent has-error' : 'consent'}>
      <input
        type="checkbox"
        id={NAME}
        checked={isGiven}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${NAME}-error` : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
      <div>
        <label htmlFor={NAME}>{form.acceptTerms}</label>{' '}
        {tosPoliciesUrl && (
          <a href={tosPoliciesUrl} target="_blank" rel="noreferrer">
            {form.readTerms}
          </a>
        )}
        <FieldErrors name={NAME} errors={errors} />
      </div>
    </div>
  );
}
