import { useTexts } from '../../i18n/texts-context.tsx';
import type { Translation } from '../../i18n/translation.ts';
import type { FormField } from '../model/form-fields.ts';
import { type FileFieldName, isFileName } from '../model/form-values.ts';
import type { DocumentFormState } from '../use-document-form.ts';
import { Consent } from './consent.tsx';
import { FileField } from './file-field.tsx';
import { TextInput } from './text-input.tsx';

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
      hint={texts.fileHints[documentOf(name)]}
      errors={errors}
      kind={name === 'selfie' ? 'selfie' : 'document'}
      picked={picked}
      isUploaded={picked !== undefined && form.isUploaded(picked.file)}
      onPick={(file) => void form.pick(name, file)}
    />
  );
}

function documentOf(name: FileFieldName) {
  if (name === 'selfie') return name;
  return name === 'proofOfAddress.files.0' ? 'proofOfAddress' : 'proofOfIdentity';
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
