import type { FieldError } from '@fin-gateway/client/errors';
import { createMessages, type Messages } from '@fin-gateway/client/messages';
import { useMemo } from 'react';
import { useTexts } from '../i18n/texts-context.tsx';
import type { FieldName } from './model/form-values.ts';

export interface ShownError {
  /** Undefined if the form has no field for it. */
  readonly field: FieldName | undefined;
  /** `UNREADABLE`: the device cannot read the file. */
  readonly error: FieldError | 'UNREADABLE';
  /** Fin.com's reason, in Fin.com's words. */
  readonly reason?: string | undefined;
}

/** The kit's messages, with the names that the form has for fields and documents. */
export function useFormMessages(): Messages {
  const { errors, form, locale } = useTexts();
  return useMemo(() => {
    const { labels, documentTypes } = form;
    const { 'proofOfIdentity.issueDate': issueDate, 'proofOfIdentity.expiryDate': expiryDate } = labels;
    return createMessages(errors, { labels: { ...documentTypes, issueDate, expiryDate }, locale });
  }, [errors, form, locale]);
}

export function useErrorText(): (shown: ShownError) => string {
  const { form } = useTexts();
  const messages = useFormMessages();
  return ({ field, error }) => {
    if (error === 'UNREADABLE') return form.file.unreadable;
    if (error.code === 'REQUIRED' && field === 'tosPoliciesValue') return form.acceptTermsFirst;
    if (error.code === 'REQUIRED' && field?.endsWith('.country')) return form.chooseCountry;
    return messages.fieldError(error);
  };
}
