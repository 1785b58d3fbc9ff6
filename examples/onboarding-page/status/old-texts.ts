import type { CustomerStatus, ProofOfAddressType, ProofOfIdentityType } from '../../generated/graphql.ts';
import type { NoResponseReason, UnknownCause } from '../shell/no-response.ts';

type FileKind = 'document' | 'photo';

export const IDENTITY_TYPES: Readonly<Record<ProofOfIdentityType, string>> = {
  PASSPORT: 'Passport',
  NATIONAL_ID: 'National identity card',
  DRIVERS_LICENSE: "Driver's license",
  RESIDENCE_PERMIT: 'Residence permit',
};

export const ADDRESS_TYPES: Readonly<Record<ProofOfAddressType, string>> = {
  UTILITY_BILL: 'Utility bill',
  BANK_STATEMENT: 'Bank statement',
  GOVERNMENT_LETTER: 'Government letter',
  NATIONAL_ID: 'National identity card with the address',
  DRIVERS_LICENSE: "Driver's license with the address",
  RESIDENCE_PERMIT: 'Residence permit with the address',
  PASSPORT: 'Passport with the address',
};

/** The request did not leave the device. */
export const NOT_SENT_TEXTS: Readonly<Record<NoResponseReason, string>> = {
  offline: 'You are offline, so nothing was sent. Check your connection, then send your documents again.',
  unreachable:
    'Nothing was sent, because the service cannot be reached. Check your connection, and turn off VPNs and blockers for this page. Then send your documents again.',
  'not-graphql':
    'Nothing was sent, because we did not understand the response of the service. It may be down, or your network may require you to sign in first. Try again in a moment.',
};

/** Why the page cannot start. `error`: the gateway responded with an error. */
export const LOAD_FAILURE_TEXTS: Readonly<Record<NoResponseReason | 'error', string>> = {
  offline: 'This page could not be loaded, because you are offline. Check your connection, then try again.',
  unreachable:
    'This page could not be loaded, because the service cannot be reached. Check your connection, then try again.',
  'not-graphql':
    'This page could not be loaded, because we did not understand the response of the service. It may be down, or your network may require you to sign in first. Try again in a moment.',
  error: 'This page could not be loaded. Please try again in a moment.',
};

/** What the page says after a request without a response. */
export const UNKNOWN_TEXTS: Readonly<Record<UnknownCause, string>> = {
  interrupted: 'The connection was lost while your documents were being sent.',
  lost: 'There was no response, so we do not know whether your documents have arrived.',
  'not-graphql':
    'We did not understand the response, so we do not know whether your documents have arrived. It may have come from a proxy or a sign-in page.',
};

interface StatusTexts {
  readonly title: string;
  readonly text: string;
  readonly tone: 'waiting' | 'good' | 'bad' | 'action';
}

const QUEUED: StatusTexts = {
  title: 'Your documents have arrived',
  text: 'Your documents are waiting for review. You can leave this page at any time.',
  tone: 'waiting',
};
const PAUSED: StatusTexts = {
  title: 'Your documents are being checked',
  text: 'A compliance check is in progress. You do not need to do anything.',
  tone: 'waiting',
};
const MORE_NEEDED: StatusTexts = {
  title: 'More documents are needed',
  text: 'We could not finish the review with the documents you sent. Please send your documents again.',
  tone: 'action',
};

/** Fin.com requests information, and the page has no form for the answer. */
export const REQUEST_TEXTS: StatusTexts = {
  title: 'More information is needed',
  text: 'Please contact support to send it.',
  tone: 'action',
};

/** Names for what Fin.com requests, by the member of the input. */
export const REQUESTED_TEXTS: Readonly<Record<string, string>> = {
  proofOfIdentity: 'Identity document',
  proofOfAddress: 'Proof of address',
  selfie: 'Selfie',
  tosPoliciesValue: 'Terms',
};

export const STATUS_TEXTS: Readonly<Record<CustomerStatus, StatusTexts>> = {
  INCOMPLETE: { title: 'No documents yet', text: 'Fin.com is waiting for your documents.', tone: 'action' },
  QUEUED,
  PROCESSING: QUEUED,
  REVIEWING: {
    title: 'Your documents are being reviewed',
    text: 'This can take from a few minutes to a few days. You can leave this page at any time.',
    tone: 'waiting',
  },
  ON_HOLD: PAUSED,
  IN_COMPLIANCE: PAUSED,
  ASSOCIATED_PARTIES_REMAINING: PAUSED,
  REINITIATE: MORE_NEEDED,
  ACTION_REQUIRED: MORE_NEEDED,
  APPROVED: {
    title: 'You are verified',
    text: 'Everything is in order. Your account is open.',
    tone: 'good',
  },
  REJECTED: { title: 'You could not be verified', text: 'Please contact support.', tone: 'bad' },
  UNKNOWN: {
    title: 'Your documents are being processed',
    text: 'There is no decision yet. Please check again later.',
    tone: 'waiting',
  },
};

/** @param detected such as `HEIC`; `UNKNOWN` or undefined if the type was not recognized */
export function toFileTypeText(kind: FileKind, detected: string | undefined): string {
  const found = detected === undefined || detected === 'UNKNOWN' ? '' : ` This is ${detected}.`;
  if (kind === 'photo') return `A selfie must be a JPEG or PNG photo.${found}`;
  return `Only PDF, JPEG and PNG files can be read.${found}`;
}

export function toTooLargeText(maxBytes: unknown): string {
  return `This file is too large. The limit is ${formatMegabytes(maxBytes)}.`;
}

interface FieldError {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

type Params = FieldError['params'];

/** Texts by `code`, so that they can be translated. */
const ERROR_TEXTS: Readonly<Record<string, (params: Params, message: string) => string>> = {
  REQUIRED: ({ side }) =>
    side === undefined ? 'Please fill in this field.' : 'Please add this side of the document.',
  UNKNOWN_VALUE: () => 'Fin.com does not accept this choice. Please choose another one.',
  EXPIRED: () => 'This document has expired. Please use a valid one.',
  OUT_OF_RANGE: toRangeText,
  REFUSED: (_params, message) => `Fin.com did not accept this: ${message}`,
  FILE_EMPTY: () => 'This file is empty. Please choose another one.',
  FILE_INCOMPLETE: () => 'This file did not arrive completely. Please send it again.',
  FILE_TYPE_NOT_ALLOWED: ({ allowed, detected }) =>
    toFileTypeText(
      Array.isArray(allowed) && !allowed.includes('PDF') ? 'photo' : 'document',
      String(detected),
    ),
  FILE_TOO_LARGE: ({ max }) => toTooLargeText(max),
};

/** The text for an error that the gateway or Fin.com found. */
export function toErrorText({ code, params, message }: FieldError): string {
  return ERROR_TEXTS[code]?.(params, message) ?? message;
}

function toRangeText(params: Params, message: string): string {
  const { max, unit, notBefore, notAfter, notBeforeField, afterField } = params;
  if (unit === 'CHARACTERS' && typeof max === 'number') return `Please use at most ${max} characters.`;
  if (typeof notAfter === 'string') return `This date is too late. It must be on or before ${notAfter}.`;
  if (typeof notBefore === 'string') return `This date is too early. It must be on or after ${notBefore}.`;
  if (afterField === 'issueDate') return 'This date must be after the date of issue.';
  return notBeforeField === 'issueDate' ? 'This date is before the date of issue.' : message;
}

function formatMegabytes(bytes: unknown): string {
  return typeof bytes === 'number' ? `${Math.floor(bytes / 1_048_576)} MB` : String(bytes);
}
