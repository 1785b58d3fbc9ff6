import { useTexts } from '../../i18n/texts-context.tsx';
import { Field, type FieldProps } from './field.tsx';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
}

export function SelectField<Value extends string>({
  options,
  value,
  onChange,
  ...field
}: SelectFieldProps<Value>) {
  const { form } = useTexts();
  return (
    <Field {...field}>
      {(aria) => (
        <select
          {...aria}
          value={value ?? ''}
          onChange={({ target }) => onChange(options.find((option) => option.value === target.value)?.value)}
        >
          <option value="">{form.choose}</option>
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
