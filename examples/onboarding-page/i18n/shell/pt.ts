import type { ShellTexts } from './shell-texts.ts';

export const pt: ShellTexts = {
  title: 'Verificação de identidade',
  language: 'Idioma',
  languageFailed: 'Não foi possível carregar este idioma. Verifique o seu acesso à internet.',
  introduction: 'A Fin.com analisa os seus documentos. Este site envia-os à Fin.com e não os guarda.',
  loading: 'Aguarde…',
  offline:
    'Está sem acesso à internet. Pode continuar a preencher o formulário e enviá-lo quando o acesso voltar.',
  failures: {
    offline: {
      title: 'Está sem acesso à internet',
      text: 'A página abre assim que o acesso voltar.',
    },
    unreachable: {
      title: 'O serviço não responde',
      text: 'Verifique o seu acesso à internet e desative VPNs e bloqueadores nesta página. Depois, tente novamente.',
    },
    foreign: {
      title: 'O serviço não responde',
      text: 'A sua rede pode exigir que inicie sessão primeiro, ou o serviço pode estar indisponível. Tente novamente dentro de alguns minutos.',
    },
    unknownCustomer: {
      title: 'Este link não funciona',
      text: 'Pode estar incompleto ou já não ser válido. Abra-o novamente na mensagem que recebeu ou fale com o suporte.',
    },
    forbidden: {
      title: 'Não tem acesso a esta página',
      text: 'Talvez tenha iniciado sessão com outra conta. Se esta é a sua página, fale com o suporte.',
    },
    signedOut: {
      title: 'Inicie sessão',
      text: 'Inicie sessão para verificar a sua identidade.',
    },
    error: {
      title: 'Não foi possível abrir a página',
      text: 'Tente novamente dentro de alguns minutos.',
    },
  },
  tryAgain: 'Tentar novamente',
  support: 'Falar com o suporte',
  signIn: {
    title: 'Inicie sessão',
    text: 'Inicie sessão para continuar. Tudo o que preencheu nesta página é mantido.',
    open: 'Iniciar sessão (abre outra aba)',
    done: 'Já iniciei sessão',
    later: 'Agora não',
    notYet: 'Ainda não iniciou sessão. Inicie primeiro na outra aba.',
    start: 'Iniciar sessão',
  },
  signOut: 'Terminar sessão',
  signedOut: {
    title: 'A sessão terminou',
    text: 'Os dados que preencheu foram removidos deste dispositivo.',
  },
};
