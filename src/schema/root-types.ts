import { builder } from './builder.ts';

builder.queryType({ description: 'What can be asked without changing anything.' });

builder.mutationType({
  description:
    'What changes something at Fin.com. A field that fails is null and has an error with `extensions.code`; its neighbours keep their results.',
});
