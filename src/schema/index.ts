import './scalars.ts';
import './query.ts';
import './catalogue-fields.ts';
import './mutation.ts';
import './federation.ts';
import { builder } from './builder.ts';
import { FEDERATION_LINK } from './federation-directives.ts';
import { observeRootFields } from './observe-root-fields.ts';

export const schema = observeRootFields(builder.toSchema({ sortSchema: false, extensions: FEDERATION_LINK }));
