// Each form names its control endpoint in `data-send`, and sends its fields as JSON. Lists are filled from templates.
/** @import { Overview } from '../overview.ts' */
/** @import { Row } from './show-list.js' */

import { element, showList } from './show-list.js';

const REFRESH_MS = 1_000;

const notice = element('#notice', HTMLElement);
const filter = element('#request-filter', HTMLInputElement);
const settingsForm = element('#settings-form', HTMLFormElement);
let areSettingsEdited = false;

/** How the value of a field becomes a member of the request. `members` stands for several members. */
const READERS = {
  text: (/** @type {string} */ value) => value,
  json: parseJson,
  members: parseJson,
  seconds: (/** @type {string} */ value) => Math.round(Number(value) * 1_000),
  list: (/** @type {string} */ value) => value.split(',').map((name) => name.trim()),
};

document.addEventListener('submit', (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) void submit(event.target, event.submitter);
});
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
  if (button instanceof HTMLButtonElement) void copy(button.value);
});
document.addEventListener('visibilitychange', () => void refresh());
settingsForm.addEventListener('input', () => {
  areSettingsEdited = true;
});
filter.addEventListener('input', () => void refresh());
setInterval(() => void refresh(), REFRESH_MS);
await refresh();

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
async function submit(form, submitter) {
  const [method = 'POST', path = ''] = (form.dataset['send'] ?? '').split(' ');
  try {
    const fields = readFields(form, submitter);
    const operation = String(fields['operation'] ?? '');
    delete fields['operation'];
    await call(method, path.replace('{operation}', operation), fields);
    if (form === settingsForm) areSettingsEdited = false;
    announce(`Done: ${(submitter ?? form).textContent?.trim()}.`);
  } catch (error) {
    announce(error instanceof SyntaxError ? 'This is not valid JSON.' : String(error), 'error');
  }
  await refresh();
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parseJson(text) {
  return JSON.parse(text);
}

/**
 * Empty fields, and buttons that were not pressed, are left out.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
function readFields(form, submitter) {
  const fields = [...form.elements].filter(isField).filter(({ name, value }) => name !== '' && value !== '');
  const sent = fields.filter((field) => !(field instanceof HTMLButtonElement) || field === submitter);
  /** @type {Record<string, unknown>} */
  const body = {};
  for (const { name, value, dataset } of sent) {
    const read = READERS[/** @type {keyof typeof READERS} */ (dataset['kind'] ?? 'text')];
    Object.assign(body, dataset['kind'] === 'members' ? read(value) : { [name]: read(value) });
  }
  return body;
}

/**
 * @param {Element} element
 * @returns {element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement}
 */
function isField(element) {
  return [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement, HTMLButtonElement].some(
    (kind) => element instanceof kind,
  );
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const result = await response.json();
  if (response.ok) return result;
  const problems = (result.problems ?? []).map(
    (/** @type {{ path: string, message: string }} */ problem) => `${problem.path} ${problem.message}`,
  );
  throw new Error([result.message, ...problems].join('; '));
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied ${text}.`);
  } catch {
    announce(`The browser does not allow copying. Select this text: ${text}`, 'error');
  }
}

/**
 * @param {string} text
 * @param {'info' | 'error'} [kind]
 */
function announce(text, kind = 'info') {
  notice.textContent = text;
  notice.dataset['kind'] = kind;
}

async function refresh() {
  if (document.hidden) return;
  try {
    show(await call('GET', 'overview'));
  } catch {
    announce('The sandbox does not respond. Is it still running?', 'error');
  }
}

/** @param {Overview} overview */
function show({ now, settings, choices, counts, faults, customers, requests, webhooks }) {
  element('#now', HTMLElement).textContent = `${now.slice(0, 10)} ${now.slice(11, 19)} UTC`;
  element('#counts', HTMLElement).textContent =
    `${counts.customers} customers, ${counts.attached} attaches, ${counts.uploads} uploaded files.`;
  element('#webhook-target', HTMLElement).textContent = webhooks.targetUrl ?? 'nobody';
  fillOptions(
    '#operation',
    choices.operations,
    `attachIndividualDocuments${settings.customerApi === 'v2' ? 'V2' : ''}`,
  );
  fillOptions('#error-reading', choices.errorReadings);
  showSettings(settings);
  showList(
    'magicNumbers',
    choices.magicNumbers.map((magic) => ({ key: magic.value, ...magic })),
  );
  showList(
    'reviewMagicValues',
    choices.reviewMagicValues.map((magic) => ({ key: magic.value, ...magic })),
  );
  showList(
    'customers',
    customers.map((customer) => ({ key: customer.customerId, ...customer })),
  );
  showList(
    'faults',
    faults.map(({ operation, fault }, index) => ({
      key: `${index}`,
      operation,
      fault: JSON.stringify(fault),
    })),
  );
  showList(
    'webhookFaults',
    webhooks.waiting.map((fault, index) => ({ key: `${index}`, fault: JSON.stringify(fault) })),
  );
  showList(
    'webhooks',
    webhooks.sent.map((sent) => ({ ...sent, response: describeWebhook(sent) })),
  );
  showList('requests', requests.map(toRequestRow).filter(isFound));
}

/** @param {Overview['webhooks']['sent'][number]} webhook */
function describeWebhook({ status, isSigned, algorithm }) {
  const signature = isSigned ? (algorithm ?? 'no algorithm stated') : 'no signature';
  return `${status ?? 'being sent'}, ${signature}`;
}

/** @param {Overview['requests'][number]} request */
function toRequestRow({ key, operation, method, path, status, millis, requestId, arrivedAt, files }) {
  const duration = millis === undefined ? '' : `, ${Math.round(millis)} ms`;
  return {
    key,
    operation,
    outcome: `${status ?? 'in progress'}${duration}, ${arrivedAt.slice(11, 19)} UTC`,
    target: `${method} ${path}`,
    files: files.map(({ mimeType, byteLength }) => `${mimeType}, ${byteLength} bytes`).join('; '),
    requestId: requestId ?? '',
  };
}

/** @param {Row} row */
function isFound(row) {
  return Object.values(row).join(' ').toLowerCase().includes(filter.value.trim().toLowerCase());
}

/** @param {Overview['settings']} settings */
function showSettings(settings) {
  if (areSettingsEdited) return;
  for (const [name, value] of Object.entries(settings)) {
    const field = settingsForm.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    const shown = field.dataset['kind'] === 'seconds' ? Number(value) / 1_000 : value;
    if (field.value !== String(shown)) field.value = String(shown);
  }
}

/**
 * @param {string} selector
 * @param {readonly string[]} values
 * @param {string} [selected]
 */
function fillOptions(selector, values, selected) {
  const select = element(selector, HTMLSelectElement);
  if (select.options.length > 0) return;
  select.append(...values.map((value) => new Option(value)));
  if (selected !== undefined) select.value = selected;
}
