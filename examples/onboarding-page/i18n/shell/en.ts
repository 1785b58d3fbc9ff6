import type { ShellTexts } from './shell-texts.ts';

export const en: ShellTexts = {
  title: 'Identity verification',
  language: 'Language',
  languageFailed: 'This language could not be loaded. Please check your connection.',
  introduction: 'Fin.com checks your documents. This site sends them to Fin.com and does not keep them.',
  loading: 'Loading…',
  offline: 'You are offline. You can continue to fill in the form and send it once you are connected again.',
  failures: {
    offline: {
      title: 'You are offline',
      text: 'This page loads as soon as you are connected again.',
    },
    unreachable: {
      title: 'We cannot reach the service',
      text: 'Please check your connection, and turn off VPNs and blockers for this page. Then try again.',
    },
    foreign: {
      title: 'We cannot reach the service',
      text: 'Your network may require you to sign in first, or the service may be down. Please try again in a few minutes.',
    },
    unknownCustomer: {
      title: 'This link does not work',
      text: 'It may be incomplete or out of date. Please open it again from the message that you received, or contact support.',
    },
    forbidden: {
      title: 'You do not have access to this page',
      text: 'You may be signed in to a different account. Please contact support if this is your page.',
    },
    signedOut: {
      title: 'Please sign in',
      text: 'You need to sign in before you can verify your identity.',
    },
    error: {
      title: 'This page could not be loaded',
      text: 'Please try again in a few minutes.',
    },
  },
  tryAgain: 'Try again',
  support: 'Contact support',
  signIn: {
    title: 'Please sign in',
    text: 'Sign in to continue. Everything you entered on this page is kept.',
    open: 'Sign in (opens in a new tab)',
    done: 'I have signed in',
    later: 'Not now',
    notYet: 'You are not signed in yet. Please sign in in the other tab first.',
    start: 'Sign in',
  },
  signOut: 'Sign out',
  signedOut: {
    title: 'You are signed out',
    text: 'The information that you entered was removed from this device.',
  },
};
