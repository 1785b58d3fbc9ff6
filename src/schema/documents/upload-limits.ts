import type { GatewayContext } from '../../context.ts';
import { builder } from '../builder.ts';
import { listSize } from '../plugins/list-size.ts';
import { READS_NOTHING } from '../plugins/reads.ts';

const UploadLimits = builder.objectRef<GatewayContext['uploadPolicy']>('UploadLimits');

UploadLimits.implement({
  description: 'The limits for files in a request.',
  fields: (t) => ({
    maxFileBytes: t.exposeInt('maxFileBytes', { description: 'Maximum size of one file in bytes.' }),
    maxFiles: t.exposeInt('maxFiles', { description: 'Maximum number of files in one request.' }),
    mimetypes: t.exposeStringList('mimetypes', {
      extensions: listSize(3),
      description:
        'Media types of the accepted formats, for example for the HTML attribute `accept`. The gateway checks the content of a file, not its name.',
    }),
  }),
});

builder.queryField('uploadLimits', (t) =>
  t.field({
    type: UploadLimits,
    nullable: true,
    access: { scope: 'ANY_CALLER', customer: 'NONE' },
    extensions: READS_NOTHING,
    description:
      'The limits for files, so that an app can check a file before it sends it. Causes no call to Fin.com.',
    resolve: (_root, _args, { uploadPolicy }) => uploadPolicy,
  }),
);
