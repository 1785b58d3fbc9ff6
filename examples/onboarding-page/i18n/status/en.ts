import type { StatusTexts } from './status-texts.ts';

export const en: StatusTexts<'one' | 'other'> = {
  loading: 'Loading your status…',
  views: {
    received: {
      title: 'Your documents have arrived',
      text: 'They are waiting for review. You can leave this page at any time.',
    },
    reviewing: {
      title: 'Your documents are being reviewed',
      text: 'This takes from a few minutes to a few days. This page shows the result as soon as there is one. You can leave it at any time.',
    },
    paused: {
      title: 'Your documents are being checked',
      text: 'Another check is in progress. You do not need to do anything.',
    },
    approved: { title: 'You are verified', text: 'Everything is in order. Your account is open.' },
    rejected: {
      title: 'We could not verify you',
      text: 'Fin.com has decided not to open the account. Please contact support if you have questions.',
    },
    documentsMissing: {
      title: 'We still need your documents',
      text: 'Fin.com has not received your documents yet.',
    },
    moreNeeded: {
      title: 'More information is needed',
      text: 'The review could not be finished with what you sent. Please send what is missing.',
    },
    supportNeeded: {
      title: 'More information is needed',
      text: 'It cannot be sent on this page. Please contact support.',
    },
    unknown: {
      title: 'Your documents are being processed',
      text: 'There is no decision yet. Please check again later.',
    },
  },
  steps: {
    label: 'Progress',
    received: 'Documents received',
    review: 'Review',
    decision: 'Decision',
  },
  reasons: 'Comments from the review',
  requested: {
    proofOfIdentity: 'Identity document',
    proofOfAddress: 'Proof of address',
    selfie: 'Selfie',
    tosPoliciesValue: 'Terms',
    other: 'Other information',
  },
  lost: 'Your status could not be loaded. Nothing is lost.',
  checkAgain: 'Check again',
  send: 'Continue',
  summary: {
    sent: 'Sent',
    files: { one: '{count} file', other: '{count} files' },
    reference: 'Reference for support',
  },
  links: {
    account: 'Go to your account',
    terms: 'Read the terms that you accepted (opens in a new tab)',
    support: 'Contact support',
  },
};
