import { Field, type FieldProps } from './field.tsx';

interface TextFieldProps extends FieldProps {
  readonly type: 'text' | 'date';
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

export function TextField({ type, value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(aria) => (
        <input
          {...aria}
          type={type}
          dir={type === 'text' ? 'auto' : undefined}
          autoComplete="off"
          spellCheck={false}
          value={value ?? ''}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
