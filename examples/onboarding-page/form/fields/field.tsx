import type { ReactNode } from 'react';
import type { FieldName } from '../model/form-values.ts';
import { type ShownError, useErrorText } from '../use-error-text.ts';

/** Makes screen readers announce the hint and the error of an input. */
export interface FieldAria {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly errors: readonly ShownError[];
}

interface FieldLayoutProps extends FieldProps {
  readonly children: (aria: FieldAria) => ReactNode;
}

export function Field({ name, label, hint, errors, children }: FieldLayoutProps) {
  const described = [hint && `${name}-hint`, errors.length > 0 && `${name}-error`].filter(Boolean).join(' ');
  return (
    <div className={errors.length > 0 ? 'field has-error' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children({ id: name, 'aria-describedby': described || undefined, 'aria-invalid': errors.length > 0 })}
      <FieldErrors name={name} errors={errors} />
    </div>
  );
}

/** The mistake in the language of the page, followed by the reviewer's own words. */
export function FieldErrors({ name, errors }: Pick<FieldProps, 'name' | 'errors'>) {
  const toText = useErrorText();
  if (errors.length === 0) return null;
  return (
    <div className="field-error" id={`${name}-error`}>
      {errors.map((shown) => (
        <p key={toText(shown)}>
          {toText(shown)}
          <Reason reason={shown.reason} />
        </p>
      ))}
    </div>
  );
}

/** Reviewers write English, whatever the language of the page is. */
export function Reason({ reason }: { readonly reason: string | undefined }) {
  return (
    reason && (
      <q lang="en" dir="auto" className="reason">
        {reason}
      </q>
    )
  );
}
