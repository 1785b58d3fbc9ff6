import { useState } from 'react';
import { flushSync } from 'react-dom';
import { brokenRules, type Mistakes } from './form-rules.ts';
import { EMPTY_FORM, type FieldName, type FormValues, toInput, withStoredUris } from './form-values.ts';
import type { Gateway } from './gateway.ts';
import type { UnknownCause } from './no-answer.ts';
import { attachDocuments, type Outcome } from './outcome.ts';
import { readFiles } from './read-files.ts';
import { NOT_SENT_WORDS } from './words.ts';

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
  readonly unknownCause: UnknownCause | undefined;
}

const FIELD_NAMES = Object.keys(EMPTY_FORM);

/** The state of the form, and what happens when it is sent. */
export function useDocumentForm(gateway: Gateway, customer: ConsentingCustomer, onAttached: () => void) {
  const [state, setState] = useState<FormState>({
    values: EMPTY_FORM,
    mistakes: {},
    notices: [],
    phase: 'filling',
    unknownCause: undefined,
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
    const broken = brokenRules(values, new Date());
    if (Object.keys(broken).length > 0) return refuse(broken, []);
    setState((before) => ({ ...before, mistakes: {}, notices: [], phase: 'sending' }));
    const { copies, mistakes } = await readFiles(values);
    const input = toInput(copies, customer);
    if (Object.keys(mistakes).length > 0 || !input) return refuse(mistakes, []);
    show(await attachDocuments(gateway, input, values), values);
  }

  function show(outcome: Outcome, sent: FormValues) {
    if (outcome.kind === 'attached') return onAttached();
    if (outcome.kind === 'not-sent') return refuse({}, [NOT_SENT_WORDS[outcome.reason]]);
    const unknownCause = outcome.kind === 'unknown' ? outcome.cause : undefined;
    setState((before) => ({
      ...before,
      values: withStoredUris(before.values, sent, outcome.stored),
      phase: 'unknown',
      unknownCause,
    }));
    if (outcome.kind === 'refused') refuse(outcome.mistakes, outcome.notices);
  }

  function refuse(mistakes: Mistakes, notices: readonly string[]) {
    // The fields must be enabled before one of them can take the focus.
    flushSync(() => setState((before) => ({ ...before, mistakes, notices, phase: 'filling' })));
    const first = FIELD_NAMES.find((name) => Object.hasOwn(mistakes, name));
    if (first) document.getElementById(first)?.focus();
  }

  return { ...state, change, send };
}
