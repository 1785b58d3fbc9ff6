import type { FormTexts } from './form-texts.ts';

export const pt: FormTexts = {
  headings: { attach: 'Os seus documentos', answer: 'O que ainda falta' },
  groups: {
    proofOfIdentity: 'A sua identidade',
    proofOfAddress: 'O seu endereço',
    selfie: 'Uma foto sua',
  },
  labels: {
    'proofOfIdentity.type': 'Documento',
    'proofOfIdentity.country': 'País emissor',
    'proofOfIdentity.state': 'Estado emissor',
    'proofOfIdentity.number': 'Número do documento',
    'proofOfIdentity.issueDate': 'Data de emissão',
    'proofOfIdentity.expiryDate': 'Data de validade',
    'proofOfAddress.type': 'Comprovante de endereço',
    'proofOfAddress.country': 'País emissor',
  },
  documentTypes: {
    PASSPORT: 'Passaporte',
    NATIONAL_ID: 'Carteira de identidade',
    DRIVERS_LICENSE: 'Carteira de motorista',
    RESIDENCE_PERMIT: 'Autorização de residência',
    UTILITY_BILL: 'Conta de consumo (luz, gás ou água)',
    BANK_STATEMENT: 'Extrato bancário',
    GOVERNMENT_LETTER: 'Carta de um órgão público',
  },
  addressTypes: {
    PASSPORT: 'Passaporte com o endereço',
    NATIONAL_ID: 'Carteira de identidade com o endereço',
    DRIVERS_LICENSE: 'Carteira de motorista com o endereço',
    RESIDENCE_PERMIT: 'Autorização de residência com o endereço',
    UTILITY_BILL: 'Conta de consumo (luz, gás ou água)',
    BANK_STATEMENT: 'Extrato bancário',
    GOVERNMENT_LETTER: 'Carta de um órgão público',
  },
  choose: 'Escolha…',
  numberHint: 'Exatamente como está no documento.',
  fileLabels: {
    photoPage: 'Página com a foto',
    FRONT: 'Frente',
    BACK: 'Verso',
    'proofOfAddress.files.0': 'Foto ou digitalização',
    selfie: 'Selfie',
  },
  fileHints: {
    proofOfIdentity: 'Com os quatro cantos visíveis, nítida e sem reflexos.',
    proofOfAddress: 'Emitido nos últimos três meses.',
    selfie: 'Com o rosto inteiro visível, boa luz e sem óculos escuros.',
  },
  countries: {
    hint: 'Digite um nome ou um código, por exemplo BR.',
    none: 'Nenhum país tem esse nome ou código.',
    found: { one: '{count} país', many: '{count} de países', other: '{count} países' },
  },
  file: {
    choose: { document: 'Escolha um arquivo', selfie: 'Escolha uma foto' },
    orDrop: 'ou solte-o aqui',
    formats: { document: 'PDF, JPEG ou PNG', selfie: 'JPEG ou PNG' },
    takePhoto: 'Tirar uma foto',
    chooseAnother: 'escolher outro',
    uploaded: 'já enviado, não será enviado de novo',
    preview: 'Prévia',
    smaller: 'Esta foto era grande demais. Nós a reduzimos de {before} para {after}.',
    unreadable:
      'Não é possível ler este arquivo. Ele pode ser uma pasta ou ter sido alterado, movido ou excluído. Se estiver na nuvem, baixe-o primeiro para este dispositivo. Depois, escolha-o de novo.',
  },
  acceptTerms: 'Li e aceito os termos da Fin.com.',
  readTerms: 'Ler os termos (abre em uma nova aba)',
  termsMissing:
    'Não foi possível carregar os termos da Fin.com, por isso nada pode ser enviado. Entre em contato com o suporte.',
  acceptTermsFirst: 'Leia e aceite os termos.',
  chooseCountry: 'Escolha um país da lista.',
  correctFields: {
    one: 'Corrija um campo.',
    many: 'Corrija {count} de campos.',
    other: 'Corrija {count} campos.',
  },
  draftRestored:
    'Guardamos o que preencheu. Escolha os seus arquivos novamente: os navegadores não conseguem guardá-los.',
  unanswerable:
    'A Fin.com também pede algo que não pode ser enviado por aqui. Entre em contato com o suporte.',
  submit: { attach: 'Enviar documentos', answer: 'Enviar resposta', sending: 'Enviando…' },
  cancel: 'Cancelar',
  progress: 'Envio dos seus arquivos',
  phases: {
    CHECKING: 'Verificação dos seus dados…',
    SENDING: 'Enviando…',
    sent: 'Tudo foi enviado. Aguardamos a resposta…',
    WAITING: 'O serviço está ocupado. Tentaremos de novo em instantes…',
    LOOKING_UP: 'A conexão caiu. Vamos verificar se tudo chegou…',
  },
  warnings: {
    title: 'Verifique isto antes de enviar',
    sendAnyway: 'Enviar mesmo assim',
    chooseAnother: 'Escolher outro arquivo',
    change: 'Alterar',
  },
  offline: 'Está sem acesso à internet, por isso nada foi enviado. Verifique o seu acesso e tente novamente.',
  cancelled: 'O envio foi cancelado. Nada foi enviado.',
  cancelledLate:
    'O envio foi cancelado, mas os seus documentos podem ter chegado. Se os enviar novamente, verificaremos primeiro se já chegaram.',
  unknown: {
    lost: 'Ainda não sabemos se tudo chegou. Verifique de novo em instantes. Nada é enviado duas vezes.',
    earlier:
      'Ainda não sabemos se o seu envio anterior chegou, por isso este não foi enviado. Verifique de novo em instantes ou entre em contato com o suporte.',
    check: 'Verificar de novo',
  },
};
