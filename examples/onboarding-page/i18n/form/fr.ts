import type { FormTexts } from './form-texts.ts';

export const fr: FormTexts = {
  headings: { attach: 'Vos documents', answer: 'Ce dont nous avons encore besoin' },
  groups: {
    proofOfIdentity: 'Qui vous êtes',
    proofOfAddress: 'Où vous habitez',
    selfie: 'Une photo de vous',
  },
  labels: {
    'proofOfIdentity.type': 'Document',
    'proofOfIdentity.country': 'Pays de délivrance',
    'proofOfIdentity.state': 'État de délivrance',
    'proofOfIdentity.number': 'Numéro du document',
    'proofOfIdentity.issueDate': 'Date de délivrance',
    'proofOfIdentity.expiryDate': 'Date d’expiration',
    'proofOfAddress.type': 'Justificatif de domicile',
    'proofOfAddress.country': 'Pays de délivrance',
  },
  documentTypes: {
    PASSPORT: 'Passeport',
    NATIONAL_ID: 'Carte d’identité',
    DRIVERS_LICENSE: 'Permis de conduire',
    RESIDENCE_PERMIT: 'Titre de séjour',
    UTILITY_BILL: 'Facture d’énergie ou d’eau',
    BANK_STATEMENT: 'Relevé bancaire',
    GOVERNMENT_LETTER: 'Courrier d’une administration',
  },
  addressTypes: {
    PASSPORT: 'Passeport avec l’adresse',
    NATIONAL_ID: 'Carte d’identité avec l’adresse',
    DRIVERS_LICENSE: 'Permis de conduire avec l’adresse',
    RESIDENCE_PERMIT: 'Titre de séjour avec l’adresse',
    UTILITY_BILL: 'Facture d’énergie ou d’eau',
    BANK_STATEMENT: 'Relevé bancaire',
    GOVERNMENT_LETTER: 'Courrier d’une administration',
  },
  choose: 'Choisir…',
  numberHint: 'Tel qu’il figure sur le document.',
  fileLabels: {
    photoPage: 'Page avec la photo',
    FRONT: 'Recto',
    BACK: 'Verso',
    'proofOfAddress.files.0': 'Photo ou scan',
    selfie: 'Selfie',
  },
  fileHints: {
    proofOfIdentity: 'Les quatre coins visibles, net, sans reflet.',
    proofOfAddress: 'Émis au cours des trois derniers mois.',
    selfie: 'Tout le visage, bien éclairé, sans lunettes de soleil.',
  },
  countries: {
    hint: 'Saisissez un nom ou un code, par exemple FR.',
    none: 'Aucun pays ne porte ce nom ou ce code.',
    found: { one: '{count} pays', many: '{count} de pays', other: '{count} pays' },
  },
  file: {
    choose: { document: 'Choisissez un fichier', selfie: 'Choisissez une photo' },
    orDrop: 'ou déposez-le ici',
    formats: { document: 'PDF, JPEG ou PNG', selfie: 'JPEG ou PNG' },
    takePhoto: 'Prendre une photo',
    chooseAnother: 'en choisir un autre',
    uploaded: 'déjà envoyé, ne sera pas renvoyé',
    preview: 'Aperçu',
    smaller: 'Cette photo était trop volumineuse. Nous l’avons réduite de {before} à {after}.',
    unreadable:
      'Ce fichier est illisible. Il s’agit peut-être d’un dossier, ou il a été modifié, déplacé ou supprimé. S’il se trouve dans le cloud, téléchargez-le d’abord sur cet appareil. Choisissez-le ensuite de nouveau.',
  },
  acceptTerms: 'J’ai lu et j’accepte les conditions de Fin.com.',
  readTerms: 'Lire les conditions (nouvel onglet)',
  termsMissing:
    'Les conditions de Fin.com n’ont pas pu être chargées. Rien ne peut donc être envoyé. Veuillez contacter le service client.',
  acceptTermsFirst: 'Veuillez lire et accepter les conditions.',
  chooseCountry: 'Choisissez un pays dans la liste.',
  correctFields: {
    one: 'Veuillez corriger un champ.',
    many: 'Veuillez corriger {count} de champs.',
    other: 'Veuillez corriger {count} champs.',
  },
  draftRestored:
    'Nous avons conservé votre saisie. Veuillez choisir de nouveau vos fichiers\u00a0: les navigateurs ne peuvent pas les conserver.',
  unanswerable:
    'Fin.com demande aussi un élément que vous ne pouvez pas envoyer ici. Veuillez contacter le service client.',
  submit: { attach: 'Envoyer les documents', answer: 'Envoyer la réponse', sending: 'Envoi…' },
  cancel: 'Annuler',
  progress: 'Envoi de vos fichiers',
  phases: {
    CHECKING: 'Vérification de votre saisie…',
    SENDING: 'Envoi en cours…',
    sent: 'Tout a été envoyé. Nous attendons la réponse…',
    WAITING: 'Le service est très sollicité. Nous allons réessayer dans un instant…',
    LOOKING_UP: 'La connexion a été interrompue. Nous vérifions si tout est arrivé…',
  },
  warnings: {
    title: 'À vérifier avant l’envoi',
    sendAnyway: 'Envoyer quand même',
    chooseAnother: 'Choisir un autre fichier',
    change: 'Modifier',
  },
  offline: 'Vous êtes hors ligne. Rien n’a été envoyé. Vérifiez votre connexion, puis réessayez.',
  cancelled: 'Vous avez annulé. Rien n’a été envoyé.',
  cancelledLate:
    'Vous avez annulé, mais vos documents sont peut-être arrivés. Si vous les renvoyez, nous vérifierons d’abord s’ils sont arrivés.',
  unknown: {
    lost: 'Nous ne savons pas encore si tout est arrivé. Vérifiez de nouveau dans un instant. Rien n’est envoyé deux fois.',
    earlier:
      'Nous ne savons pas encore si votre envoi précédent est arrivé. Celui-ci n’a donc pas été transmis. Vérifiez de nouveau dans un instant ou contactez le service client.',
    check: 'Vérifier de nouveau',
  },
};
