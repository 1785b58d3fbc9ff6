import type { ReactNode } from 'react';
import type { FieldName } from './form-values.ts';

/** Makes screen readers announce the hint and the error of an input. */
export interface FieldAria {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly children: (aria: FieldAria) => ReactNode;
}

export function Field({ name, label, hint, error, children }: FieldProps) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field has-error' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children({ id: name, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
      <FieldErrorText name={name} error={error} />
    </div>
  );
}

export function FieldErrorText({ name, error }: Pick<FieldProps, 'name' | 'error'>) {
  return (
    error && (
      <p className="field-error" id={`${name}-error`}>
        {error}
      </p>
    )
  );
}
