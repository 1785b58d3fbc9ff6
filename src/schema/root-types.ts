import { builder } from './builder.ts';

builder.queryType({ description: 'Fields that only read data.' });

builder.mutationType({
  description:
    'Fields that change something at Fin.com. A field that fails is null and has an error with `extensions.code`; the other fields keep their results.',
});

builder.subscriptionType({
  description:
    'Fields that send results for as long as the client stays connected, over Server-Sent Events or WebSocket.',
});
