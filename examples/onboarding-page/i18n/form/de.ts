import type { FormTexts } from './form-texts.ts';

export const de: FormTexts = {
  headings: { attach: 'Ihre Dokumente', answer: 'Was wir noch brauchen' },
  groups: {
    proofOfIdentity: 'Wer Sie sind',
    proofOfAddress: 'Wo Sie wohnen',
    selfie: 'Ein Foto von Ihnen',
  },
  labels: {
    'proofOfIdentity.type': 'Dokument',
    'proofOfIdentity.country': 'Ausstellendes Land',
    'proofOfIdentity.state': 'Ausstellender Bundesstaat',
    'proofOfIdentity.number': 'Dokumentennummer',
    'proofOfIdentity.issueDate': 'Ausstellungsdatum',
    'proofOfIdentity.expiryDate': 'Ablaufdatum',
    'proofOfAddress.type': 'Adressnachweis',
    'proofOfAddress.country': 'Ausstellendes Land',
  },
  documentTypes: {
    PASSPORT: 'Reisepass',
    NATIONAL_ID: 'Personalausweis',
    DRIVERS_LICENSE: 'Führerschein',
    RESIDENCE_PERMIT: 'Aufenthaltstitel',
    UTILITY_BILL: 'Rechnung eines Versorgers (Strom, Gas, Wasser)',
    BANK_STATEMENT: 'Kontoauszug',
    GOVERNMENT_LETTER: 'Behördenschreiben',
  },
  addressTypes: {
    PASSPORT: 'Reisepass mit Adresse',
    NATIONAL_ID: 'Personalausweis mit Adresse',
    DRIVERS_LICENSE: 'Führerschein mit Adresse',
    RESIDENCE_PERMIT: 'Aufenthaltstitel mit Adresse',
    UTILITY_BILL: 'Rechnung eines Versorgers (Strom, Gas, Wasser)',
    BANK_STATEMENT: 'Kontoauszug',
    GOVERNMENT_LETTER: 'Behördenschreiben',
  },
  choose: 'Bitte wählen …',
  numberHint: 'Genau so, wie sie auf dem Dokument steht.',
  fileLabels: {
    photoPage: 'Seite mit dem Foto',
    FRONT: 'Vorderseite',
    BACK: 'Rückseite',
    'proofOfAddress.files.0': 'Foto oder Scan',
    selfie: 'Selfie',
  },
  fileHints: {
    proofOfIdentity: 'Alle vier Ecken sichtbar, scharf, ohne Spiegelungen.',
    proofOfAddress: 'Ausgestellt in den letzten drei Monaten.',
    selfie: 'Ihr ganzes Gesicht, bei gutem Licht, ohne Sonnenbrille.',
  },
  countries: {
    hint: 'Geben Sie einen Namen oder einen Code ein, zum Beispiel DE.',
    none: 'Kein Land hat diesen Namen oder Code.',
    found: { one: '{count} Land', other: '{count} Länder' },
  },
  file: {
    choose: { document: 'Datei auswählen', selfie: 'Foto auswählen' },
    orDrop: 'oder hier ablegen',
    formats: { document: 'PDF, JPEG oder PNG', selfie: 'JPEG oder PNG' },
    takePhoto: 'Foto aufnehmen',
    chooseAnother: 'andere Datei auswählen',
    uploaded: 'bereits hochgeladen, wird nicht noch einmal gesendet',
    preview: 'Vorschau',
    smaller: 'Dieses Foto war zu groß zum Senden. Wir haben es von {before} auf {after} verkleinert.',
    unreadable:
      'Diese Datei lässt sich nicht lesen. Möglicherweise handelt es sich um einen Ordner, oder die Datei wurde geändert, verschoben oder gelöscht. Wenn sie in einem Cloud-Speicher liegt, laden Sie sie zuerst auf dieses Gerät herunter. Wählen Sie sie dann erneut aus.',
  },
  acceptTerms: 'Ich habe die Nutzungsbedingungen von Fin.com gelesen und akzeptiere sie.',
  readTerms: 'Nutzungsbedingungen lesen (öffnet einen neuen Tab)',
  termsMissing:
    'Die Nutzungsbedingungen von Fin.com konnten nicht geladen werden. Deshalb kann nichts gesendet werden. Bitte wenden Sie sich an den Kundenservice.',
  acceptTermsFirst: 'Bitte lesen und akzeptieren Sie die Nutzungsbedingungen.',
  chooseCountry: 'Bitte wählen Sie ein Land aus der Liste.',
  correctFields: {
    one: 'Bitte korrigieren Sie ein Feld.',
    other: 'Bitte korrigieren Sie {count} Felder.',
  },
  draftRestored:
    'Ihre Eingaben sind noch da. Bitte wählen Sie nur Ihre Dateien erneut aus, denn Browser können diese nicht speichern.',
  unanswerable:
    'Fin.com verlangt noch etwas, das Sie hier nicht senden können. Bitte wenden Sie sich an den Kundenservice.',
  submit: { attach: 'Dokumente senden', answer: 'Antwort senden', sending: 'Wird gesendet …' },
  cancel: 'Abbrechen',
  progress: 'Hochladen Ihrer Dateien',
  phases: {
    CHECKING: 'Ihre Angaben werden geprüft …',
    SENDING: 'Wird gesendet …',
    sent: 'Alles wurde gesendet. Wir warten auf die Antwort …',
    WAITING: 'Der Dienst ist ausgelastet. Wir versuchen es gleich noch einmal …',
    LOOKING_UP: 'Die Verbindung wurde unterbrochen. Wir prüfen, ob alles angekommen ist …',
  },
  warnings: {
    title: 'Bitte prüfen Sie dies vor dem Senden',
    sendAnyway: 'Trotzdem senden',
    chooseAnother: 'Andere Datei auswählen',
    change: 'Ändern',
  },
  offline:
    'Sie sind offline. Es wurde nichts gesendet. Bitte prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
  cancelled: 'Sie haben abgebrochen. Es wurde nichts gesendet.',
  cancelledLate:
    'Sie haben abgebrochen, aber Ihre Dokumente sind möglicherweise angekommen. Wenn Sie sie noch einmal senden, prüfen wir zuerst, ob sie schon da sind.',
  unknown: {
    lost: 'Wir wissen noch nicht, ob alles angekommen ist. Bitte prüfen Sie es gleich noch einmal. Es wird nichts doppelt gesendet.',
    earlier:
      'Wir wissen noch nicht, ob Ihre vorherige Sendung angekommen ist. Deshalb wurde diese nicht gesendet. Bitte prüfen Sie es gleich noch einmal oder wenden Sie sich an den Kundenservice.',
    check: 'Noch einmal prüfen',
  },
};
