import { Field } from './field.tsx';
import type { FieldName } from './form-values.ts';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

interface SelectFieldProps<Value extends string> {
  readonly name: FieldName;
  readonly label: string;
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | '';
  readonly error: string | undefined;
  readonly onChange: (value: Value | '') => void;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { name, label, options, value, error, onChange } = props;
  return (
    <Field name={name} label={label} error={error}>
      {(aria) => (
        <select
          {...aria}
          value={value}
          onChange={({ target }) =>
            onChange(options.find((option) => option.value === target.value)?.value ?? '')
          }
        >
          <option value="">Choose…</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
