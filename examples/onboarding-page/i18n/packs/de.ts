import { de as errors } from '@fin-gateway/client/messages/de';
import { de as form } from '../form/de.ts';
import { de as shell } from '../shell/de.ts';
import { de as status } from '../status/de.ts';
import type { Texts } from '../translation.ts';

export const de: Texts = { shell, status, form, errors };
