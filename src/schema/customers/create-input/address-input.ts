import { validateAddressLines } from '../../../rules/address-lines.ts';
import { builder } from '../../builder.ts';
import { CountryCode } from '../../shared/country-code.ts';
import { LATIN_IN_V1, lettersOf, twinOf } from './version-notes.ts';

const LINES = 'Line breaks are sent as commas.';
const extensions = { textRule: validateAddressLines };

export const AddressInput = builder.inputType('AddressInput', {
  description: 'Home address.',
  fields: (t) => ({
    street: t.string({
      required: true,
      description: `Street and house number. ${LINES} ${lettersOf('street')}`,
      extensions,
    }),
    streetEn: t.string({ description: `${twinOf('street')} ${LINES}`, extensions }),
    streetLine2: t.string({
      description: `Second line of the street, such as the apartment. ${LINES} v1 has no field for it, so it is sent after \`street\`, with a comma between them. ${lettersOf('streetLine2')}`,
      extensions,
    }),
    streetLine2En: t.string({ description: `${twinOf('streetLine2')} ${LINES}`, extensions }),
    city: t.string({ required: true, description: `City. ${LATIN_IN_V1}` }),
    state: t.string({
      required: true,
      description: 'State or province: ISO 3166-2 code, such as `US-CA` or `BD-13`.',
    }),
    postalCode: t.string({ required: true, description: 'Postal code.' }),
    country: t.field({ type: CountryCode, required: true, description: 'Country.' }),
  }),
});
