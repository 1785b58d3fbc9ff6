/** Where an error has its words, the best first. Includes Laravel, FastAPI, Spring, JSON:API, RFC 9457, Google and OAuth. */
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

/** What may stand for the words where there are none. */
export const CODE_KEYS = ['code', 'type', 'rule', 'keyword', 'errorCode', 'error_code'];

/** Where an error names the field that it is about, the best first. */
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

/** Parts of a request. A location of that name says nothing about the field. */
export const REQUEST_PARTS: ReadonlySet<string> = new Set([
  ...['body', 'payload', 'request', 'requestBody', 'json', 'query', 'params', 'headers', 'header', 'cookies'],
]);

/** Lists and maps of errors: what is in them is about the same field as they are. */
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

/** In a map of fields, what is about the request as a whole. */
export const WHOLE_REQUEST_KEYS: ReadonlySet<string> = new Set([
  ...['base', 'non_field_errors', 'nonFieldErrors', '__all__', '_error', '_schema', 'general', 'root'],
]);

/** What comes beside the words of an error and is no error itself. */
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
