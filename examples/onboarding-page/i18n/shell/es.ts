import type { ShellTexts } from './shell-texts.ts';

export const es: ShellTexts = {
  title: 'Verificación de identidad',
  language: 'Idioma',
  languageFailed: 'No se ha podido cargar este idioma. Compruebe su conexión a internet.',
  introduction: 'Fin.com revisa sus documentos. Este sitio los envía a Fin.com y no los guarda.',
  loading: 'Cargando…',
  offline:
    'No tiene conexión a internet. Puede seguir rellenando el formulario y enviarlo cuando vuelva a estar conectado.',
  failures: {
    offline: {
      title: 'No tiene conexión a internet',
      text: 'La página se cargará en cuanto se restablezca la conexión.',
    },
    unreachable: {
      title: 'No podemos conectar con el servicio',
      text: 'Compruebe su conexión a internet y desactive las VPN y los bloqueadores en esta página. Después, inténtelo de nuevo.',
    },
    foreign: {
      title: 'No podemos conectar con el servicio',
      text: 'Es posible que su red le pida iniciar sesión antes o que el servicio no esté disponible. Inténtelo de nuevo en unos minutos.',
    },
    unknownCustomer: {
      title: 'Este enlace no funciona',
      text: 'Puede que esté incompleto o haya caducado. Ábralo de nuevo desde el mensaje que recibió o póngase en contacto con el servicio de atención al cliente.',
    },
    forbidden: {
      title: 'No tiene acceso a esta página',
      text: 'Es posible que haya iniciado sesión con otra cuenta. Si esta es su página, póngase en contacto con el servicio de atención al cliente.',
    },
    signedOut: {
      title: 'Inicie sesión',
      text: 'Debe iniciar sesión para verificar su identidad.',
    },
    error: {
      title: 'No se ha podido cargar la página',
      text: 'Inténtelo de nuevo en unos minutos.',
    },
  },
  tryAgain: 'Reintentar',
  support: 'Contactar con atención al cliente',
  signIn: {
    title: 'Inicie sesión',
    text: 'Inicie sesión para continuar. Todo lo que ha introducido en esta página se conserva.',
    open: 'Iniciar sesión (se abre en otra pestaña)',
    done: 'Ya he iniciado sesión',
    later: 'Ahora no',
    notYet: 'Todavía no ha iniciado sesión. Hágalo primero en la otra pestaña.',
    start: 'Iniciar sesión',
  },
  signOut: 'Cerrar sesión',
  signedOut: {
    title: 'Ha cerrado la sesión',
    text: 'Los datos que introdujo se han eliminado de este dispositivo.',
  },
};
