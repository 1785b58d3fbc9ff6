import type { StatusTexts } from './status-texts.ts';

export const de: StatusTexts<'one' | 'other'> = {
  loading: 'Ihr Status wird geladen …',
  views: {
    received: {
      title: 'Ihre Dokumente sind angekommen',
      text: 'Sie werden bald geprüft. Sie können diese Seite jederzeit verlassen.',
    },
    reviewing: {
      title: 'Ihre Dokumente werden geprüft',
      text: 'Das kann wenige Minuten, aber auch einige Tage dauern. Das Ergebnis erscheint hier, sobald es vorliegt. Sie können diese Seite jederzeit verlassen.',
    },
    paused: {
      title: 'Ihre Dokumente werden geprüft',
      text: 'Eine weitere Prüfung läuft. Sie müssen nichts tun.',
    },
    approved: { title: 'Sie sind verifiziert', text: 'Alles ist in Ordnung. Ihr Konto ist eröffnet.' },
    rejected: {
      title: 'Wir konnten Sie nicht verifizieren',
      text: 'Fin.com hat entschieden, das Konto nicht zu eröffnen. Bei Fragen wenden Sie sich bitte an den Kundenservice.',
    },
    documentsMissing: {
      title: 'Ihre Dokumente fehlen noch',
      text: 'Fin.com hat Ihre Dokumente noch nicht erhalten.',
    },
    moreNeeded: {
      title: 'Weitere Angaben sind nötig',
      text: 'Die Prüfung konnte mit Ihren bisherigen Angaben nicht abgeschlossen werden. Bitte senden Sie, was noch fehlt.',
    },
    supportNeeded: {
      title: 'Weitere Angaben sind nötig',
      text: 'Auf dieser Seite können Sie diese nicht senden. Bitte wenden Sie sich an den Kundenservice.',
    },
    unknown: {
      title: 'Ihre Dokumente werden bearbeitet',
      text: 'Es gibt noch keine Entscheidung. Bitte sehen Sie später noch einmal nach.',
    },
  },
  steps: {
    label: 'Fortschritt',
    received: 'Dokumente erhalten',
    review: 'Prüfung',
    decision: 'Entscheidung',
  },
  reasons: 'Anmerkungen aus der Prüfung',
  requested: {
    proofOfIdentity: 'Ausweisdokument',
    proofOfAddress: 'Adressnachweis',
    selfie: 'Selfie',
    tosPoliciesValue: 'Nutzungsbedingungen',
    other: 'Weitere Angaben',
  },
  lost: 'Ihr Status konnte nicht geladen werden. Es ist nichts verloren gegangen.',
  checkAgain: 'Erneut abrufen',
  send: 'Weiter',
  summary: {
    sent: 'Gesendet',
    files: { one: '{count} Datei', other: '{count} Dateien' },
    reference: 'Referenz für den Kundenservice',
  },
  links: {
    account: 'Zu Ihrem Konto',
    terms: 'Akzeptierte Nutzungsbedingungen lesen (öffnet einen neuen Tab)',
    support: 'Kundenservice kontaktieren',
  },
};
