import type { Catalog } from './catalog.ts';

const SUPPORT =
  'Si vuelve a ocurrir, póngase en contacto con el servicio de atención al cliente e indique la referencia {requestId}.';
const FAULT_ON_OUR_SIDE = `Se ha producido un error en nuestro sistema. ${SUPPORT}`;
const TECHNICAL_PROBLEM = `Un problema técnico nos ha impedido procesar su solicitud. ${SUPPORT}`;
const NOT_AT_THE_MOMENT = 'No podemos procesar su solicitud en este momento.';

export const es: Catalog<'one' | 'many' | 'other'> = {
  locale: 'es',
  quotation: '«{label}»',
  about: '{subject} – {text}',
  sides: { FRONT: 'anverso', BACK: 'reverso' },
  errors: {
    BAD_USER_INPUT: 'Revise sus datos. Es necesario corregir algunos de ellos.',
    FIN_VALIDATION_FAILED: 'Algunos de sus datos no se han aceptado. Revíselos.',
    NOT_FOUND: 'No hemos encontrado lo que busca.',
    FORBIDDEN: 'No tiene permiso para realizar esta operación.',
    CONFLICT: 'Todavía estamos procesando su solicitud anterior.',
    FEATURE_LOCKED:
      'Este servicio no está disponible para usted en este momento. Póngase en contacto con el servicio de atención al cliente.',
    UPSTREAM_PROVIDER_ERROR: 'Uno de nuestros proveedores no ha podido procesar su solicitud.',
    RATE_LIMITED: 'Se han recibido demasiadas solicitudes.',
    UPSTREAM_AUTHENTICATION_FAILED: FAULT_ON_OUR_SIDE,
    UPSTREAM_UNAVAILABLE: 'El servicio no está disponible en este momento.',
    UPSTREAM_TIMEOUT: 'El servicio no ha respondido a tiempo.',
    UPSTREAM_BAD_RESPONSE: FAULT_ON_OUR_SIDE,
    UPLOAD_TOO_LARGE: 'Un archivo es demasiado grande. Elija uno más pequeño.',
    UPLOAD_TOO_MANY_FILES: 'Ha seleccionado demasiados archivos. Quite algunos.',
    UPLOAD_TYPE_NOT_ALLOWED: 'No podemos aceptar el formato de uno de los archivos. Elija otro archivo.',
    UPLOAD_EMPTY: 'Un archivo está vacío. Elija otro archivo.',
    UPLOAD_INCOMPLETE:
      'Sus archivos no han llegado completos. Compruebe su conexión a internet y vuelva a enviarlos.',
    UPLOAD_MALFORMED: TECHNICAL_PROBLEM,
    UNAUTHENTICATED: 'Su sesión ha finalizado. Vuelva a iniciar sesión.',
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
    UNKNOWN:
      'Se ha producido un error. Si vuelve a ocurrir, póngase en contacto con el servicio de atención al cliente.',
  },
  outcomeUnknown:
    'No hemos podido confirmar si su solicitud se ha completado. Compruebe su estado antes de volver a enviarla.',
  retry: {
    soon: 'Inténtelo de nuevo en unos instantes.',
    later: 'Inténtelo de nuevo dentro de {time}.',
  },
  seconds: { one: '{count} segundo', many: '{count} de segundos', other: '{count} segundos' },
  minutes: { one: '{count} minuto', many: '{count} de minutos', other: '{count} minutos' },
  transportFailures: {
    NO_RESPONSE: 'No hemos recibido respuesta. Compruebe su conexión a internet.',
    OTHER_RESPONSE: 'No se puede acceder al servicio desde esta red. Compruebe su conexión a internet.',
  },
  notSent: {
    NO_RESPONSE:
      'No se ha enviado nada porque no se puede acceder al servicio. Compruebe su conexión a internet.',
    OTHER_RESPONSE:
      'No se ha enviado nada porque no se puede acceder al servicio desde esta red. Compruebe su conexión a internet.',
    FILE_UNREADABLE:
      'Este archivo ya no se puede leer. Es posible que se haya modificado, movido o eliminado. Vuelva a elegirlo.',
  },
  heicAdvice:
    'Su teléfono ha guardado esta foto en un formato que no podemos aceptar. Haga una foto nueva desde esta página. También puede elegir el formato más compatible en los ajustes de la cámara de su teléfono y repetir la foto.',
  units: {
    CHARACTERS: { one: '{count} carácter', many: '{count} de caracteres', other: '{count} caracteres' },
    FILES: { one: '{count} archivo', many: '{count} de archivos', other: '{count} archivos' },
    ITEMS: { one: '{count} elemento', many: '{count} de elementos', other: '{count} elementos' },
    LEVELS: { one: '{count} nivel', many: '{count} de niveles', other: '{count} niveles' },
    MEMBERS: { one: '{count} valor', many: '{count} de valores', other: '{count} valores' },
  },
  fields: {
    REQUIRED: {
      plain: 'Complete este campo.',
      min: 'Añada al menos {amount}.',
      oneOf: 'Indique uno de estos datos: {names}.',
      options: 'Elija una de estas opciones: {names}.',
      dataType: {
        URI: 'Suba un archivo.',
        DATE: 'Indique una fecha.',
        TEXT: 'Escriba un texto.',
        ENUM: 'Elija una opción.',
      },
      side: {
        FRONT: 'Añada el anverso del documento.',
        BACK: 'Añada el reverso del documento.',
      },
    },
    INVALID_FORMAT: {
      BOOLEAN: 'Elija sí o no.',
      E164: 'Indique un número de teléfono con el código del país, por ejemplo +34612345678.',
      EMAIL: 'Indique una dirección de correo electrónico válida.',
      EXACT_NUMBER: 'Este número tiene demasiadas cifras. Indique uno más corto.',
      FILE: 'Elija un archivo.',
      INTEGER: 'Indique un número entero.',
      ISO_3166_2: 'Elija un estado, una provincia o una región válidos.',
      ISO_DATE: 'Indique una fecha válida.',
      LATIN: 'Utilice letras del alfabeto latino.',
      LOWER_CASE: 'Utilice solo letras minúsculas.',
      NUMBER: 'Indique un número.',
      OBJECT: 'Este dato no es válido. Revíselo.',
      OTHER: 'Este dato no es válido. Revíselo.',
      PRINTABLE: 'Este dato contiene caracteres invisibles. Vuelva a escribirlo.',
      PRINTABLE_ASCII: 'Utilice solo cifras, símbolos comunes y letras sin acentos.',
      STRING: 'Escriba un texto.',
      UPLOAD_URI: 'Este archivo ya no está disponible. Vuelva a subirlo.',
      UUID: 'Este identificador no es válido. Revíselo.',
    },
    UNKNOWN_VALUE: {
      plain: 'Elija una de las opciones disponibles.',
      allowed: 'Elija una de estas opciones: {names}.',
    },
    OUT_OF_RANGE: {
      min: 'Indique un valor igual o superior a {min}.',
      max: 'Indique un valor igual o inferior a {max}.',
      range: 'Indique un valor de {min} a {max}.',
      minAmount: 'El mínimo es de {amount}.',
      maxAmount: 'El máximo es de {amount}.',
      rangeAmount: 'Se permiten de {min} a {amount}.',
      notBefore: 'La fecha no puede ser anterior al {date}.',
      notAfter: 'La fecha no puede ser posterior al {date}.',
      notBeforeField: 'Esta fecha no puede ser anterior a la del campo {field}.',
      afterField: 'Esta fecha debe ser posterior a la del campo {field}.',
      notBeforeOtherField: 'Esta fecha es anterior a lo permitido. Revise también las demás fechas.',
      afterOtherField: 'Esta fecha debe ser posterior. Revise también las demás fechas.',
    },
    EXPIRED: {
      plain: 'Este documento ha caducado. Presente uno vigente.',
      notBefore: 'Este documento ha caducado. Debe ser válido al menos hasta el {date}.',
    },
    DUPLICATE: 'Este dato aparece más de una vez. Elimine el duplicado.',
    CONFLICTING: {
      plain: 'Este dato no se puede combinar con otro. Elimine uno de los dos.',
      with: 'Este dato no se puede combinar con {names}. Elimine uno de ellos.',
    },
    UNKNOWN_FIELD: {
      plain: 'Este dato no se admite. Déjelo en blanco.',
      customerApi: 'Este dato no se admite para su cuenta. Déjelo en blanco.',
    },
    NOT_REQUESTED: 'Este dato no se ha solicitado. Déjelo en blanco.',
    REFUSED: {
      plain: 'Este dato no se ha aceptado. Revíselo.',
      options: 'Este dato no se ha aceptado. Elija una de estas opciones: {names}.',
    },
    FILE_EMPTY: 'Este archivo está vacío. Elija otro archivo.',
    FILE_INCOMPLETE: 'Este archivo no ha llegado completo. Vuelva a enviarlo.',
    FILE_TYPE_NOT_ALLOWED: {
      plain: 'Este tipo de archivo no se acepta. Utilice {allowed}.',
      detected: 'No se aceptan archivos de tipo {detected}. Utilice {allowed}.',
    },
    FILE_TOO_LARGE: 'Este archivo es demasiado grande. El tamaño máximo es de {amount}.',
    UNKNOWN: 'Revise este dato.',
  },
  warnings: {
    LOW_QUALITY:
      'Es posible que esta imagen sea demasiado pequeña para leerse. Tome una más nítida, de al menos {minBytes}, o escanee el documento con al menos {minDpi} puntos por pulgada.',
    PASSWORD_PROTECTED: 'Este PDF está protegido con contraseña. Elija una copia que se abra sin contraseña.',
    EXPIRES_SOON:
      'Este documento caduca pronto y es posible que no se acepte. Si puede, utilice uno que sea válido al menos hasta el {notBefore}.',
    BACK_SIDE_MISSING:
      'Parece que falta el reverso de este documento. Añádalo, salvo que su archivo muestre ambas caras.',
    OLD_PROOF_OF_ADDRESS:
      'Es posible que este documento sea demasiado antiguo cuando se revise. Si puede, utilice uno expedido el {notBefore} o después.',
    UNKNOWN: 'Revise este documento. Es posible que no se acepte.',
  },
};
