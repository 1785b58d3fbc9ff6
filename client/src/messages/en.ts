import type { Catalog } from './catalog.ts';

const FAULT_ON_OUR_SIDE =
  'Something went wrong on our side. If it happens again, please contact support and mention the reference {requestId}.';
const TECHNICAL_PROBLEM =
  'A technical problem prevented us from processing your request. If it happens again, please contact support and mention the reference {requestId}.';
const NOT_AT_THE_MOMENT = 'We cannot process your request at the moment.';

export const en: Catalog<'one' | 'other'> = {
  locale: 'en',
  quotation: '“{label}”',
  about: '{subject}: {text}',
  sides: { FRONT: 'front', BACK: 'back' },
  errors: {
    BAD_USER_INPUT: 'Please check your entries. Some of them need to be corrected.',
    FIN_VALIDATION_FAILED: 'Some of your entries were not accepted. Please check them.',
    NOT_FOUND: 'We could not find what you are looking for.',
    FORBIDDEN: 'You do not have permission to do this.',
    CONFLICT: 'We are still processing your previous request.',
    FEATURE_LOCKED: 'This service is not available to you at the moment. Please contact support.',
    UPSTREAM_PROVIDER_ERROR: 'One of our partners could not process your request.',
    RATE_LIMITED: 'There have been too many requests.',
    UPSTREAM_AUTHENTICATION_FAILED: FAULT_ON_OUR_SIDE,
    UPSTREAM_UNAVAILABLE: 'The service cannot be reached at the moment.',
    UPSTREAM_TIMEOUT: 'The service did not respond in time.',
    UPSTREAM_BAD_RESPONSE: FAULT_ON_OUR_SIDE,
    UPLOAD_TOO_LARGE: 'A file is too large. Please choose a smaller one.',
    UPLOAD_TOO_MANY_FILES: 'You have selected too many files. Please remove some of them.',
    UPLOAD_TYPE_NOT_ALLOWED: 'A file has a type that we cannot accept. Please choose a different file.',
    UPLOAD_EMPTY: 'A file is empty. Please choose a different file.',
    UPLOAD_INCOMPLETE:
      'Your files did not arrive completely. Please check your connection and send them again.',
    UPLOAD_MALFORMED: TECHNICAL_PROBLEM,
    UNAUTHENTICATED: 'Your session has ended. Please sign in again.',
    CSRF_PREFLIGHT_REQUIRED: TECHNICAL_PROBLEM,
    GRAPHQL_PARSE_FAILED: TECHNICAL_PROBLEM,
    GRAPHQL_VALIDATION_FAILED: TECHNICAL_PROBLEM,
    PERSISTED_QUERY_NOT_FOUND: TECHNICAL_PROBLEM,
    OPERATION_RESOLUTION_FAILURE: TECHNICAL_PROBLEM,
    BAD_REQUEST: TECHNICAL_PROBLEM,
    IDEMPOTENCY_UNAVAILABLE: NOT_AT_THE_MOMENT,
    AUDIT_UNAVAILABLE: NOT_AT_THE_MOMENT,
    IDEMPOTENCY_KEY_REUSED: TECHNICAL_PROBLEM,
    INTERNAL_SERVER_ERROR: FAULT_ON_OUR_SIDE,
    UNKNOWN: 'Something went wrong. If it happens again, please contact support.',
  },
  outcomeUnknown:
    'We could not confirm whether your request was completed. Please check its status before you send it again.',
  retry: { soon: 'Please try again in a moment.', later: 'Please try again in {time}.' },
  seconds: { one: '{count} second', other: '{count} seconds' },
  minutes: { one: '{count} minute', other: '{count} minutes' },
  transportFailures: {
    NO_RESPONSE: 'We received no response. Please check your internet connection.',
    OTHER_RESPONSE:
      'The service cannot be reached through this network. Please check your internet connection.',
  },
  notSent: {
    NO_RESPONSE:
      'Nothing was sent, because the service cannot be reached. Please check your internet connection.',
    OTHER_RESPONSE:
      'Nothing was sent, because the service cannot be reached through this network. Please check your internet connection.',
    FILE_UNREADABLE:
      'This file can no longer be read. It may have been changed, moved or deleted. Please choose it again.',
  },
  heicAdvice:
    'Your phone saved this photo in a format that we cannot accept. Please take a new photo on this page. Or choose the most compatible format in the camera settings of your phone, and take the photo again.',
  units: {
    CHARACTERS: { one: '{count} character', other: '{count} characters' },
    FILES: { one: '{count} file', other: '{count} files' },
    ITEMS: { one: '{count} entry', other: '{count} entries' },
    LEVELS: { one: '{count} level', other: '{count} levels' },
    MEMBERS: { one: '{count} value', other: '{count} values' },
  },
  fields: {
    REQUIRED: {
      plain: 'Please fill in this field.',
      min: 'Please add at least {amount}.',
      oneOf: 'Please provide one of the following: {names}.',
      options: 'Please choose one of the following: {names}.',
      dataType: {
        URI: 'Please upload a file.',
        DATE: 'Please enter a date.',
        TEXT: 'Please enter some text.',
        ENUM: 'Please choose an option.',
      },
      side: { FRONT: 'Please add the front of the document.', BACK: 'Please add the back of the document.' },
    },
    INVALID_FORMAT: {
      BOOLEAN: 'Please choose yes or no.',
      E164: 'Please enter a phone number with its country code, for example +14155551234.',
      EMAIL: 'Please enter a valid email address.',
      EXACT_NUMBER: 'This number has too many digits. Please enter a shorter one.',
      FILE: 'Please choose a file.',
      INTEGER: 'Please enter a whole number.',
      ISO_3166_2: 'Please choose a valid state or region.',
      ISO_DATE: 'Please enter a valid date.',
      LATIN: 'Please use Latin letters.',
      LOWER_CASE: 'Please use lowercase letters only.',
      NUMBER: 'Please enter a number.',
      OBJECT: 'This entry is not valid. Please check it.',
      OTHER: 'This entry is not valid. Please check it.',
      PRINTABLE: 'This entry contains invisible characters. Please type it in again.',
      PRINTABLE_ASCII: 'Please use only digits, common symbols and letters without accents.',
      STRING: 'Please enter some text.',
      UPLOAD_URI: 'This file is no longer available. Please upload it again.',
      UUID: 'This identifier is not valid. Please check it.',
    },
    UNKNOWN_VALUE: {
      plain: 'Please choose one of the available options.',
      allowed: 'Please choose one of the following: {names}.',
    },
    OUT_OF_RANGE: {
      min: 'Please enter a value of at least {min}.',
      max: 'Please enter a value of at most {max}.',
      range: 'Please enter a value from {min} to {max}.',
      minAmount: 'The minimum is {amount}.',
      maxAmount: 'The maximum is {amount}.',
      rangeAmount: 'Allowed: {min} to {amount}.',
      notBefore: 'The date must not be before {date}.',
      notAfter: 'The date must not be after {date}.',
      notBeforeField: 'This date must not be before {field}.',
      afterField: 'This date must be after {field}.',
      notBeforeOtherField: 'This date is too early. Please check the other dates as well.',
      afterOtherField: 'This date must be later. Please check the other dates as well.',
    },
    EXPIRED: {
      plain: 'This document has expired. Please provide a valid one.',
      notBefore: 'This document has expired. It must be valid until at least {date}.',
    },
    DUPLICATE: 'This entry appears more than once. Please remove the duplicate.',
    CONFLICTING: {
      plain: 'This entry cannot be combined with another one. Please remove one of them.',
      with: 'This entry cannot be combined with {names}. Please remove one of them.',
    },
    UNKNOWN_FIELD: {
      plain: 'This entry is not supported. Please leave it out.',
      customerApi: 'This entry is not supported for your account. Please leave it out.',
    },
    NOT_REQUESTED: 'This information was not requested. Please leave it out.',
    REFUSED: {
      plain: 'This entry was not accepted. Please check it.',
      options: 'This entry was not accepted. Please choose one of the following: {names}.',
    },
    FILE_EMPTY: 'This file is empty. Please choose a different file.',
    FILE_INCOMPLETE: 'This file did not arrive completely. Please send it again.',
    FILE_TYPE_NOT_ALLOWED: {
      plain: 'This type of file is not accepted. Please use {allowed}.',
      detected: '{detected} files are not accepted. Please use {allowed}.',
    },
    FILE_TOO_LARGE: 'This file is too large. The maximum size is {amount}.',
    UNKNOWN: 'Please check this entry.',
  },
  warnings: {
    LOW_QUALITY:
      'This picture may be too small to read. Please take a sharper one with at least {minBytes}, or scan the document with at least {minDpi} dots per inch.',
    PASSWORD_PROTECTED: 'This PDF is protected with a password. Please choose a copy that opens without one.',
    EXPIRES_SOON:
      'This document expires soon and may not be accepted. Please use one that is valid until {notBefore} or longer, if you can.',
    BACK_SIDE_MISSING:
      'The back of this document seems to be missing. Please add it, unless your file shows both sides.',
    OLD_PROOF_OF_ADDRESS:
      'This document may be too old by the time it is reviewed. Please use one that was issued on {notBefore} or later, if you can.',
    UNKNOWN: 'Please check this document. It may not be accepted.',
  },
};
