import { parseFieldErrors } from '@fin-gateway/client/errors';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { CountryCode, StandingFragment } from '../../generated/graphql.ts';
import type { Gateway } from '../shell/gateway.ts';
import type { UnknownCause } from '../shell/no-response.ts';
import { toFieldErrors } from './field-errors.ts';
import { needsSelfie } from './form-options.ts';
import { type FieldErrors, validateForm } from './form-rules.ts';
import { EMPTY_FORM, type FieldName, type FormValues, toInput, withStoredUris } from './form-values.ts';
import { attachDocuments, type Outcome } from './sending/outcome.ts';
import { readFiles } from './sending/read-files.ts';
import { NOT_SENT_TEXTS } from './texts.ts';

export interface ConsentingCustomer extends StandingFragment {
  readonly countryOfResidence: CountryCode | null;
  readonly tosPoliciesUrl: string | null;
  readonly tosPoliciesValue: string;
}

interface FormState {
  readonly values: FormValues;
  readonly fieldErrors: FieldErrors;
  readonly notices: readonly string[];
  readonly phase: 'filling' | 'sending' | 'unknown';
  readonly unknownCause: UnknownCause | undefined;
}

const FIELD_NAMES = Object.keys(EMPTY_FORM);

/** Holds the state of the form, and sends it. Starts with an error at each field that Fin.com requests. */
export function useDocumentForm(gateway: Gateway, customer: ConsentingCustomer, onAttached: () => void) {
  const requests = parseFieldErrors(customer.requestedFieldErrors);
  const [state, setState] = useState<FormState>(() => ({
    values: {
      ...EMPTY_FORM,
      // API v2, which is the one with selfies, takes proofs of address from no other country.
      addressCountry: (needsSelfie(customer) && customer.countryOfResidence) || '',
    },
    ...toFieldErrors(requests, EMPTY_FORM, ({ message }) => message),
    phase: 'filling',
    unknownCause: undefined,
  }));

  function change<Name extends FieldName>(name: Name, value: FormValues[Name]) {
    setState((before) => {
      const { [name]: _corrected, ...fieldErrors } = before.fieldErrors;
      return { ...before, values: { ...before.values, [name]: value }, fieldErrors };
    });
  }

  async function send() {
    const { values, phase } = state;
    if (phase === 'sending') return;
    const broken = validateForm(values, new Date(), needsSelfie(customer));
    if (Object.keys(broken).length > 0) return showErrors(broken, []);
    setState((before) => ({ ...before, fieldErrors: {}, notices: [], phase: 'sending' }));
    const { copies, fieldErrors } = await readFiles(values);
    const input = toInput(copies, customer);
    if (Object.keys(fieldErrors).length > 0 || !input) return showErrors(fieldErrors, []);
    show(await attachDocuments(gateway, input, values), values);
  }

  function show(outcome: Outcome, sent: FormValues) {
    if (outcome.kind === 'attached') return onAttached();
    if (outcome.kind === 'not-sent') return showErrors({}, [NOT_SENT_TEXTS[outcome.reason]]);
    const unknownCause = outcome.kind === 'unknown' ? outcome.cause : undefined;
    setState((before) => ({
      ...before,
      values: withStoredUris(before.values, sent, outcome.stored),
      phase: 'unknown',
      unknownCause,
    }));
    if (outcome.kind === 'rejected') showErrors(outcome.fieldErrors, outcome.notices);
  }

  function showErrors(fieldErrors: FieldErrors, notices: readonly string[]) {
    // Disabled fields cannot take the focus, so enable them first.
    flushSync(() => setState((before) => ({ ...before, fieldErrors, notices, phase: 'filling' })));
    const first = FIELD_NAMES.find((name) => Object.hasOwn(fieldErrors, name));
    if (first) document.getElementById(first)?.focus();
  }

  return { ...state, change, send };
}
