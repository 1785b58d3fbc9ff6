import { useTexts } from '../../i18n/texts-context.tsx';
import type { Translation } from '../../i18n/translation.ts';
import { CountryField } from '../countries/country-field.tsx';
import type { FormField } from '../model/form-fields.ts';
import { type FileFieldName, isFileName, type TextFieldName } from '../model/form-values.ts';
import type { DocumentFormState } from '../use-document-form.ts';
import { Consent } from './consent.tsx';
import { FileField } from './file-field.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

interface FormFieldViewProps {
  readonly field: FormField;
  readonly form: DocumentFormState;
}

/** The input for a field. */
export function FormFieldView({ field, form }: FormFieldViewProps) {
  const { form: texts } = useTexts();
  const { name } = field;
  const errors = form.errorsOf(name);
  if (name === 'tosPoliciesValue')
    return (
      <Consent
        tosPoliciesUrl={form.customer.tosPoliciesUrl}
        isGiven={form.values.hasConsent}
        errors={errors}
        onChange={form.setConsent}
      />
    );
  if (!isFileName(name)) return <TextInput name={name} form={form} />;
  const picked = form.values.files[name];
  return (
    <FileField
      name={name}
      label={fileLabel(name, field, form, texts)}
      hint={name === 'proofOfIdentity.files.1' ? undefined : texts.fileHints[name]}
      errors={errors}
      kind={name === 'selfie' ? 'selfie' : 'document'}
      picked={picked}
      isUploaded={picked !== undefined && form.isUploaded(picked.file)}
      onPick={(file) => void form.pick(name, file)}
    />
  );
}

function TextInput({ name, form }: { readonly name: TextFieldName; readonly form: DocumentFormState }) {
  const { form: texts } = useTexts();
  const { plan, values, lists } = form;
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
          options={lists.states}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
    case 'proofOfIdentity.number':
      return (
        <TextField
          {...props}
          type="text"
          hint={texts.numberHint}
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
    default:
      return (
        <TextField
          {...props}
          type="date"
          value={values.texts[name]}
          onChange={(value) => form.change(name, value)}
        />
      );
  }
}

function fileLabel(
  name: FileFieldName,
  { side }: FormField,
  { plan, values }: DocumentFormState,
  { fileLabels }: Translation['form'],
): string {
  if (name === 'selfie' || name === 'proofOfAddress.files.0') return fileLabels[name];
  const [only, ...others] = plan.identityTypes;
  const type = values.texts['proofOfIdentity.type'] ?? (others.length === 0 ? only?.type : undefined);
  return type === 'PASSPORT' ? fileLabels.photoPage : fileLabels[side ?? 'FRONT'];
}
