import type { StatusTexts } from './status-texts.ts';

export const fr: StatusTexts<'one' | 'many' | 'other'> = {
  loading: 'Chargement de votre statut…',
  views: {
    received: {
      title: 'Vos documents sont bien arrivés',
      text: 'Ils seront bientôt examinés. Vous pouvez quitter cette page à tout moment.',
    },
    reviewing: {
      title: 'Vos documents sont en cours d’examen',
      text: 'Cela peut prendre de quelques minutes à quelques jours. Le résultat s’affichera ici dès qu’il sera connu. Vous pouvez quitter cette page à tout moment.',
    },
    paused: {
      title: 'Vos documents sont en cours de vérification',
      text: 'Une autre vérification est en cours. Vous n’avez rien à faire.',
    },
    approved: {
      title: 'Votre identité est vérifiée',
      text: 'Tout est en ordre. Votre compte est ouvert.',
    },
    rejected: {
      title: 'Nous n’avons pas pu vérifier votre identité',
      text: 'Fin.com a décidé de ne pas ouvrir le compte. Pour toute question, contactez le service client.',
    },
    documentsMissing: {
      title: 'Nous avons encore besoin de vos documents',
      text: 'Fin.com n’a pas encore reçu vos documents.',
    },
    moreNeeded: {
      title: 'Des informations complémentaires sont nécessaires',
      text: 'L’examen n’a pas pu être terminé avec ce que vous avez envoyé. Veuillez envoyer ce qui manque.',
    },
    supportNeeded: {
      title: 'Des informations complémentaires sont nécessaires',
      text: 'Vous ne pouvez pas les envoyer depuis cette page. Veuillez contacter le service client.',
    },
    unknown: {
      title: 'Vos documents sont en cours de traitement',
      text: 'Il n’y a pas encore de décision. Veuillez revenir plus tard.',
    },
  },
  steps: {
    label: 'Avancement',
    received: 'Documents reçus',
    review: 'Examen',
    decision: 'Décision',
  },
  reasons: 'Remarques issues de l’examen',
  requested: {
    proofOfIdentity: 'Pièce d’identité',
    proofOfAddress: 'Justificatif de domicile',
    selfie: 'Selfie',
    tosPoliciesValue: 'Conditions',
    other: 'Autres informations',
  },
  lost: 'Votre statut n’a pas pu être chargé. Rien n’est perdu.',
  checkAgain: 'Vérifier à nouveau',
  send: 'Continuer',
  summary: {
    sent: 'Envoyé',
    files: { one: '{count} fichier', many: '{count} de fichiers', other: '{count} fichiers' },
    reference: 'Référence pour le service client',
  },
  links: {
    account: 'Accéder à votre compte',
    terms: 'Lire les conditions que vous avez acceptées (nouvel onglet)',
    support: 'Contacter le service client',
  },
};
