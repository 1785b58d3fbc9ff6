import { useState } from 'react';
import { flushSync } from 'react-dom';
import { brokenRules, type Mistakes } from './form-rules.ts';
import { EMPTY_FORM, type FieldName, type FormValues, toInput, withStoredUris } from './form-values.ts';
import type { Gateway } from './gateway.ts';
import { attachDocuments, type Outcome } from './outcome.ts';

export interface ConsentingCustomer {
  readonly id: string;
  readonly tosPoliciesUrl: string | null;
  readonly tosPoliciesValue: string;
}

interface FormState {
  readonly values: FormValues;
  readonly mistakes: Mistakes;
  readonly notices: readonly string[];
  readonly phase: 'filling' | 'sending' | 'unknown';
}

const FIELD_NAMES = Object.keys(EMPTY_FORM);

/** What the form holds, and what becomes of it when it is sent. */
export function useDocumentForm(gateway: Gateway, customer: ConsentingCustomer, onAttached: () => void) {
  const [state, setState] = useState<FormState>({
    values: EMPTY_FORM,
    mistakes: {},
    notices: [],
    phase: 'filling',
  });

  function change<Name extends FieldName>(name: Name, value: FormValues[Name]) {
    setState((before) => {
      const { [name]: _corrected, ...mistakes } = before.mistakes;
      return { ...before, values: { ...before.values, [name]: value }, mistakes };
    });
  }

  async function send() {
    const { values, phase } = state;
    if (phase === 'sending') return;
    const mistakes = brokenRules(values, new Date());
    const input = toInput(values, customer);
    if (Object.keys(mistakes).length > 0 || !input) return refuse(mistakes, []);
    setState((before) => ({ ...before, mistakes: {}, notices: [], phase: 'sending' }));
    const outcome = await attachDocuments(gateway, input, values);
    if (outcome.kind === 'attached') return onAttached();
    keepStored(values, outcome);
    if (outcome.kind === 'refused') refuse(outcome.mistakes, outcome.notices);
  }

  function keepStored(sent: FormValues, outcome: Exclude<Outcome, { kind: 'attached' }>) {
    setState((before) => ({
      ...before,
      values: withStoredUris(before.values, sent, outcome.stored),
      phase: outcome.kind === 'unknown' ? 'unknown' : 'filling',
    }));
  }

  function refuse(mistakes: Mistakes, notices: readonly string[]) {
    // The fields have to be there, and open, before one of them can take the focus.
    flushSync(() => setState((before) => ({ ...before, mistakes, notices, phase: 'filling' })));
    const first = FIELD_NAMES.find((name) => Object.hasOwn(mistakes, name));
    if (first) document.getElementById(first)?.focus();
  }

  return { ...state, change, send };
}
