import './scalars.ts';
import './root-types.ts';
import './customers/individual-customer.ts';
import './customers/individual-customers.ts';
import './customers/individual-customer-changed.ts';
import './documents/attach-outcome.ts';
import './documents/upload-limits.ts';
import './documents/validate-individual-documents.ts';
import './documents/warnings/individual-document-warnings.ts';
import './catalogue/catalogue-fields.ts';
import './customers/create-individual-customer.ts';
import './documents/attach-individual-documents.ts';
import './customers/answer-information-request.ts';
import './documents/upload-documents.ts';
import './federation/federation.ts';
import { builder } from './builder.ts';
import { FEDERATION_LINK } from './federation/directives.ts';
import { observePersonFields } from './plugins/observe-person-fields.ts';
import { observeRootFields } from './plugins/observe-root-fields.ts';

export const schema = observePersonFields(
  observeRootFields(builder.toSchema({ sortSchema: false, extensions: FEDERATION_LINK })),
);
