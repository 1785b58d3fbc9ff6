import { FormApi } from '@tanstack/form-core';
import { createFormControl, type FieldErrors } from 'react-hook-form';
import { expect, test } from 'vitest';
import { sendJson } from '../../examples/clients/fetch.ts';
import { reactHookFormErrors, tanStackFormErrors } from '../../examples/clients/form-errors.ts';
import type { AttachIndividualDocumentsInput } from '../../examples/generated/graphql.ts';
import { formWithUris } from '../support/browser/picked-files.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';

const say = ({ code, params }: { code: string; params: Record<string, unknown> }) =>
  [code, ...Object.keys(params)].join(' ');

/** What the gateway says of the input. */
async function errorsFor(input: unknown, faultyMember?: string) {
  await using stack = await startStack();
  if (faultyMember) {
    const body = { message: 'The given data was invalid.', errors: [{ [faultyMember]: 'is not right' }] };
    stack.control.faults.script('attachIndividualDocuments', { status: 422, body });
  }
  const { errors } = await sendJson(stack.url, { query: ATTACH, variables: { input } });
  expect(errors).toHaveLength(1);
  return errors;
}

/** A form without files of the address: whatever is wrong with them belongs to `proofOfAddress`. */
function faultyInput(): AttachIndividualDocumentsInput {
  const input = formWithUris(' ');
  return {
    ...input,
    proofOfIdentity: {
      ...input.proofOfIdentity,
      files: [{ side: 'FRONT', uri: '/a.pdf' }, { uri: 'https://b' }],
    },
  };
}

test('React Hook Form gets each error under its dotted name', async () => {
  const input = faultyInput();
  const form = createFormControl({ defaultValues: input });

  for (const { name, error } of reactHookFormErrors(await errorsFor(input), form.getValues(), say))
    form.setError(name, error);

  expect(form.getFieldState('proofOfIdentity.number').error).toMatchObject({
    type: 'REQUIRED',
    message: 'REQUIRED',
  });
  expect(form.getFieldState('proofOfIdentity.files.1.uri').error).toMatchObject({
    type: 'INVALID_FORMAT',
    message: 'INVALID_FORMAT format',
  });
  expect(form.getFieldState('proofOfIdentity.files.0.uri').error).toBeUndefined();
});

test('TanStack Form gets each error under its name with brackets', async () => {
  const input = faultyInput();
  const form = new FormApi({
    defaultValues: input,
    validators: {
      onSubmitAsync: async ({ value }) => tanStackFormErrors(await errorsFor(value), value, say),
    },
  });
  form.mount();

  await form.handleSubmit();

  expect(form.getFieldMeta('proofOfIdentity.number')?.errors).toEqual(['REQUIRED']);
  expect(form.getFieldMeta('proofOfIdentity.files[1].uri')?.errors).toEqual(['INVALID_FORMAT format']);
  expect(form.getFieldMeta('proofOfIdentity.files[0].uri')?.errors ?? []).toEqual([]);
  expect(form.state.isSubmitted).toBe(false);
});

test('an error without a field becomes an error of the form', async () => {
  const input = formWithUris();
  const errors = await errorsFor(input, 'something_new');
  const form = createFormControl({ defaultValues: input });
  let shown: FieldErrors = {};
  form.subscribe({ formState: { errors: true }, callback: (changed) => (shown = changed.errors ?? {}) });

  const [only, ...others] = reactHookFormErrors(errors, input, say);
  if (only) form.setError(only.name, only.error);

  expect(others).toEqual([]);
  expect(shown.root?.['server']).toMatchObject({ type: 'REFUSED', message: 'REFUSED' });
  expect(tanStackFormErrors(errors, input, say)).toEqual({ form: 'REFUSED', fields: {} });
});

test('an error of a field that the form does not have appears at the nearest field that it has', async () => {
  const errors = await errorsFor(formWithUris(' '));

  expect(reactHookFormErrors(errors, { proofOfIdentity: { type: 'PASSPORT' } }, say)).toEqual([
    { name: 'proofOfIdentity', error: { type: 'REQUIRED', message: 'REQUIRED' } },
  ]);
});

test('two errors of one field become one message', async () => {
  const input = formWithUris();
  const dates = { issueDate: '2999-01-01', expiryDate: '2001-01-01' };
  const errors = await errorsFor({ ...input, proofOfIdentity: { ...input.proofOfIdentity, ...dates } });

  const found = tanStackFormErrors(errors, input, say);

  expect(found?.fields['proofOfIdentity.expiryDate']).toBe('EXPIRED notBefore OUT_OF_RANGE notBeforeField');
});

test('TanStack Form gets no errors if there are none', () => {
  expect(tanStackFormErrors([], formWithUris(), say)).toBeUndefined();
  expect(reactHookFormErrors([], formWithUris(), say)).toEqual([]);
});
