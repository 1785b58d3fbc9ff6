import type { ShellTexts } from './shell-texts.ts';

export const fr: ShellTexts = {
  title: 'Vérification d’identité',
  language: 'Langue',
  languageFailed: 'Cette langue n’a pas pu être chargée. Veuillez vérifier votre connexion à Internet.',
  introduction: 'Fin.com vérifie vos documents. Ce site les transmet à Fin.com et ne les conserve pas.',
  loading: 'Chargement…',
  offline:
    'Vous êtes hors ligne. Vous pouvez continuer à remplir le formulaire et l’envoyer une fois la connexion rétablie.',
  failures: {
    offline: {
      title: 'Vous êtes hors ligne',
      text: 'La page se chargera dès que la connexion sera rétablie.',
    },
    unreachable: {
      title: 'Le service est injoignable',
      text: 'Veuillez vérifier votre connexion à Internet et désactiver les VPN et les bloqueurs sur cette page, puis réessayer.',
    },
    foreign: {
      title: 'Le service est injoignable',
      text: 'Votre réseau exige peut-être une connexion préalable, ou le service est indisponible. Veuillez réessayer dans quelques minutes.',
    },
    unknownCustomer: {
      title: 'Ce lien ne fonctionne pas',
      text: 'Il est peut-être incomplet ou n’est plus valable. Ouvrez-le de nouveau depuis le message que vous avez reçu ou contactez le service client.',
    },
    forbidden: {
      title: 'Vous n’avez pas accès à cette page',
      text: 'Vous êtes peut-être connecté à un autre compte. S’il s’agit bien de votre page, contactez le service client.',
    },
    signedOut: {
      title: 'Veuillez vous connecter',
      text: 'Connectez-vous pour vérifier votre identité.',
    },
    error: {
      title: 'La page n’a pas pu être chargée',
      text: 'Veuillez réessayer dans quelques minutes.',
    },
  },
  tryAgain: 'Réessayer',
  support: 'Contacter le service client',
  signIn: {
    title: 'Veuillez vous connecter',
    text: 'Connectez-vous pour continuer. Tout ce que vous avez saisi sur cette page est conservé.',
    open: 'Se connecter (nouvel onglet)',
    done: 'Je me suis connecté',
    later: 'Pas maintenant',
    notYet: 'Vous n’êtes pas encore connecté. Connectez-vous d’abord dans l’autre onglet.',
    start: 'Se connecter',
  },
  signOut: 'Se déconnecter',
  signedOut: {
    title: 'Vous êtes déconnecté',
    text: 'Les informations que vous avez saisies ont été supprimées de cet appareil.',
  },
};
