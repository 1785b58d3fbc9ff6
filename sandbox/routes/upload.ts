import type { CustomerStore } from '../customers/customer-store.ts';
import { type Answer, authenticationFailed, jsonAnswer } from '../http/answer.ts';
import type { SandboxState } from '../http/exchange.ts';
import { type ReceivedPart, readUploadForm, type UploadForm } from '../http/upload-form.ts';
import type { SandboxSettings } from '../settings.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import type { Route } from './route.ts';

/** POST /v1/customers/upload: the whole form is stored, or nothing of it. */
export const uploadDocuments: Route = async ({ request, record, isAuthorized }, state) => {
  const form = await readUploadForm(request, state.settings);
  if (form === 'aborted') {
    state.documents.countAbortedUpload();
    return 'aborted';
  }
  record.parts = form.parts.map(({ documentKind: _, ...part }) => part);
  return () => {
    return { answer: isAuthorized ? storeForm(form, state) : authenticationFailed() };
  };
};

function storeForm(form: UploadForm, { settings, customers, documents }: SandboxState): Answer {
  const violations = form.flaw ? [form.flaw] : violationsOf(form.parts, customers);
  if (violations.length > 0) return validationFailed(violations, settings.errorReading);
  const [customerPart, ...others] = form.parts;
  const customerId = customers.find(customerPart?.value ?? '')?.customerId ?? '';
  const uris = others.flatMap(({ fieldName, fileName, mimeType, byteLength, sha256 }) => {
    if (fileName === undefined) return [];
    const stored = documents.addUpload({ customerId, fieldName, fileName, mimeType, byteLength, sha256 });
    return [{ [fieldName]: stored.uri }];
  });
  return jsonAnswer(200, { data: { files: shaped(uris, settings) } });
}

function shaped(uris: readonly Record<string, string>[], { uploadResponseShape }: SandboxSettings) {
  if (uploadResponseShape === 'one-object-per-file') return uris;
  return [Object.fromEntries(uris.flatMap((uri) => Object.entries(uri)))];
}

function violationsOf(parts: readonly ReceivedPart[], customers: CustomerStore): Violation[] {
  const violations = [...violationsOfCustomer(parts, customers), ...parts.flatMap(violationsOfPart)];
  const names = parts.map(({ fieldName }) => fieldName);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  for (const name of repeated) violations.push({ path: [name], message: 'must not come twice' });
  const hasFile = parts.some(({ fileName }) => fileName !== undefined);
  return hasFile ? violations : [...violations, { path: [], message: 'the form must have a file' }];
}

function violationsOfCustomer(
  [first, ...others]: readonly ReceivedPart[],
  customers: CustomerStore,
): Violation[] {
  const path = ['customer_id'];
  if (first?.fieldName !== 'customer_id') {
    const comesLate = others.some(({ fieldName }) => fieldName === 'customer_id');
    return [{ path, message: comesLate ? 'must be the first part' : 'is required' }];
  }
  if (first.value === undefined) return [{ path, message: 'must be a text part' }];
  return customers.find(first.value) ? [] : [{ path, message: 'must be a known customer' }];
}

function violationsOfPart({
  fieldName,
  fileName,
  value,
  byteLength,
  documentKind,
}: ReceivedPart): Violation[] {
  if (value !== undefined) return [];
  const path = [fieldName];
  if (!fileName) return [{ path, message: 'must have a file name' }];
  if (byteLength === 0) return [{ path, message: 'must not be empty' }];
  return documentKind ? [] : [{ path, message: 'must be a PDF, JPEG or PNG file' }];
}
