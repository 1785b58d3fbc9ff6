import { ar as errors } from '@fin-gateway/client/messages/ar';
import { ar as form } from '../form/ar.ts';
import { ar as shell } from '../shell/ar.ts';
import { ar as status } from '../status/ar.ts';
import type { Texts } from '../translation.ts';

export const ar: Texts = { shell, status, form, errors };
