/** Keys of an error's message, best first. They cover Laravel, FastAPI, Spring, JSON:API, RFC 9457, Google and OAuth. */
export const MESSAGE_KEYS = [
  ...[
    'message',
    'msg',
    'detail',
    'reason',
    'description',
    'error_description',
    'errorMessage',
    'error_message',
  ],
  ...['defaultMessage', 'error', 'messages', 'constraints', 'text', 'title'],
];

/** Keys whose value replaces a missing message. */
export const CODE_KEYS = ['code', 'type', 'rule', 'keyword', 'errorCode', 'error_code'];

/** Keys of the field that an error is about, best first. */
export const FIELD_KEYS = [
  ...[
    'field',
    'path',
    'pointer',
    'loc',
    'attribute',
    'property',
    'propertyPath',
    'property_path',
    'instancePath',
  ],
  ...['dataPath', 'parameter', 'param', 'target', 'fieldName', 'field_name', 'propertyName', 'property_name'],
  ...['key', 'name', 'location', 'source'],
];

/** Parts of a request. A location with one of these names does not identify a field. */
export const REQUEST_PARTS: ReadonlySet<string> = new Set([
  ...['body', 'payload', 'request', 'requestBody', 'json', 'query', 'params', 'headers', 'header', 'cookies'],
]);

/** Keys of lists and maps of errors. Their items are about the same field as the list. */
export const CONTAINER_KEYS = [
  ...[
    'errors',
    '_errors',
    'details',
    'issues',
    'violations',
    'fieldViolations',
    'fieldErrors',
    'field_errors',
  ],
  ...[
    'formErrors',
    'validationErrors',
    'validation_errors',
    'invalid-params',
    'invalid_params',
    'invalidParams',
  ],
  ...['properties', 'children'],
];

/** Keys in a map of fields that stand for the whole request. */
export const WHOLE_REQUEST_KEYS: ReadonlySet<string> = new Set([
  ...['base', 'non_field_errors', 'nonFieldErrors', '__all__', '_error', '_schema', 'general', 'root'],
]);

/** Keys that accompany a message and are not errors themselves. */
export const META_KEYS: ReadonlySet<string> = new Set([
  ...CODE_KEYS,
  ...[
    'status',
    'statusCode',
    'status_code',
    'timestamp',
    'id',
    'links',
    'meta',
    'value',
    'rejectedValue',
    'input',
  ],
  ...[
    'ctx',
    'context',
    'url',
    'help',
    'hint',
    'expected',
    'received',
    'params',
    'severity',
    'category',
    'domain',
  ],
  ...['documentation_url', 'trace_id', 'traceId', 'request_id', 'requestId', 'correlation_id', 'instance'],
  ...['schemaPath', 'objectName', 'label', 'success', 'ok', '@type'],
]);
