import { en as errors } from '@fin-gateway/client/messages/en';
import { en as form } from '../form/en.ts';
import { en as shell } from '../shell/en.ts';
import { en as status } from '../status/en.ts';
import type { Texts } from '../translation.ts';

export const en: Texts = { shell, status, form, errors };
