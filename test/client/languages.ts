import { ar } from '../../client/src/messages/ar.ts';
import { de } from '../../client/src/messages/de.ts';
import { en } from '../../client/src/messages/en.ts';
import { es } from '../../client/src/messages/es.ts';
import { fr } from '../../client/src/messages/fr.ts';
import { pt } from '../../client/src/messages/pt.ts';

export const LANGUAGES = [en, de, es, fr, pt, ar];
