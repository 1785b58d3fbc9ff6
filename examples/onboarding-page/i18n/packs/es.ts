import { es as errors } from '@fin-gateway/client/messages/es';
import { es as form } from '../form/es.ts';
import { es as shell } from '../shell/es.ts';
import { es as status } from '../status/es.ts';
import type { Texts } from '../translation.ts';

export const es: Texts = { shell, status, form, errors };
