import { fr as errors } from '@fin-gateway/client/messages/fr';
import { fr as form } from '../form/fr.ts';
import { fr as shell } from '../shell/fr.ts';
import { fr as status } from '../status/fr.ts';
import type { Texts } from '../translation.ts';

export const fr: Texts = { shell, status, form, errors };
