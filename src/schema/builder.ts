import './plugins/access-plugin.ts';
import './plugins/input-check-plugin.ts';
import SchemaBuilder from '@pothos/core';
import type { FileUpload } from 'graphql-upload-minimal';
import type { GatewayContext } from '../context.ts';
import type { Representation } from './federation/entity-references.ts';

/** The TypeScript types of the context and of each scalar as input and output. */
export interface SchemaTypes {
  Context: GatewayContext;
  DefaultFieldNullability: false;
  Scalars: {
    UUID: { Input: string; Output: string };
    LocalDate: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    URL: { Input: URL; Output: string };
    Upload: { Input: Promise<FileUpload>; Output: never };
    PathSegment: { Input: never; Output: string | number };
    JSONObject: { Input: Readonly<Record<string, unknown>>; Output: Readonly<Record<string, unknown>> };
    _Any: { Input: Representation; Output: never };
  };
}

export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: ['access', 'inputCheck'],
  callerOf: ({ caller }) => caller,
  defaultFieldNullability: false,
});
