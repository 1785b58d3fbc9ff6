import type { CustomerStore } from '../customers/customer-store.ts';
import { authenticationFailed, type HttpResponse, jsonResponse } from '../http/http-response.ts';
import type { Route } from '../http/route.ts';
import type { SandboxState } from '../state.ts';
import { type Violation, validationFailed } from '../validation/validation-error.ts';
import { type ReceivedPart, readUploadForm, type UploadForm } from './upload-form.ts';

/** Stores all files of the form or, if anything is wrong, none. */
export const uploadDocuments: Route = {
  method: 'POST',
  path: '/v1/customers/upload',
  async receive({ request, record, isAuthorized }, state) {
    const form = await readUploadForm(request, state.settings);
    if (form === 'aborted') {
      state.documents.countAbortedUpload();
      return 'aborted';
    }
    record.parts = form.parts.map(({ fileType: _, ...part }) => part);
    return () => (isAuthorized ? storeForm(form, state) : authenticationFailed());
  },
};

function storeForm(
  { parts, violation }: UploadForm,
  { settings, customers, documents }: SandboxState,
): HttpResponse {
  const violations = violation ? [violation] : checkParts(parts, customers);
  if (violations.length > 0) return validationFailed(violations, settings.errorReading);
  const [customerPart, ...others] = parts;
  const customerId = customers.find(customerPart?.value ?? '')?.customerId ?? '';
  const uris = others.flatMap(({ fieldName, fileName, mimeType, byteLength, sha256 }) => {
    if (fileName === undefined) return [];
    const stored = documents.addUpload({ customerId, fieldName, fileName, mimeType, byteLength, sha256 });
    return [{ [fieldName]: stored.uri }];
  });
  const files = settings.uploadResponseShape === 'one-object' ? [Object.assign({}, ...uris)] : uris;
  return jsonResponse(200, { data: { files } });
}

function checkParts(parts: readonly ReceivedPart[], customers: CustomerStore): Violation[] {
  const violations = [...checkCustomerPart(parts, customers), ...parts.flatMap(checkFile)];
  const names = parts.map(({ fieldName }) => fieldName);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  for (const name of repeated) violations.push({ path: [name], message: 'must not be repeated' });
  const hasFile = parts.some(({ fileName }) => fileName !== undefined);
  return hasFile ? violations : [...violations, { path: [], message: 'the form must contain a file' }];
}

function checkCustomerPart(
  [first, ...others]: readonly ReceivedPart[],
  customers: CustomerStore,
): Violation[] {
  const path = ['customer_id'];
  if (first?.fieldName !== 'customer_id') {
    const comesLater = others.some(({ fieldName }) => fieldName === 'customer_id');
    return [{ path, message: comesLater ? 'must be the first part' : 'is required' }];
  }
  if (first.value === undefined) return [{ path, message: 'must be a text field' }];
  return customers.find(first.value) ? [] : [{ path, message: 'must be the id of an existing customer' }];
}

function checkFile({ fieldName, fileName, value, byteLength, fileType }: ReceivedPart): Violation[] {
  if (value !== undefined) return [];
  const path = [fieldName];
  if (!fileName) return [{ path, message: 'must have a file name' }];
  if (byteLength === 0) return [{ path, message: 'must not be empty' }];
  return fileType ? [] : [{ path, message: 'must be a PDF, JPEG or PNG file' }];
}
