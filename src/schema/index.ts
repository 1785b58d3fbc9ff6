import './scalars.ts';
import './query.ts';
import './mutation.ts';
import { builder } from './builder.ts';

export const schema = builder.toSchema({ sortSchema: false });
