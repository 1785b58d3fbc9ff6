import type { Gateway } from '../shell/gateway.ts';
import { Consent } from './consent.tsx';
import { CountryField } from './countries/country-field.tsx';
import { Field } from './field.tsx';
import { FileField } from './file-field.tsx';
import type { FormOptions } from './form-options.ts';
import { type FieldName, type FileFieldName, type FormValues, hasBackSide, hasState } from './form-values.ts';
import { SelectField } from './select-field.tsx';
import { Sending } from './sending/sending.tsx';
import { UnknownOutcome } from './sending/unknown-outcome.tsx';
import type { UploadMeter } from './sending/upload-meter.ts';
import { type ConsentingCustomer, useDocumentForm } from './use-document-form.ts';

interface DocumentFormProps {
  readonly gateway: Gateway;
  readonly meter: UploadMeter;
  readonly options: FormOptions;
  readonly customer: ConsentingCustomer;
  /** Called when Fin.com has the documents. */
  readonly onArrived: () => void;
}

export function DocumentForm({ gateway, meter, options, customer, onArrived }: DocumentFormProps) {
  const form = useDocumentForm(gateway, customer, onArrived);
  const isSending = form.phase === 'sending';
  const parts: PartProps = { form, options };
  return (
    <form
      noValidate
      aria-label="Your documents"
      onSubmit={(event) => {
        event.preventDefault();
        void form.send();
      }}
    >
      <fieldset className="all" disabled={isSending}>
        <legend className="for-screen-readers">Your documents</legend>
        <IdentityPart {...parts} />
        <AddressPart {...parts} />
        {options.hasSelfie && <SelfiePart {...parts} />}
        <Consent
          customer={customer}
          isGiven={form.values.consent}
          error={form.fieldErrors.consent}
          onChange={(isGiven) => form.change('consent', isGiven)}
        />
      </fieldset>
      <div className="sendoff">
        <Notices fieldErrors={Object.keys(form.fieldErrors).length} notices={form.notices} />
        {form.unknownCause && form.phase === 'unknown' && (
          <UnknownOutcome
            gateway={gateway}
            customerId={customer.id}
            cause={form.unknownCause}
            onArrived={onArrived}
          />
        )}
        {isSending && <Sending meter={meter} />}
        <button type="submit" aria-disabled={isSending}>
          {isSending ? 'Sending…' : 'Send documents'}
        </button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly form: ReturnType<typeof useDocumentForm>;
  readonly options: FormOptions;
}

function IdentityPart({ form, options }: PartProps) {
  const { values } = form;
  const hasBack = hasBackSide(values.identityType);
  return (
    <fieldset>
      <legend>Who you are</legend>
      <SelectField {...bind(form, 'identityType')} label="Document" options={options.identityTypes} />
      <CountryField
        {...bind(form, 'identityCountry')}
        label="Issuing country"
        countries={options.countries}
      />
      {hasState(values) && (
        <SelectField {...bind(form, 'identityState')} label="Issuing state" options={options.states} />
      )}
      <TextField
        {...bind(form, 'number')}
        label="Document number"
        hint="Exactly as printed on the document."
      />
      <div className="pair">
        <TextField {...bind(form, 'issueDate')} label="Date of issue" type="date" />
        <TextField {...bind(form, 'expiryDate')} label="Expiry date" type="date" />
      </div>
      <div className={hasBack ? 'pair' : ''}>
        <FileField {...bindFile({ form, options }, 'front')} label={hasBack ? 'Front side' : 'Photo page'} />
        {hasBack && <FileField {...bindFile({ form, options }, 'back')} label="Back side" />}
      </div>
    </fieldset>
  );
}

function AddressPart({ form, options }: PartProps) {
  return (
    <fieldset>
      <legend>Where you live</legend>
      <SelectField {...bind(form, 'addressType')} label="Proof of address" options={options.addressTypes} />
      <CountryField {...bind(form, 'addressCountry')} label="Issuing country" countries={options.countries} />
      <FileField
        {...bindFile({ form, options }, 'addressProof')}
        label="Photo or scan"
        hint="Issued within the last three months."
      />
    </fieldset>
  );
}

function SelfiePart(parts: PartProps) {
  return (
    <fieldset>
      <legend>A photo of you</legend>
      <FileField
        {...bindFile(parts, 'selfie')}
        label="Selfie"
        hint="Your whole face, in good light, without sunglasses."
      />
    </fieldset>
  );
}

interface TextFieldProps {
  readonly name: FieldName;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'date';
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

function TextField({ name, label, hint, type, value, error, onChange }: TextFieldProps) {
  return (
    <Field name={name} label={label} {...(hint && { hint })} error={error}>
      {(aria) => (
        <input
          {...aria}
          type={type ?? 'text'}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

function Notices({
  fieldErrors,
  notices,
}: {
  readonly fieldErrors: number;
  readonly notices: readonly string[];
}) {
  const count = fieldErrors === 1 ? 'one field' : `${fieldErrors} fields`;
  const texts = fieldErrors > 0 ? [`Please correct ${count}.`, ...notices] : notices;
  return (
    <div role="alert">
      {texts.map((text) => (
        <p key={text} className="notice">
          {text}
        </p>
      ))}
    </div>
  );
}

function bind<Name extends FieldName>(form: PartProps['form'], name: Name) {
  const onChange = (value: FormValues[Name]) => form.change(name, value);
  return { name, value: form.values[name], error: form.fieldErrors[name], onChange };
}

function bindFile({ form, options: { maxFileBytes } }: PartProps, name: FileFieldName) {
  const { value: picked, ...field } = bind(form, name);
  const kind = name === 'selfie' ? 'photo' : 'document';
  return { ...field, name, picked, kind, maxFileBytes } as const;
}
