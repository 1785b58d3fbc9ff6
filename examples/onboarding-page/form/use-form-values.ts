import { useEffect, useRef, useState } from 'react';
import { pickFile } from './files/pick-file.ts';
import type { FormLists } from './form-lists.ts';
import { readDraft, saveDraft } from './model/draft.ts';
import type { FormCustomer, FormPlan } from './model/form-plan.ts';
import {
  EMPTY_FORM,
  type FieldName,
  type FileFieldName,
  type FormValues,
  type TextFieldName,
} from './model/form-values.ts';

/**
 * The person's entries. Fields survive a reload of the page, files do not.
 *
 * @param onChange called with each field that the person changes
 */
export function useFormValues(
  plan: FormPlan,
  customer: FormCustomer,
  lists: FormLists,
  onChange: (name: FieldName) => void,
) {
  const { id } = customer;
  const [draft] = useState(() => readDraft(id, plan, lists));
  const [startTexts] = useState(() => draft ?? startingTexts(plan, customer));
  const [values, setValues] = useState<FormValues>({ ...EMPTY_FORM, texts: startTexts });
  const { texts } = values;
  useEffect(() => {
    if (texts !== startTexts) saveDraft(id, texts);
  }, [id, texts, startTexts]);
  const newestFiles = useRef<Partial<Record<FileFieldName, File>>>({});

  function change<Name extends TextFieldName>(name: Name, value: FormValues['texts'][Name]) {
    setValues((before) => ({ ...before, texts: { ...before.texts, [name]: value } }));
    onChange(name);
  }

  async function pick(name: FileFieldName, file: File) {
    newestFiles.current[name] = file;
    // While this file is being read, the one before it must not be sent in its place.
    setValues((before) => ({ ...before, files: { ...before.files, [name]: undefined } }));
    const documentType = name.startsWith('proofOfAddress')
      ? texts['proofOfAddress.type']
      : texts['proofOfIdentity.type'];
    const picked = await pickFile(name, file, { limits: lists.uploadLimits, documentType });
    // The person may have chosen another file while this one was being read.
    if (newestFiles.current[name] !== file) return;
    setValues((before) => ({ ...before, files: { ...before.files, [name]: picked } }));
    onChange(name);
  }

  function setConsent(hasConsent: boolean) {
    setValues((before) => ({ ...before, hasConsent }));
    onChange('tosPoliciesValue');
  }

  return { values, isRestored: draft !== undefined, change, pick, setConsent };
}

/** API v2 takes proofs of address from the country of residence only, and in v1 they usually are from there. */
function startingTexts({ mutation }: FormPlan, { countryOfResidence }: FormCustomer): FormValues['texts'] {
  return mutation === 'attach' ? { 'proofOfAddress.country': countryOfResidence ?? undefined } : {};
}
