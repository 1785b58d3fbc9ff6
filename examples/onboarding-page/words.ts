import type { CustomerStatus, ProofOfAddressType, ProofOfIdentityType } from './generated/graphql.ts';

export const IDENTITY_TYPES: Readonly<Record<ProofOfIdentityType, string>> = {
  PASSPORT: 'Passport',
  NATIONAL_ID: 'National identity card',
  DRIVERS_LICENSE: "Driver's license",
  RESIDENCE_PERMIT: 'Residence permit',
};

export const ADDRESS_TYPES: Readonly<Record<ProofOfAddressType, string>> = {
  UTILITY_BILL: 'Utility bill',
  BANK_STATEMENT: 'Bank statement',
  GOVERNMENT_LETTER: 'Letter from a public authority',
  NATIONAL_ID: 'National identity card with the address',
  DRIVERS_LICENSE: "Driver's license with the address",
  RESIDENCE_PERMIT: 'Residence permit with the address',
  PASSPORT: 'Passport with the address',
};

interface StatusWords {
  readonly title: string;
  readonly text: string;
  readonly tone: 'waiting' | 'good' | 'bad' | 'action';
}

const QUEUED: StatusWords = {
  title: 'Your documents have arrived',
  text: 'They wait for their review. You can leave this page: nothing gets lost.',
  tone: 'waiting',
};
const PAUSED: StatusWords = {
  title: 'A closer look is being taken',
  text: 'A compliance check is under way. There is nothing for you to do.',
  tone: 'waiting',
};
const MORE_NEEDED: StatusWords = {
  title: 'Another document is needed',
  text: 'The review could not be finished with what was sent. Please send your documents again.',
  tone: 'action',
};

export const STATUS_WORDS: Readonly<Record<CustomerStatus, StatusWords>> = {
  INCOMPLETE: { title: 'No documents yet', text: 'Fin.com waits for your documents.', tone: 'action' },
  QUEUED,
  PROCESSING: QUEUED,
  REVIEWING: {
    title: 'Your documents are being reviewed',
    text: 'This may take from minutes to a few days. You can leave this page: nothing gets lost.',
    tone: 'waiting',
  },
  ON_HOLD: PAUSED,
  IN_COMPLIANCE: PAUSED,
  REINITIATE: MORE_NEEDED,
  ACTION_REQUIRED: MORE_NEEDED,
  APPROVED: {
    title: 'You are verified',
    text: 'Everything is in order. Your account is open.',
    tone: 'good',
  },
  REJECTED: { title: 'You could not be verified', text: 'Please contact our support.', tone: 'bad' },
  UNKNOWN: {
    title: 'Your documents are under way',
    text: 'There is no verdict yet. Please look again later.',
    tone: 'waiting',
  },
};

/** @param detected such as `HEIC`; `UNKNOWN` or undefined if nobody can tell */
export function wrongFileType(detected: string | undefined): string {
  const found = detected === undefined || detected === 'UNKNOWN' ? '' : ` This is ${detected}.`;
  return `Only PDF, JPEG and PNG files can be read.${found}`;
}

interface Mistake {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

type Params = Mistake['params'];

/** By `code`, so that they can be translated. */
const MISTAKES: Readonly<Record<string, (params: Params, message: string) => string>> = {
  REQUIRED: () => 'This is needed.',
  EXPIRED: () => 'This document has expired. Please use one that is valid.',
  OUT_OF_RANGE: sayRange,
  REFUSED: (_params, message) => `Fin.com did not accept this: ${message}`,
  FILE_EMPTY: () => 'This file is empty. Please choose another.',
  FILE_INCOMPLETE: () => 'This file did not arrive whole. Please send it again.',
  FILE_TYPE_NOT_ALLOWED: ({ detected }) => wrongFileType(String(detected)),
  FILE_TOO_LARGE: ({ max }) => `This file is too large. The limit is ${megabytes(max)}.`,
};

/** A mistake that the gateway or Fin.com found, for the person. */
export function sayMistake({ code, params, message }: Mistake): string {
  return MISTAKES[code]?.(params, message) ?? message;
}

function sayRange({ max, notBefore, notAfter }: Params, message: string): string {
  if (max !== undefined) return message;
  return `This day is too ${notAfter === undefined ? 'early' : 'late'}.${bound(notBefore ?? notAfter)}`;
}

function bound(day: unknown): string {
  return typeof day === 'string' ? ` The limit is ${day}.` : '';
}

function megabytes(bytes: unknown): string {
  return typeof bytes === 'number' ? `${Math.floor(bytes / 1_048_576)} MB` : String(bytes);
}
