import type { Catalog } from './catalog.ts';

const SUPPORT =
  'Si cela se reproduit, veuillez contacter le service client en indiquant la référence {requestId}.';
const FAULT_ON_OUR_SIDE = `Une erreur s’est produite de notre côté. ${SUPPORT}`;
const TECHNICAL_PROBLEM = `Un problème technique nous a empêchés de traiter votre demande. ${SUPPORT}`;
const NOT_AT_THE_MOMENT = 'Nous ne pouvons pas traiter votre demande pour le moment.';

/** `\u00a0` is the space that French typography has before a colon and inside quotation marks. */
export const fr: Catalog<'one' | 'many' | 'other'> = {
  locale: 'fr',
  quotation: '«\u00a0{label}\u00a0»',
  about: '{subject} – {text}',
  sides: { FRONT: 'recto', BACK: 'verso' },
  errors: {
    BAD_USER_INPUT: 'Veuillez vérifier vos informations. Certaines doivent être corrigées.',
    FIN_VALIDATION_FAILED: 'Certaines de vos informations n’ont pas été acceptées. Veuillez les vérifier.',
    NOT_FOUND: 'Nous n’avons pas trouvé ce que vous cherchez.',
    FORBIDDEN: 'Vous n’avez pas l’autorisation d’effectuer cette opération.',
    CONFLICT: 'Votre demande précédente est encore en cours de traitement.',
    FEATURE_LOCKED:
      'Vous n’avez pas accès à ce service pour le moment. Veuillez contacter le service client.',
    UPSTREAM_PROVIDER_ERROR: 'L’un de nos partenaires n’a pas pu traiter votre demande.',
    RATE_LIMITED: 'Trop de demandes ont été envoyées.',
    UPSTREAM_AUTHENTICATION_FAILED: FAULT_ON_OUR_SIDE,
    UPSTREAM_UNAVAILABLE: 'Le service est momentanément inaccessible.',
    UPSTREAM_TIMEOUT: 'Le service n’a pas répondu à temps.',
    UPSTREAM_BAD_RESPONSE: FAULT_ON_OUR_SIDE,
    UPLOAD_TOO_LARGE: 'Un fichier est trop volumineux. Veuillez en choisir un plus petit.',
    UPLOAD_TOO_MANY_FILES: 'Vous avez sélectionné trop de fichiers. Veuillez en retirer quelques-uns.',
    UPLOAD_TYPE_NOT_ALLOWED:
      'Le format de l’un des fichiers n’est pas accepté. Veuillez choisir un autre fichier.',
    UPLOAD_EMPTY: 'Un fichier est vide. Veuillez choisir un autre fichier.',
    UPLOAD_INCOMPLETE:
      'Vos fichiers ne nous sont pas parvenus en entier. Veuillez vérifier votre connexion à Internet, puis les envoyer de nouveau.',
    UPLOAD_MALFORMED: TECHNICAL_PROBLEM,
    UNAUTHENTICATED: 'Votre session a expiré. Veuillez vous reconnecter.',
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
    UNKNOWN: 'Une erreur s’est produite. Si cela se reproduit, veuillez contacter le service client.',
  },
  outcomeUnknown:
    'Nous n’avons pas pu confirmer que votre demande a abouti. Veuillez vérifier son état avant de l’envoyer de nouveau.',
  retry: {
    soon: 'Veuillez réessayer dans quelques instants.',
    later: 'Veuillez réessayer dans {time}.',
  },
  seconds: { one: '{count} seconde', many: '{count} de secondes', other: '{count} secondes' },
  minutes: { one: '{count} minute', many: '{count} de minutes', other: '{count} minutes' },
  transportFailures: {
    NO_RESPONSE: 'Nous n’avons reçu aucune réponse. Veuillez vérifier votre connexion à Internet.',
    OTHER_RESPONSE:
      'Le service est inaccessible depuis ce réseau. Veuillez vérifier votre connexion à Internet.',
  },
  notSent: {
    NO_RESPONSE:
      'Rien n’a été envoyé, car le service est inaccessible. Veuillez vérifier votre connexion à Internet.',
    OTHER_RESPONSE:
      'Rien n’a été envoyé, car le service est inaccessible depuis ce réseau. Veuillez vérifier votre connexion à Internet.',
    FILE_UNREADABLE:
      'Ce fichier n’est plus lisible. Il a peut-être été modifié, déplacé ou supprimé. Veuillez le choisir de nouveau.',
  },
  heicAdvice:
    'Votre téléphone a enregistré cette photo dans un format que nous ne pouvons pas accepter. Veuillez prendre une nouvelle photo depuis cette page. Vous pouvez aussi choisir le format le plus compatible dans les réglages de l’appareil photo de votre téléphone, puis reprendre la photo.',
  units: {
    CHARACTERS: { one: '{count} caractère', many: '{count} de caractères', other: '{count} caractères' },
    FILES: { one: '{count} fichier', many: '{count} de fichiers', other: '{count} fichiers' },
    ITEMS: { one: '{count} élément', many: '{count} d’éléments', other: '{count} éléments' },
    LEVELS: { one: '{count} niveau', many: '{count} de niveaux', other: '{count} niveaux' },
    MEMBERS: { one: '{count} valeur', many: '{count} de valeurs', other: '{count} valeurs' },
  },
  fields: {
    REQUIRED: {
      plain: 'Veuillez remplir ce champ.',
      min: 'Veuillez ajouter au moins {amount}.',
      oneOf: 'Veuillez fournir l’une de ces informations\u00a0: {names}.',
      options: 'Veuillez choisir l’une de ces options\u00a0: {names}.',
      dataType: {
        URI: 'Veuillez envoyer un fichier.',
        DATE: 'Veuillez saisir une date.',
        TEXT: 'Veuillez saisir un texte.',
        ENUM: 'Veuillez choisir une option.',
      },
      side: {
        FRONT: 'Veuillez ajouter le recto du document.',
        BACK: 'Veuillez ajouter le verso du document.',
      },
    },
    INVALID_FORMAT: {
      BOOLEAN: 'Veuillez choisir oui ou non.',
      E164: 'Veuillez saisir un numéro de téléphone avec l’indicatif du pays, par exemple +33612345678.',
      EMAIL: 'Veuillez saisir une adresse e-mail valide.',
      EXACT_NUMBER: 'Ce nombre comporte trop de chiffres. Veuillez en saisir un plus court.',
      FILE: 'Veuillez choisir un fichier.',
      INTEGER: 'Veuillez saisir un nombre entier.',
      ISO_3166_2: 'Veuillez choisir un État ou une région valide.',
      ISO_DATE: 'Veuillez saisir une date valide.',
      LATIN: 'Veuillez utiliser l’alphabet latin.',
      LOWER_CASE: 'Veuillez n’utiliser que des minuscules.',
      NUMBER: 'Veuillez saisir un nombre.',
      OBJECT: 'Cette information n’est pas valide. Veuillez la vérifier.',
      OTHER: 'Cette information n’est pas valide. Veuillez la vérifier.',
      PRINTABLE: 'Cette information contient des caractères invisibles. Veuillez la saisir de nouveau.',
      PRINTABLE_ASCII:
        'Veuillez n’utiliser que des chiffres, des symboles courants et des lettres sans accent.',
      STRING: 'Veuillez saisir un texte.',
      UPLOAD_URI: 'Ce fichier n’est plus disponible. Veuillez l’envoyer de nouveau.',
      UUID: 'Cet identifiant n’est pas valide. Veuillez le vérifier.',
    },
    UNKNOWN_VALUE: {
      plain: 'Veuillez choisir l’une des options proposées.',
      allowed: 'Veuillez choisir l’une de ces options\u00a0: {names}.',
    },
    OUT_OF_RANGE: {
      min: 'Veuillez saisir une valeur supérieure ou égale à {min}.',
      max: 'Veuillez saisir une valeur inférieure ou égale à {max}.',
      range: 'Veuillez saisir une valeur comprise entre {min} et {max}.',
      minAmount: 'Le minimum est de {amount}.',
      maxAmount: 'Le maximum est de {amount}.',
      rangeAmount: 'Nombre autorisé\u00a0: de {min} à {amount}.',
      notBefore: 'La date ne peut pas être antérieure au {date}.',
      notAfter: 'La date ne peut pas être postérieure au {date}.',
      notBeforeField: 'Cette date ne peut pas être antérieure à celle du champ {field}.',
      afterField: 'Cette date doit être postérieure à celle du champ {field}.',
      notBeforeOtherField: 'Cette date est trop ancienne. Veuillez vérifier aussi les autres dates.',
      afterOtherField: 'Cette date doit être plus tardive. Veuillez vérifier aussi les autres dates.',
    },
    EXPIRED: {
      plain: 'Ce document a expiré. Veuillez en fournir un en cours de validité.',
      notBefore: 'Ce document a expiré. Il doit être valable au moins jusqu’au {date}.',
    },
    DUPLICATE: 'Cette information apparaît plusieurs fois. Veuillez supprimer le doublon.',
    CONFLICTING: {
      plain: 'Cette information ne peut pas être combinée avec une autre. Veuillez supprimer l’une des deux.',
      with: 'Cette information ne peut pas être combinée avec {names}. Veuillez n’en conserver qu’une.',
    },
    UNKNOWN_FIELD: {
      plain: 'Cette information n’est pas prise en charge. Veuillez laisser ce champ vide.',
      customerApi:
        'Cette information n’est pas prise en charge pour votre compte. Veuillez laisser ce champ vide.',
    },
    NOT_REQUESTED: 'Cette information n’a pas été demandée. Veuillez laisser ce champ vide.',
    REFUSED: {
      plain: 'Cette information n’a pas été acceptée. Veuillez la vérifier.',
      options:
        'Cette information n’a pas été acceptée. Veuillez choisir l’une de ces options\u00a0: {names}.',
    },
    FILE_EMPTY: 'Ce fichier est vide. Veuillez choisir un autre fichier.',
    FILE_INCOMPLETE: 'Ce fichier ne nous est pas parvenu en entier. Veuillez l’envoyer de nouveau.',
    FILE_TYPE_NOT_ALLOWED: {
      plain: 'Ce type de fichier n’est pas accepté. Veuillez utiliser le format {allowed}.',
      detected: 'Les fichiers {detected} ne sont pas acceptés. Veuillez utiliser le format {allowed}.',
    },
    FILE_TOO_LARGE: 'Ce fichier est trop volumineux. La taille maximale est de {amount}.',
    UNKNOWN: 'Veuillez vérifier cette information.',
  },
  warnings: {
    LOW_QUALITY:
      'Cette image est peut-être trop petite pour être lisible. Veuillez en prendre une plus nette, d’au moins {minBytes}, ou numériser le document avec au moins {minDpi}\u00a0points par pouce.',
    PASSWORD_PROTECTED:
      'Ce PDF est protégé par un mot de passe. Veuillez choisir une copie qui s’ouvre sans mot de passe.',
    EXPIRES_SOON:
      'Ce document expire bientôt et pourrait ne pas être accepté. Si possible, veuillez en utiliser un valable au moins jusqu’au {notBefore}.',
    BACK_SIDE_MISSING:
      'Le verso de ce document semble manquer. Veuillez l’ajouter, sauf si votre fichier montre les deux faces.',
    OLD_PROOF_OF_ADDRESS:
      'Ce document sera peut-être trop ancien lors de son examen. Si possible, veuillez en utiliser un délivré le {notBefore} ou après cette date.',
    UNKNOWN: 'Veuillez vérifier ce document. Il pourrait ne pas être accepté.',
  },
};
