import type { StatusTexts } from './status-texts.ts';

export const es: StatusTexts<'one' | 'many' | 'other'> = {
  loading: 'Cargando su estado…',
  views: {
    received: {
      title: 'Hemos recibido sus documentos',
      text: 'Están pendientes de revisión. Puede salir de esta página cuando quiera.',
    },
    reviewing: {
      title: 'Estamos revisando sus documentos',
      text: 'Puede tardar desde unos minutos hasta unos días. El resultado aparecerá aquí en cuanto lo tengamos. Puede salir de esta página cuando quiera.',
    },
    paused: {
      title: 'Estamos comprobando sus documentos',
      text: 'Hay otra comprobación en curso. No tiene que hacer nada.',
    },
    approved: {
      title: 'Su identidad está verificada',
      text: 'Todo está en orden. Su cuenta ya está abierta.',
    },
    rejected: {
      title: 'No hemos podido verificar su identidad',
      text: 'Fin.com ha decidido no abrir la cuenta. Si tiene preguntas, póngase en contacto con el servicio de atención al cliente.',
    },
    documentsMissing: {
      title: 'Faltan sus documentos',
      text: 'Fin.com todavía no ha recibido sus documentos.',
    },
    moreNeeded: {
      title: 'Necesitamos más información',
      text: 'No se ha podido terminar la revisión con lo que envió. Envíe lo que falta.',
    },
    supportNeeded: {
      title: 'Necesitamos más información',
      text: 'No se puede enviar desde esta página. Póngase en contacto con el servicio de atención al cliente.',
    },
    unknown: {
      title: 'Estamos procesando sus documentos',
      text: 'Todavía no hay una decisión. Vuelva a consultarlo más tarde.',
    },
  },
  steps: {
    label: 'Progreso',
    received: 'Documentos recibidos',
    review: 'Revisión',
    decision: 'Decisión',
  },
  reasons: 'Comentarios de la revisión',
  requested: {
    proofOfIdentity: 'Documento de identidad',
    proofOfAddress: 'Justificante de domicilio',
    selfie: 'Selfi',
    tosPoliciesValue: 'Condiciones',
    other: 'Otra información',
  },
  lost: 'No se ha podido cargar su estado. No se ha perdido nada.',
  checkAgain: 'Volver a consultar',
  send: 'Continuar',
  summary: {
    sent: 'Enviado',
    files: { one: '{count} archivo', many: '{count} de archivos', other: '{count} archivos' },
    reference: 'Referencia para atención al cliente',
  },
  links: {
    account: 'Ir a su cuenta',
    terms: 'Leer las condiciones que ha aceptado (se abre en otra pestaña)',
    support: 'Contactar con atención al cliente',
  },
};
