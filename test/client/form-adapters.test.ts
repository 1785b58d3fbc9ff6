import { FormApi } from '@tanstack/form-core';
import { createFormControl, type FieldErrors } from 'react-hook-form';
import { expect, test } from 'vitest';
import {
  type FieldError,
  type GatewayError,
  parseErrors,
  parseFieldErrors,
  toFormikErrors,
  toReactHookFormErrors,
  toTanStackFormErrors,
} from '../../client/src/errors.ts';
import type { AttachIndividualDocumentsInput } from '../../examples/generated/graphql.ts';
import { formWithUris } from '../support/browser/picked-files.ts';
import { startStack } from '../support/start-stack.ts';

/** Stands for the texts of an app: the code, and the names of the params. */
const messages = {
  fieldError: ({ code, params }: FieldError) => [code, ...Object.keys(params)].join(' '),
  error: ({ code, requestId }: GatewayError) => (requestId ? `${code} with a request id` : code),
};

/** The gateway's response to the input. */
async function errorsFor(input: unknown, faultyMember?: string): Promise<GatewayError[]> {
  await using stack = await startStack();
  if (faultyMember) {
    const body = { message: 'The given data was invalid.', errors: [{ [faultyMember]: 'is not right' }] };
    stack.control.faults.script('attachIndividualDocuments', { status: 422, body });
  }
  const errors = parseErrors(await stack.attach(input));
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

  for (const { name, error } of toReactHookFormErrors(await errorsFor(input), {
    messages,
    values: form.getValues(),
  }))
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
      onSubmitAsync: async ({ value }) =>
        toTanStackFormErrors(await errorsFor(value), { messages, values: value }),
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

  const [only, ...others] = toReactHookFormErrors(errors, { messages, values: input });
  if (only) form.setError(only.name, only.error);

  expect(others).toEqual([]);
  expect(shown.root?.['server']).toMatchObject({ type: 'server', message: 'REFUSED' });
  expect(toTanStackFormErrors(errors, { messages, values: input })).toEqual({ form: 'REFUSED', fields: {} });
});

test('an error of a field that the form does not have appears at the nearest field that it has', async () => {
  const errors = await errorsFor(formWithUris(' '));

  expect(
    toReactHookFormErrors(errors, { messages, values: { proofOfIdentity: { type: 'PASSPORT' } } }),
  ).toEqual([{ name: 'proofOfIdentity', error: { type: 'REQUIRED', message: 'REQUIRED' } }]);
});

test('two errors of one field become one message', async () => {
  const input = formWithUris();
  const dates = { issueDate: '2999-01-01', expiryDate: '2001-01-01' };
  const errors = await errorsFor({ ...input, proofOfIdentity: { ...input.proofOfIdentity, ...dates } });

  const found = toTanStackFormErrors(errors, { messages, values: input });

  expect(found?.fields['proofOfIdentity.expiryDate']).toBe('EXPIRED notBefore OUT_OF_RANGE notBeforeField');
});

test('a form without errors gets none', () => {
  const options = { messages, values: formWithUris() };
  expect(toTanStackFormErrors([], options)).toBeUndefined();
  expect(toReactHookFormErrors([], options)).toEqual([]);
  expect(toFormikErrors([], options)).toEqual({ errors: {}, form: [] });
});

test('Formik gets errors in the shape of the values', async () => {
  const input = faultyInput();

  const { errors, form } = toFormikErrors(await errorsFor(input), { messages, values: input });

  const files: unknown[] = [];
  files[1] = { uri: 'INVALID_FORMAT format' };
  expect(errors).toEqual({ proofOfIdentity: { number: 'REQUIRED', files } });
  expect(form).toEqual([]);
});

test('other form libraries get errors under dotted names', async () => {
  const input = faultyInput();

  const found = toFormikErrors(await errorsFor(input), { messages, values: input, paths: 'dotted' });

  expect(found.errors).toEqual({
    'proofOfIdentity.number': 'REQUIRED',
    'proofOfIdentity.files.1.uri': 'INVALID_FORMAT format',
  });
});

test('an error of a part of the form and one of a field in it both reach the person', () => {
  const errors = parseFieldErrors([
    { path: ['input', 'files'], code: 'OUT_OF_RANGE', params: { max: 1 } },
    { path: ['input', 'files', 0, 'uri'], code: 'DUPLICATE', params: {} },
  ]);

  expect(toFormikErrors(errors, { messages, values: { files: [{ uri: '' }] } })).toEqual({
    errors: { files: [{ uri: 'DUPLICATE' }] },
    form: ['OUT_OF_RANGE max'],
  });
});

test('a form for a part of the input gets the errors of this part, and the others as errors of the form', async () => {
  const { proofOfIdentity, ...input } = faultyInput();
  const proofOfAddress = { ...input.proofOfAddress, files: [{ uri: 'https://b' }] };
  const errors = await errorsFor({ ...input, proofOfIdentity, proofOfAddress });

  const found = toTanStackFormErrors(errors, {
    messages,
    values: proofOfIdentity,
    root: ['input', 'proofOfIdentity'],
  });

  expect(found).toEqual({
    form: 'INVALID_FORMAT format',
    fields: { number: 'REQUIRED', 'files[1].uri': 'INVALID_FORMAT format' },
  });
});

test('an error without field errors becomes an error of the form', async () => {
  await using stack = await startStack({ issuer: true });
  const errors = parseErrors(await stack.attach());
  const options = { messages, values: formWithUris() };

  const text = 'UNAUTHENTICATED with a request id';
  expect(toFormikErrors(errors, options)).toEqual({ errors: {}, form: [text] });
  expect(toTanStackFormErrors(errors, options)).toEqual({ form: text, fields: {} });
  expect(toReactHookFormErrors(errors, options)).toEqual([
    { name: 'root.server', error: { type: 'server', message: text } },
  ]);
});
