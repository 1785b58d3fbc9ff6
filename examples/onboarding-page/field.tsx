import type { ReactNode } from 'react';
import type { FieldName } from './form-values.ts';

/** Lets a screen reader announce the hint and the mistake of an input. */
export interface FieldAria {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly mistake: string | undefined;
  readonly children: (aria: FieldAria) => ReactNode;
}

/** A label, an input, its hint and its mistake. */
export function Field({ name, label, hint, mistake, children }: FieldProps) {
  const described = [hint && `${name}-hint`, mistake && `${name}-mistake`].filter(Boolean).join(' ');
  return (
    <div className={mistake ? 'field has-mistake' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {children({ id: name, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(mistake) })}
      <MistakeText name={name} mistake={mistake} />
    </div>
  );
}

export function MistakeText({ name, mistake }: Pick<FieldProps, 'name' | 'mistake'>) {
  return (
    mistake && (
      <p className="mistake" id={`${name}-mistake`}>
        {mistake}
      </p>
    )
  );
}
