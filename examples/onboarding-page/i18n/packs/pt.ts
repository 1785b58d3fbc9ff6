import { pt as errors } from '@fin-gateway/client/messages/pt';
import { pt as form } from '../form/pt.ts';
import { pt as shell } from '../shell/pt.ts';
import { pt as status } from '../status/pt.ts';
import type { Texts } from '../translation.ts';

export const pt: Texts = { shell, status, form, errors };
