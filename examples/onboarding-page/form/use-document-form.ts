import type { FieldError, GatewayError } from '@fin-gateway/client/errors';
import type { DocumentWarning } from '@fin-gateway/client/quality';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocalizedCountries } from './countries/use-localized-countries.ts';
import type { DocumentFormProps } from './document-form.tsx';
import { checkForm } from './model/check-form.ts';
import { clearDraft } from './model/draft.ts';
import { findField } from './model/find-field.ts';
import { type FormField, fieldsOf } from './model/form-fields.ts';
import { toInput } from './model/form-input.ts';
import type { FormPlan } from './model/form-plan.ts';
import { type FieldName, type FormValues, isFileName } from './model/form-values.ts';
import { sentDocuments } from './model/sent-documents.ts';
import { type SendResult, useSending } from './sending/use-sending.ts';
import type { ShownError } from './use-error-text.ts';
import { useFormValues } from './use-form-values.ts';

/** The id of the button. */
export const SEND_BUTTON = 'send';

export type DocumentFormState = ReturnType<typeof useDocumentForm>;

/** Holds the state of the form, and sends it. Starts with an error at each field that Fin.com requests. */
export function useDocumentForm(plan: FormPlan, { client, customer, lists, onArrived }: DocumentFormProps) {
  const { values, ...entering } = useFormValues(plan, customer, lists, forget);
  const fields = fieldsOf(plan, values);
  const [errors, setErrors] = useState(() => requestedErrors(plan, fields));
  const problems = fileProblems(fields, values.files);
  const [isChecked, setChecked] = useState(false);
  const { send: perform, ...sending } = useSending(client);
  const [result, setResult] = useState<SendResult>();
  const [uploaded, setUploaded] = useState<ReadonlySet<File>>(new Set());

  function forget(name: FieldName) {
    setErrors((before) => before.filter(({ field }) => field !== name));
    sending.forgetWarnings();
  }

  /** @param isConfirmed the person has seen the warnings */
  async function send(isConfirmed: boolean) {
    if (sending.phase) return;
    setResult(undefined);
    const found = toShown(checkForm(fields, values, new Date()), fields);
    if (found.length > 0 || problems.length > 0) return showErrors(found);
    const write = toInput(plan, fields, values, customer);
    if (write) show(await perform(write, findingsOf(fields, values), isConfirmed));
  }

  function show(newest: SendResult) {
    if (newest.state === 'SUCCEEDED') {
      clearDraft(customer.id);
      return onArrived(sentDocuments(fields, values));
    }
    const gatewayErrors = 'errors' in newest && newest.state !== 'FOUND' ? newest.errors : [];
    setUploaded((before) => new Set([...before, ...filesOf(gatewayErrors, fields, values)]));
    setResult(newest);
    showErrors(shownErrors(newest, fields));
  }

  function showErrors(shown: readonly ShownError[]) {
    // Disabled fields cannot take the focus, so enable them first.
    flushSync(() => {
      setErrors(shown);
      setChecked(true);
    });
    const first = fields.find(({ name }) => [...shown, ...problems].some(({ field }) => field === name));
    // The button that canceled is gone, and its focus with it.
    document.getElementById(first?.name ?? SEND_BUTTON)?.focus();
  }

  const all = [...errors, ...problems];
  return {
    plan,
    customer,
    countries: useLocalizedCountries(lists.countries),
    states: lists.states,
    fields,
    values,
    ...entering,
    ...sending,
    send,
    result,
    isUploaded: (file: File) => uploaded.has(file),
    errorsOf: (name: FieldName) => all.filter(({ field }) => field === name),
    /** Errors that belong to no field. */
    otherErrors: errors.filter(({ field }) => field === undefined),
    /** The number of fields to correct, as soon as the person has tried to send the form. */
    wrongFields: isChecked ? new Set(all.flatMap(({ field }) => field ?? [])).size : 0,
  };
}

/** Findings in the files themselves, such as a picture that is too small to read. */
function findingsOf(fields: readonly FormField[], { files }: FormValues): readonly DocumentWarning[] {
  return fields.flatMap(({ name }) => {
    const { findings = [] } = (isFileName(name) && files[name]) || {};
    return findings.map((finding) => ({ ...finding, path: ['input', ...name.split('.')], message: '' }));
  });
}

function requestedErrors(plan: FormPlan, fields: readonly FormField[]): readonly ShownError[] {
  return plan.requests.flatMap(({ error, reason }) => {
    const field = findField(error, fields);
    return field ? [{ field, error, reason }] : [];
  });
}

function fileProblems(fields: readonly FormField[], files: FormValues['files']): readonly ShownError[] {
  return fields.flatMap(({ name }) => {
    const problem = isFileName(name) && files[name]?.problem;
    return problem ? [{ field: name, error: problem }] : [];
  });
}

function shownErrors(result: SendResult, fields: readonly FormField[]): readonly ShownError[] {
  if (result.state === 'FOUND') return toShown(result.errors, fields);
  if (result.state === 'REJECTED')
    return toShown(
      result.errors.flatMap(({ fieldErrors }) => fieldErrors),
      fields,
    );
  const unreadable = result.state === 'NOT_SENT' ? result.unreadableFiles : [];
  return unreadable.map((path) => ({ field: findField({ path, params: {} }, fields), error: 'UNREADABLE' }));
}

/** Fin.com's reason is shown as well. The messages of all other codes are for developers. */
function toShown(errors: readonly FieldError[], fields: readonly FormField[]): readonly ShownError[] {
  return errors.map((error) => ({
    field: findField(error, fields),
    error,
    reason: error.code === 'REFUSED' ? error.message : undefined,
  }));
}

/** The files that Fin.com has stored before the write failed. */
function filesOf(
  errors: readonly GatewayError[],
  fields: readonly FormField[],
  { files }: FormValues,
): readonly File[] {
  return errors
    .flatMap(({ uploadedFiles }) => uploadedFiles)
    .flatMap(({ path }) => {
      const name = findField({ path, params: {} }, fields);
      const picked = name && isFileName(name) ? files[name] : undefined;
      return picked ? [picked.file] : [];
    });
}
