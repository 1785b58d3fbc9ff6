import { useTexts } from '../../i18n/texts-context.tsx';
import { CountryField } from '../countries/country-field.tsx';
import type { TextFieldName } from '../model/form-values.ts';
import type { DocumentFormState } from '../use-document-form.ts';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

interface TextInputProps {
  readonly name: TextFieldName;
  readonly form: DocumentFormState;
}

/** The input for a text, a date or a choice. */
export function TextInput({ name, form }: TextInputProps) {
  const { form: texts } = useTexts();
  const { plan, values } = form;
  const props = { name, label: texts.labels[name], errors: form.errorsOf(name) };
  switch (name) {
    case 'proofOfIdentity.type':
      return (
        <SelectField
          {...props}
          options={plan.identityTypes.map(({ type }) => ({ value: type, text: texts.documentTypes[type] }))}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
    case 'proofOfAddress.type':
      return (
        <SelectField
          {...props}
          options={plan.addressTypes.map(({ type }) => ({ value: type, text: texts.addressTypes[type] }))}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
    case 'proofOfIdentity.country':
    case 'proofOfAddress.country':
      return (
        <CountryField
          {...props}
          countries={form.countries}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
    case 'proofOfIdentity.state':
      return (
        <SelectField
          {...props}
          options={form.states}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
    default:
      return (
        <TextField
          {...props}
          type={name === 'proofOfIdentity.number' ? 'text' : 'date'}
          hint={name === 'proofOfIdentity.number' ? texts.numberHint : undefined}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
  }
}
