import type { FormTexts } from './form-texts.ts';

export const es: FormTexts = {
  headings: { attach: 'Sus documentos', answer: 'Lo que aún necesitamos' },
  groups: {
    proofOfIdentity: 'Quién es usted',
    proofOfAddress: 'Dónde vive',
    selfie: 'Una foto suya',
  },
  labels: {
    'proofOfIdentity.type': 'Documento',
    'proofOfIdentity.country': 'País emisor',
    'proofOfIdentity.state': 'Estado emisor',
    'proofOfIdentity.number': 'Número del documento',
    'proofOfIdentity.issueDate': 'Fecha de expedición',
    'proofOfIdentity.expiryDate': 'Fecha de caducidad',
    'proofOfAddress.type': 'Justificante de domicilio',
    'proofOfAddress.country': 'País emisor',
  },
  documentTypes: {
    PASSPORT: 'Pasaporte',
    NATIONAL_ID: 'Documento nacional de identidad',
    DRIVERS_LICENSE: 'Permiso de conducir',
    RESIDENCE_PERMIT: 'Permiso de residencia',
    UTILITY_BILL: 'Factura de suministros (luz, gas o agua)',
    BANK_STATEMENT: 'Extracto bancario',
    GOVERNMENT_LETTER: 'Carta de un organismo público',
  },
  addressTypes: {
    PASSPORT: 'Pasaporte con el domicilio',
    NATIONAL_ID: 'Documento nacional de identidad con el domicilio',
    DRIVERS_LICENSE: 'Permiso de conducir con el domicilio',
    RESIDENCE_PERMIT: 'Permiso de residencia con el domicilio',
    UTILITY_BILL: 'Factura de suministros (luz, gas o agua)',
    BANK_STATEMENT: 'Extracto bancario',
    GOVERNMENT_LETTER: 'Carta de un organismo público',
  },
  choose: 'Elija…',
  numberHint: 'Tal como figura en el documento.',
  fileLabels: {
    photoPage: 'Página con la foto',
    FRONT: 'Anverso',
    BACK: 'Reverso',
    'proofOfAddress.files.0': 'Foto o escaneo',
    selfie: 'Selfi',
  },
  fileHints: {
    proofOfIdentity: 'Con las cuatro esquinas visibles, nítida y sin reflejos.',
    proofOfAddress: 'Expedido en los últimos tres meses.',
    selfie: 'Con toda la cara visible, buena luz y sin gafas de sol.',
  },
  countries: {
    hint: 'Escriba un nombre o un código, por ejemplo ES.',
    none: 'Ningún país tiene este nombre o código.',
    found: { one: '{count} país', many: '{count} de países', other: '{count} países' },
  },
  file: {
    choose: { document: 'Elija un archivo', selfie: 'Elija una foto' },
    orDrop: 'o suéltelo aquí',
    formats: { document: 'PDF, JPEG o PNG', selfie: 'JPEG o PNG' },
    takePhoto: 'Tomar una foto',
    chooseAnother: 'elegir otro',
    uploaded: 'ya está subido, no se enviará de nuevo',
    preview: 'Vista previa',
    smaller: 'Esta foto era demasiado grande. La hemos reducido de {before} a {after}.',
    unreadable:
      'No se puede leer este archivo. Puede que sea una carpeta, o que se haya modificado, movido o eliminado. Si está en la nube, descárguelo antes en este dispositivo. Después, elíjalo de nuevo.',
  },
  acceptTerms: 'He leído y acepto las condiciones de Fin.com.',
  readTerms: 'Leer las condiciones (se abre en otra pestaña)',
  termsMissing:
    'No se han podido cargar las condiciones de Fin.com, por lo que no se puede enviar nada. Póngase en contacto con el servicio de atención al cliente.',
  acceptTermsFirst: 'Lea y acepte las condiciones.',
  chooseCountry: 'Elija un país de la lista.',
  correctFields: {
    one: 'Corrija un campo.',
    many: 'Corrija {count} de campos.',
    other: 'Corrija {count} campos.',
  },
  draftRestored:
    'Hemos conservado sus datos. Elija de nuevo sus archivos: los navegadores no pueden conservarlos.',
  unanswerable:
    'Fin.com también pide algo que no se puede enviar aquí. Póngase en contacto con el servicio de atención al cliente.',
  submit: { attach: 'Enviar documentos', answer: 'Enviar respuesta', sending: 'Enviando…' },
  cancel: 'Cancelar',
  progress: 'Envío de sus archivos',
  phases: {
    CHECKING: 'Comprobando sus datos…',
    SENDING: 'Enviando…',
    sent: 'Se ha enviado todo. Esperando la respuesta…',
    WAITING: 'El servicio está ocupado. Lo intentaremos de nuevo en un momento…',
    LOOKING_UP: 'Se ha perdido la conexión. Estamos comprobando si ha llegado todo…',
  },
  warnings: {
    title: 'Compruebe esto antes de enviar',
    sendAnyway: 'Enviar de todos modos',
    chooseAnother: 'Elegir otro archivo',
    change: 'Cambiar',
  },
  offline: 'No tiene conexión, así que no se ha enviado nada. Compruebe su conexión e inténtelo de nuevo.',
  cancelled: 'Ha cancelado el envío y no se ha enviado nada.',
  cancelledLate:
    'Ha cancelado el envío, pero es posible que sus documentos hayan llegado. Si los envía de nuevo, primero comprobaremos si ya han llegado.',
  unknown: {
    lost: 'Aún no sabemos si ha llegado todo. Compruébelo de nuevo en un momento. No se envía nada dos veces.',
    earlier:
      'Aún no sabemos si ha llegado su envío anterior, por lo que este no se ha enviado. Compruébelo de nuevo en un momento o póngase en contacto con el servicio de atención al cliente.',
    check: 'Comprobar de nuevo',
  },
};
