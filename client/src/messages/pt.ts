import type { Catalog } from './catalog.ts';

const SUPPORT = 'Se isso acontecer novamente, fale com o suporte e indique a referência {requestId}.';
const FAULT_ON_OUR_SIDE = `Ocorreu um erro no nosso sistema. ${SUPPORT}`;
const TECHNICAL_PROBLEM = `Um problema técnico impediu o processamento do seu pedido. ${SUPPORT}`;
const NOT_AT_THE_MOMENT = 'Não podemos processar o seu pedido neste momento.';

/** Words that Brazil and Portugal share, where there are such words. */
export const pt: Catalog<'one' | 'many' | 'other'> = {
  locale: 'pt',
  quotation: '“{label}”',
  about: '{subject} – {text}',
  sides: { FRONT: 'frente', BACK: 'verso' },
  errors: {
    BAD_USER_INPUT: 'Verifique os seus dados. Alguns deles precisam de correção.',
    FIN_VALIDATION_FAILED: 'Não foi possível aceitar alguns dos seus dados. Verifique-os.',
    NOT_FOUND: 'Não foi possível encontrar o que procura.',
    FORBIDDEN: 'Não tem permissão para realizar esta operação.',
    CONFLICT: 'O seu pedido anterior ainda está em processamento.',
    FEATURE_LOCKED: 'Este serviço não está disponível para a sua conta neste momento. Fale com o suporte.',
    UPSTREAM_PROVIDER_ERROR: 'Um dos nossos parceiros não conseguiu processar o seu pedido.',
    RATE_LIMITED: 'Foram recebidos pedidos em excesso.',
    UPSTREAM_AUTHENTICATION_FAILED: FAULT_ON_OUR_SIDE,
    UPSTREAM_UNAVAILABLE: 'O serviço não está disponível neste momento.',
    UPSTREAM_TIMEOUT: 'O serviço não respondeu a tempo.',
    UPSTREAM_BAD_RESPONSE: FAULT_ON_OUR_SIDE,
    UPLOAD_TOO_LARGE: 'Um arquivo é grande demais. Escolha um menor.',
    UPLOAD_TOO_MANY_FILES: 'Selecionou arquivos demais. Remova alguns deles.',
    UPLOAD_TYPE_NOT_ALLOWED: 'Não podemos aceitar o formato de um dos arquivos. Escolha outro arquivo.',
    UPLOAD_EMPTY: 'Um arquivo está vazio. Escolha outro arquivo.',
    UPLOAD_INCOMPLETE:
      'Os seus arquivos não chegaram completos. Verifique o seu acesso à internet e envie-os novamente.',
    UPLOAD_MALFORMED: TECHNICAL_PROBLEM,
    UNAUTHENTICATED: 'A sua sessão expirou. Inicie sessão novamente.',
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
    UNKNOWN: 'Ocorreu um erro. Se isso acontecer novamente, fale com o suporte.',
  },
  outcomeUnknown:
    'Não foi possível confirmar se o seu pedido foi concluído. Verifique o estado do pedido antes de enviar outra vez.',
  retry: {
    soon: 'Tente novamente dentro de instantes.',
    later: 'Tente novamente dentro de {time}.',
  },
  seconds: { one: '{count} segundo', many: '{count} de segundos', other: '{count} segundos' },
  minutes: { one: '{count} minuto', many: '{count} de minutos', other: '{count} minutos' },
  transportFailures: {
    NO_RESPONSE: 'Não recebemos resposta. Verifique o seu acesso à internet.',
    OTHER_RESPONSE: 'O serviço não está disponível através desta rede. Verifique o seu acesso à internet.',
  },
  notSent: {
    NO_RESPONSE: 'Nada foi enviado, porque o serviço não está disponível. Verifique o seu acesso à internet.',
    OTHER_RESPONSE:
      'Nada foi enviado, porque o serviço não está disponível através desta rede. Verifique o seu acesso à internet.',
    FILE_UNREADABLE:
      'Este arquivo não pode mais ser lido. Talvez tenha sido alterado, movido ou excluído. Escolha-o novamente.',
  },
  heicAdvice:
    'O seu telefone salvou esta foto em um formato que não podemos aceitar. Tire uma nova foto nesta página. Também é possível escolher o formato mais compatível nos ajustes da câmera do telefone e tirar a foto outra vez.',
  units: {
    CHARACTERS: { one: '{count} caractere', many: '{count} de caracteres', other: '{count} caracteres' },
    FILES: { one: '{count} arquivo', many: '{count} de arquivos', other: '{count} arquivos' },
    ITEMS: { one: '{count} item', many: '{count} de itens', other: '{count} itens' },
    LEVELS: { one: '{count} nível', many: '{count} de níveis', other: '{count} níveis' },
    MEMBERS: { one: '{count} valor', many: '{count} de valores', other: '{count} valores' },
  },
  fields: {
    REQUIRED: {
      plain: 'Preencha este campo.',
      min: 'Adicione pelo menos {amount}.',
      oneOf: 'Indique um destes dados: {names}.',
      options: 'Escolha uma destas opções: {names}.',
      dataType: {
        URI: 'Envie um arquivo.',
        DATE: 'Indique uma data.',
        TEXT: 'Escreva um texto.',
        ENUM: 'Escolha uma opção.',
      },
      side: {
        FRONT: 'Adicione a frente do documento.',
        BACK: 'Adicione o verso do documento.',
      },
    },
    INVALID_FORMAT: {
      BOOLEAN: 'Escolha sim ou não.',
      E164: 'Indique um número de telefone com o código do país, por exemplo +5511912345678.',
      EMAIL: 'Indique um endereço de e-mail válido.',
      EXACT_NUMBER: 'Este número tem algarismos demais. Indique um número mais curto.',
      FILE: 'Escolha um arquivo.',
      INTEGER: 'Indique um número inteiro.',
      ISO_3166_2: 'Escolha um estado ou uma região válidos.',
      ISO_DATE: 'Indique uma data válida.',
      LATIN: 'Use letras latinas.',
      LOWER_CASE: 'Use apenas letras minúsculas.',
      NUMBER: 'Indique um número.',
      OBJECT: 'Este dado não é válido. Verifique-o.',
      OTHER: 'Este dado não é válido. Verifique-o.',
      PRINTABLE: 'Este dado contém caracteres invisíveis. Escreva-o novamente.',
      PRINTABLE_ASCII: 'Use apenas algarismos, símbolos comuns e letras sem acentos.',
      STRING: 'Escreva um texto.',
      UPLOAD_URI: 'Este arquivo já não está disponível. Envie-o novamente.',
      UUID: 'Este identificador não é válido. Verifique-o.',
    },
    UNKNOWN_VALUE: {
      plain: 'Escolha uma das opções disponíveis.',
      allowed: 'Escolha uma destas opções: {names}.',
    },
    OUT_OF_RANGE: {
      min: 'Indique um valor igual ou superior a {min}.',
      max: 'Indique um valor igual ou inferior a {max}.',
      range: 'Indique um valor de {min} a {max}.',
      minAmount: 'O mínimo é de {amount}.',
      maxAmount: 'O máximo é de {amount}.',
      rangeAmount: 'Permitido: de {min} a {amount}.',
      notBefore: 'A data não pode ser anterior a {date}.',
      notAfter: 'A data não pode ser posterior a {date}.',
      notBeforeField: 'Esta data não pode ser anterior à data do campo {field}.',
      afterField: 'Esta data deve ser posterior à data do campo {field}.',
      notBeforeOtherField: 'Esta data é anterior ao permitido. Verifique também as outras datas.',
      afterOtherField: 'Esta data deve ser posterior. Verifique também as outras datas.',
    },
    EXPIRED: {
      plain: 'Este documento expirou. Envie um documento válido.',
      notBefore: 'Este documento expirou. Deve ser válido pelo menos até {date}.',
    },
    DUPLICATE: 'Este dado aparece mais de uma vez. Remova a repetição.',
    CONFLICTING: {
      plain: 'Este dado não pode ser combinado com outro. Remova um deles.',
      with: 'Este dado não pode ser combinado com {names}. Remova um deles.',
    },
    UNKNOWN_FIELD: {
      plain: 'Este dado não é permitido. Deixe-o em branco.',
      customerApi: 'Este dado não é permitido para a sua conta. Deixe-o em branco.',
    },
    NOT_REQUESTED: 'Este dado não foi solicitado. Deixe-o em branco.',
    REFUSED: {
      plain: 'Não foi possível aceitar este dado. Verifique-o.',
      options: 'Não foi possível aceitar este dado. Escolha uma destas opções: {names}.',
    },
    FILE_EMPTY: 'Este arquivo está vazio. Escolha outro arquivo.',
    FILE_INCOMPLETE: 'Este arquivo não chegou completo. Envie-o novamente.',
    FILE_TYPE_NOT_ALLOWED: {
      plain: 'Não é possível usar este tipo de arquivo. Use {allowed}.',
      detected: 'Não é possível usar arquivos do tipo {detected}. Use {allowed}.',
    },
    FILE_TOO_LARGE: 'Este arquivo é grande demais. O tamanho máximo é de {amount}.',
    UNKNOWN: 'Verifique este dado.',
  },
  warnings: {
    LOW_QUALITY:
      'Esta imagem pode ser pequena demais para ser lida. Tire outra mais nítida, com pelo menos {minBytes}, ou digitalize o documento com pelo menos {minDpi} pontos por polegada.',
    PASSWORD_PROTECTED:
      'Este PDF está protegido por uma palavra-passe (senha). Escolha uma cópia que abra sem ela.',
    EXPIRES_SOON:
      'Este documento vence em breve e pode não ser aceito. Se puder, use um que seja válido pelo menos até {notBefore}.',
    BACK_SIDE_MISSING:
      'Parece que falta o verso deste documento. Adicione-o, a menos que o seu arquivo mostre os dois lados.',
    OLD_PROOF_OF_ADDRESS:
      'Este documento pode já estar antigo demais quando for analisado. Se puder, use um emitido em {notBefore} ou depois.',
    UNKNOWN: 'Verifique este documento. Ele pode não ser aceito.',
  },
};
