import type { StatusTexts } from './status-texts.ts';

export const pt: StatusTexts<'one' | 'many' | 'other'> = {
  loading: 'Aguarde, consultamos o seu estado…',
  views: {
    received: {
      title: 'Recebemos os seus documentos',
      text: 'Serão analisados em breve. Pode sair desta página a qualquer momento.',
    },
    reviewing: {
      title: 'Os seus documentos estão em análise',
      text: 'Pode demorar de alguns minutos a alguns dias. O resultado aparece aqui assim que for conhecido. Pode sair desta página a qualquer momento.',
    },
    paused: {
      title: 'Os seus documentos estão em verificação',
      text: 'Há outra verificação em curso. Não precisa fazer nada.',
    },
    approved: {
      title: 'A sua identidade foi verificada',
      text: 'Está tudo certo. A sua conta está aberta.',
    },
    rejected: {
      title: 'Não foi possível verificar a sua identidade',
      text: 'A Fin.com decidiu não abrir a conta. Se tiver dúvidas, fale com o suporte.',
    },
    documentsMissing: {
      title: 'Faltam os seus documentos',
      text: 'A Fin.com ainda não recebeu os seus documentos.',
    },
    moreNeeded: {
      title: 'São necessárias mais informações',
      text: 'Não foi possível concluir a análise com o que enviou. Envie o que falta.',
    },
    supportNeeded: {
      title: 'São necessárias mais informações',
      text: 'Não é possível enviá-las nesta página. Fale com o suporte.',
    },
    unknown: {
      title: 'Os seus documentos estão em processamento',
      text: 'Ainda não há uma decisão. Volte a consultar mais tarde.',
    },
  },
  steps: {
    label: 'Progresso',
    received: 'Documentos recebidos',
    review: 'Análise',
    decision: 'Decisão',
  },
  reasons: 'Comentários da análise',
  requested: {
    proofOfIdentity: 'Documento de identidade',
    proofOfAddress: 'Comprovante de endereço',
    selfie: 'Selfie',
    tosPoliciesValue: 'Termos',
    other: 'Outras informações',
  },
  lost: 'Não foi possível consultar o seu estado. Nada se perdeu.',
  checkAgain: 'Consultar novamente',
  send: 'Continuar',
  summary: {
    sent: 'Enviado',
    files: { one: '{count} arquivo', many: '{count} de arquivos', other: '{count} arquivos' },
    reference: 'Referência para o suporte',
  },
  links: {
    account: 'Ir para a sua conta',
    terms: 'Ler os termos que aceitou (abre outra aba)',
    support: 'Falar com o suporte',
  },
};
