import type { Catalog } from './catalog.ts';

const SUPPORT =
  'Falls das erneut geschieht, wenden Sie sich bitte an den Kundenservice und nennen Sie die Referenz {requestId}.';
const FAULT_ON_OUR_SIDE = `Bei uns ist ein Fehler aufgetreten. ${SUPPORT}`;
const TECHNICAL_PROBLEM = `Ihre Anfrage konnte wegen eines technischen Problems nicht bearbeitet werden. ${SUPPORT}`;
const NOT_AT_THE_MOMENT = 'Wir können Ihre Anfrage derzeit nicht bearbeiten.';

export const de: Catalog<'one' | 'other'> = {
  locale: 'de',
  quotation: '„{label}“',
  about: '{subject}: {text}',
  sides: { FRONT: 'Vorderseite', BACK: 'Rückseite' },
  errors: {
    BAD_USER_INPUT: 'Bitte prüfen Sie Ihre Angaben. Einige davon müssen korrigiert werden.',
    FIN_VALIDATION_FAILED: 'Einige Ihrer Angaben wurden nicht akzeptiert. Bitte überprüfen Sie diese.',
    NOT_FOUND: 'Die gewünschten Daten wurden nicht gefunden.',
    FORBIDDEN: 'Sie sind dazu nicht berechtigt.',
    CONFLICT: 'Ihre vorherige Anfrage wird noch bearbeitet.',
    FEATURE_LOCKED:
      'Dieser Dienst steht Ihnen derzeit nicht zur Verfügung. Bitte wenden Sie sich an den Kundenservice.',
    UPSTREAM_PROVIDER_ERROR: 'Einer unserer Partner konnte Ihre Anfrage nicht bearbeiten.',
    RATE_LIMITED: 'Es sind zu viele Anfragen eingegangen.',
    UPSTREAM_AUTHENTICATION_FAILED: FAULT_ON_OUR_SIDE,
    UPSTREAM_UNAVAILABLE: 'Der Dienst ist derzeit nicht erreichbar.',
    UPSTREAM_TIMEOUT: 'Der Dienst hat nicht rechtzeitig geantwortet.',
    UPSTREAM_BAD_RESPONSE: FAULT_ON_OUR_SIDE,
    UPLOAD_TOO_LARGE: 'Eine Datei ist zu groß. Bitte wählen Sie eine kleinere Datei.',
    UPLOAD_TOO_MANY_FILES: 'Sie haben zu viele Dateien ausgewählt. Bitte entfernen Sie einige davon.',
    UPLOAD_TYPE_NOT_ALLOWED:
      'Eine Datei hat ein Format, das wir nicht akzeptieren können. Bitte wählen Sie eine andere Datei.',
    UPLOAD_EMPTY: 'Eine Datei ist leer. Bitte wählen Sie eine andere Datei.',
    UPLOAD_INCOMPLETE:
      'Ihre Dateien sind nicht vollständig angekommen. Bitte prüfen Sie Ihre Internetverbindung und senden Sie die Dateien erneut.',
    UPLOAD_MALFORMED: TECHNICAL_PROBLEM,
    UNAUTHENTICATED: 'Ihre Sitzung ist abgelaufen. Bitte melden Sie sich erneut an.',
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
    UNKNOWN:
      'Es ist ein Fehler aufgetreten. Falls das erneut geschieht, wenden Sie sich bitte an den Kundenservice.',
  },
  outcomeUnknown:
    'Wir konnten nicht feststellen, ob Ihre Anfrage ausgeführt wurde. Bitte prüfen Sie den aktuellen Stand, bevor Sie die Anfrage erneut senden.',
  retry: {
    soon: 'Bitte versuchen Sie es in Kürze erneut.',
    later: 'Bitte versuchen Sie es in {time} erneut.',
  },
  seconds: { one: '{count} Sekunde', other: '{count} Sekunden' },
  minutes: { one: '{count} Minute', other: '{count} Minuten' },
  transportFailures: {
    NO_RESPONSE: 'Wir haben keine Antwort erhalten. Bitte prüfen Sie Ihre Internetverbindung.',
    OTHER_RESPONSE:
      'Der Dienst ist über dieses Netzwerk nicht erreichbar. Bitte prüfen Sie Ihre Internetverbindung.',
  },
  notSent: {
    NO_RESPONSE:
      'Es wurde nichts gesendet, weil der Dienst nicht erreichbar ist. Bitte prüfen Sie Ihre Internetverbindung.',
    OTHER_RESPONSE:
      'Es wurde nichts gesendet, weil der Dienst über dieses Netzwerk nicht erreichbar ist. Bitte prüfen Sie Ihre Internetverbindung.',
    FILE_UNREADABLE:
      'Diese Datei kann nicht mehr gelesen werden. Möglicherweise wurde sie geändert, verschoben oder gelöscht. Bitte wählen Sie sie erneut aus.',
  },
  heicAdvice:
    'Ihr Telefon hat dieses Foto in einem Format gespeichert, das wir nicht annehmen können. Bitte nehmen Sie auf dieser Seite ein neues Foto auf. Oder wählen Sie in den Kameraeinstellungen Ihres Telefons das Format mit der größten Kompatibilität und nehmen Sie das Foto erneut auf.',
  units: {
    CHARACTERS: { one: '{count} Zeichen', other: '{count} Zeichen' },
    FILES: { one: '{count} Datei', other: '{count} Dateien' },
    ITEMS: { one: '{count} Eintrag', other: '{count} Einträge' },
    LEVELS: { one: '{count} Ebene', other: '{count} Ebenen' },
    MEMBERS: { one: '{count} Wert', other: '{count} Werte' },
  },
  fields: {
    REQUIRED: {
      plain: 'Bitte füllen Sie dieses Feld aus.',
      min: 'Bitte fügen Sie mindestens {amount} hinzu.',
      oneOf: 'Bitte machen Sie eine dieser Angaben: {names}.',
      options: 'Bitte wählen Sie eine dieser Möglichkeiten: {names}.',
      dataType: {
        URI: 'Bitte laden Sie eine Datei hoch.',
        DATE: 'Bitte geben Sie ein Datum ein.',
        TEXT: 'Bitte geben Sie einen Text ein.',
        ENUM: 'Bitte wählen Sie eine Möglichkeit aus.',
      },
      side: {
        FRONT: 'Bitte fügen Sie die Vorderseite des Dokuments hinzu.',
        BACK: 'Bitte fügen Sie die Rückseite des Dokuments hinzu.',
      },
    },
    INVALID_FORMAT: {
      BOOLEAN: 'Bitte wählen Sie Ja oder Nein.',
      E164: 'Bitte geben Sie die Telefonnummer mit Landesvorwahl ein, zum Beispiel +4915112345678.',
      EMAIL: 'Bitte geben Sie eine gültige E-Mail-Adresse ein.',
      EXACT_NUMBER: 'Diese Zahl hat zu viele Stellen. Bitte geben Sie eine kürzere Zahl ein.',
      FILE: 'Bitte wählen Sie eine Datei aus.',
      INTEGER: 'Bitte geben Sie eine ganze Zahl ein.',
      ISO_3166_2: 'Bitte wählen Sie eine gültige Region, zum Beispiel ein Bundesland.',
      ISO_DATE: 'Bitte geben Sie ein gültiges Datum ein.',
      LATIN: 'Bitte verwenden Sie lateinische Buchstaben.',
      LOWER_CASE: 'Bitte verwenden Sie nur Kleinbuchstaben.',
      NUMBER: 'Bitte geben Sie eine Zahl ein.',
      OBJECT: 'Diese Angabe ist ungültig. Bitte prüfen Sie sie.',
      OTHER: 'Diese Angabe ist ungültig. Bitte prüfen Sie sie.',
      PRINTABLE: 'Diese Angabe enthält unsichtbare Zeichen. Bitte geben Sie sie neu ein.',
      PRINTABLE_ASCII:
        'Bitte verwenden Sie nur Ziffern, gängige Sonderzeichen und Buchstaben ohne Umlaute und Akzente.',
      STRING: 'Bitte geben Sie einen Text ein.',
      UPLOAD_URI: 'Diese Datei ist nicht mehr verfügbar. Bitte laden Sie sie erneut hoch.',
      UUID: 'Diese Kennung ist ungültig. Bitte prüfen Sie sie.',
    },
    UNKNOWN_VALUE: {
      plain: 'Bitte wählen Sie eine der angebotenen Möglichkeiten.',
      allowed: 'Bitte wählen Sie eine dieser Möglichkeiten: {names}.',
    },
    OUT_OF_RANGE: {
      min: 'Bitte geben Sie einen Wert von mindestens {min} ein.',
      max: 'Bitte geben Sie einen Wert von höchstens {max} ein.',
      range: 'Bitte geben Sie einen Wert von {min} bis {max} ein.',
      minAmount: 'Mindestens erforderlich: {amount}.',
      maxAmount: 'Höchstens zulässig: {amount}.',
      rangeAmount: 'Zulässig: {min} bis {amount}.',
      notBefore: 'Das Datum darf nicht vor dem {date} liegen.',
      notAfter: 'Das Datum darf nicht nach dem {date} liegen.',
      notBeforeField: 'Dieses Datum darf nicht vor dem Datum im Feld {field} liegen.',
      afterField: 'Dieses Datum muss nach dem Datum im Feld {field} liegen.',
      notBeforeOtherField: 'Dieses Datum ist zu früh. Bitte prüfen Sie auch die anderen Datumsangaben.',
      afterOtherField: 'Dieses Datum muss später sein. Bitte prüfen Sie auch die anderen Datumsangaben.',
    },
    EXPIRED: {
      plain: 'Dieses Dokument ist abgelaufen. Bitte reichen Sie ein gültiges Dokument ein.',
      notBefore: 'Dieses Dokument ist abgelaufen. Es muss mindestens bis zum {date} gültig sein.',
    },
    DUPLICATE: 'Diese Angabe kommt mehrfach vor. Bitte entfernen Sie die doppelte Angabe.',
    CONFLICTING: {
      plain: 'Diese Angabe lässt sich nicht mit einer anderen kombinieren. Bitte entfernen Sie eine davon.',
      with: 'Diese Angabe lässt sich nicht mit {names} kombinieren. Bitte entfernen Sie eine davon.',
    },
    UNKNOWN_FIELD: {
      plain: 'Diese Angabe wird nicht unterstützt. Bitte lassen Sie sie weg.',
      customerApi: 'Diese Angabe wird für Ihr Konto nicht unterstützt. Bitte lassen Sie sie weg.',
    },
    NOT_REQUESTED: 'Diese Angabe wurde nicht angefordert. Bitte lassen Sie sie weg.',
    REFUSED: {
      plain: 'Diese Angabe wurde nicht akzeptiert. Bitte prüfen Sie sie.',
      options: 'Diese Angabe wurde nicht akzeptiert. Bitte wählen Sie eine dieser Möglichkeiten: {names}.',
    },
    FILE_EMPTY: 'Diese Datei ist leer. Bitte wählen Sie eine andere Datei.',
    FILE_INCOMPLETE: 'Diese Datei ist nicht vollständig angekommen. Bitte senden Sie sie erneut.',
    FILE_TYPE_NOT_ALLOWED: {
      plain: 'Dieser Dateityp wird nicht akzeptiert. Bitte verwenden Sie {allowed}.',
      detected: 'Dateien vom Typ {detected} werden nicht akzeptiert. Bitte verwenden Sie {allowed}.',
    },
    FILE_TOO_LARGE: 'Diese Datei ist zu groß. Die maximale Größe beträgt {amount}.',
    UNKNOWN: 'Bitte prüfen Sie diese Angabe.',
  },
  warnings: {
    LOW_QUALITY:
      'Dieses Bild ist möglicherweise zu klein, um lesbar zu sein. Bitte nehmen Sie ein schärferes Bild mit mindestens {minBytes} auf oder scannen Sie das Dokument mit mindestens {minDpi} dpi.',
    PASSWORD_PROTECTED:
      'Diese PDF-Datei ist durch ein Passwort geschützt. Bitte wählen Sie eine Kopie, die sich ohne Passwort öffnen lässt.',
    EXPIRES_SOON:
      'Dieses Dokument läuft bald ab und wird möglicherweise nicht akzeptiert. Bitte verwenden Sie nach Möglichkeit eines, das mindestens bis zum {notBefore} gültig ist.',
    BACK_SIDE_MISSING:
      'Die Rückseite dieses Dokuments scheint zu fehlen. Bitte fügen Sie sie hinzu, falls Ihre Datei nicht beide Seiten zeigt.',
    OLD_PROOF_OF_ADDRESS:
      'Dieses Dokument ist bei der Prüfung möglicherweise schon zu alt. Bitte verwenden Sie nach Möglichkeit eines, das am {notBefore} oder später ausgestellt wurde.',
    UNKNOWN: 'Bitte prüfen Sie dieses Dokument. Möglicherweise wird es nicht akzeptiert.',
  },
};
