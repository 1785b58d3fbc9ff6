import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate, GraphQLURL } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-minimal';
import { builder } from './builder.ts';
import { JSONObjectScalar } from './shared/json-object.ts';
import { UUIDScalar } from './shared/uuid.ts';

const PathSegment = new GraphQLScalarType<string | number, string | number>({
  name: 'PathSegment',
  description:
    'One step of a path into an input: the name of a field (a string) or the index of a list item (a number, from 0).',
  serialize(value) {
    if (typeof value === 'string' || Number.isSafeInteger(value)) return value as string | number;
    throw new GraphQLError('A path segment is a string or a whole number.');
  },
  parseValue() {
    throw new GraphQLError('Path segments are only sent to clients.');
  },
});

const Upload = new GraphQLScalarType({
  ...GraphQLUpload.toConfig(),
  description:
    'A file of a multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec). PDF, JPEG or PNG, judged by content.',
});

builder.addScalarType('Upload', Upload);
builder.addScalarType('UUID', UUIDScalar);
builder.addScalarType('LocalDate', GraphQLLocalDate);
builder.addScalarType('DateTime', GraphQLDateTime);
builder.addScalarType('URL', GraphQLURL);
builder.addScalarType('JSONObject', JSONObjectScalar);
builder.addScalarType('PathSegment', PathSegment);
