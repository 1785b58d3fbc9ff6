import { Consent } from './consent.tsx';
import { CountryField } from './country-field.tsx';
import { Field } from './field.tsx';
import { FileField } from './file-field.tsx';
import { type FieldName, type FormValues, hasBackSide } from './form-values.ts';
import type { Gateway } from './gateway.ts';
import type { NamedCountry } from './search-countries.ts';
import { SelectField } from './select-field.tsx';
import { Sending } from './sending.tsx';
import { ADDRESS_TYPES, IDENTITY_TYPES } from './texts.ts';
import { UnknownOutcome } from './unknown-outcome.tsx';
import type { UploadMeter } from './upload-meter.ts';
import { type ConsentingCustomer, useDocumentForm } from './use-document-form.ts';

interface DocumentFormProps {
  readonly gateway: Gateway;
  readonly meter: UploadMeter;
  readonly countries: readonly NamedCountry[];
  readonly customer: ConsentingCustomer;
  /** Called when Fin.com has the documents. */
  readonly onArrived: () => void;
}

export function DocumentForm({ gateway, meter, countries, customer, onArrived }: DocumentFormProps) {
  const form = useDocumentForm(gateway, customer, onArrived);
  const isSending = form.phase === 'sending';
  const parts: PartProps = { form, countries };
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
  readonly countries: readonly NamedCountry[];
}

function IdentityPart({ form, countries }: PartProps) {
  const { values } = form;
  const hasBack = hasBackSide(values.identityType);
  return (
    <fieldset>
      <legend>Who you are</legend>
      <SelectField {...bind(form, 'identityType')} label="Document" options={IDENTITY_TYPES} />
      <CountryField {...bind(form, 'identityCountry')} label="Issuing country" countries={countries} />
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
        <FileField {...bindFile(form, 'front')} label={hasBack ? 'Front side' : 'Photo page'} />
        {hasBack && <FileField {...bindFile(form, 'back')} label="Back side" />}
      </div>
    </fieldset>
  );
}

function AddressPart({ form, countries }: PartProps) {
  return (
    <fieldset>
      <legend>Where you live</legend>
      <SelectField {...bind(form, 'addressType')} label="Proof of address" options={ADDRESS_TYPES} />
      <CountryField {...bind(form, 'addressCountry')} label="Issuing country" countries={countries} />
      <FileField
        {...bindFile(form, 'addressProof')}
        label="Photo or scan"
        hint="Issued within the last three months."
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

function bindFile(form: PartProps['form'], name: 'front' | 'back' | 'addressProof') {
  const { value: picked, ...field } = bind(form, name);
  return { ...field, name, picked };
}
