import { Field } from './field.tsx';
import type { FieldName } from './form-values.ts';

interface SelectFieldProps<Value extends string> {
  readonly name: FieldName;
  readonly label: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly value: Value | '';
  readonly error: string | undefined;
  readonly onChange: (value: Value | '') => void;
}

/** A select with one option for each value of an enum. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { name, label, options, value, error, onChange } = props;
  const isValue = (word: string): word is Value => Object.hasOwn(options, word);
  return (
    <Field name={name} label={label} error={error}>
      {(aria) => (
        <select
          {...aria}
          value={value}
          onChange={({ target }) => onChange(isValue(target.value) ? target.value : '')}
        >
          <option value="">Choose…</option>
          {Object.entries<string>(options).map(([word, text]) => (
            <option key={word} value={word}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
