import type { ShellTexts } from './shell-texts.ts';

export const de: ShellTexts = {
  title: 'Identitätsprüfung',
  language: 'Sprache',
  languageFailed: 'Diese Sprache konnte nicht geladen werden. Bitte prüfen Sie Ihre Internetverbindung.',
  introduction: 'Fin.com prüft Ihre Dokumente. Diese Website sendet sie an Fin.com und speichert sie nicht.',
  loading: 'Wird geladen …',
  offline:
    'Sie sind offline. Sie können das Formular weiter ausfüllen und absenden, sobald Sie wieder verbunden sind.',
  failures: {
    offline: {
      title: 'Sie sind offline',
      text: 'Die Seite wird geladen, sobald Sie wieder verbunden sind.',
    },
    unreachable: {
      title: 'Der Dienst ist nicht erreichbar',
      text: 'Bitte prüfen Sie Ihre Internetverbindung und schalten Sie VPNs und Blocker für diese Seite aus. Versuchen Sie es dann erneut.',
    },
    foreign: {
      title: 'Der Dienst ist nicht erreichbar',
      text: 'Möglicherweise müssen Sie sich zuerst in Ihrem Netzwerk anmelden, oder der Dienst ist ausgefallen. Bitte versuchen Sie es in einigen Minuten erneut.',
    },
    unknownCustomer: {
      title: 'Dieser Link funktioniert nicht',
      text: 'Er ist vielleicht unvollständig oder nicht mehr gültig. Bitte öffnen Sie ihn noch einmal aus der Nachricht, die Sie erhalten haben, oder wenden Sie sich an den Kundenservice.',
    },
    forbidden: {
      title: 'Sie haben keinen Zugriff auf diese Seite',
      text: 'Vielleicht sind Sie mit einem anderen Konto angemeldet. Wenn Sie hier richtig sind, wenden Sie sich bitte an den Kundenservice.',
    },
    signedOut: {
      title: 'Bitte melden Sie sich an',
      text: 'Melden Sie sich an, um Ihre Identität zu bestätigen.',
    },
    error: {
      title: 'Die Seite konnte nicht geladen werden',
      text: 'Bitte versuchen Sie es in einigen Minuten erneut.',
    },
  },
  tryAgain: 'Erneut versuchen',
  support: 'Kundenservice kontaktieren',
  signIn: {
    title: 'Bitte melden Sie sich an',
    text: 'Melden Sie sich an, um fortzufahren. Ihre Eingaben auf dieser Seite bleiben erhalten.',
    open: 'Anmelden (öffnet einen neuen Tab)',
    done: 'Ich bin angemeldet',
    later: 'Jetzt nicht',
    notYet: 'Sie sind noch nicht angemeldet. Bitte melden Sie sich zuerst im anderen Tab an.',
    start: 'Anmelden',
  },
  signOut: 'Abmelden',
  signedOut: {
    title: 'Sie sind abgemeldet',
    text: 'Ihre Eingaben wurden von diesem Gerät entfernt.',
  },
};
