import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate, GraphQLURL } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-minimal';
import { builder } from './builder.ts';
import { JSONObjectScalar } from './shared/json-object.ts';
import { UUIDScalar } from './shared/uuid.ts';

const PathSegment = new GraphQLScalarType<string | number, string | number>({
  name: 'PathSegment',
  description:
    'One segment of a path into an input: a field name (string) or a zero-based list index (number).',
  serialize(value) {
    if (typeof value === 'string' || Number.isSafeInteger(value)) return value as string | number;
    throw new GraphQLError('A path segment is a string or a whole number.');
  },
  parseValue() {
    throw new GraphQLError('PathSegment is an output type.');
  },
});

const Upload = new GraphQLScalarType({
  ...GraphQLUpload.toConfig(),
  description:
    'A file in a multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec): PDF, JPEG or PNG. The type is detected from the content.',
});

builder.addScalarType('Upload', Upload);
builder.addScalarType('UUID', UUIDScalar);
builder.addScalarType('LocalDate', GraphQLLocalDate);
builder.addScalarType('DateTime', GraphQLDateTime);
builder.addScalarType('URL', GraphQLURL);
builder.addScalarType('JSONObject', JSONObjectScalar);
builder.addScalarType('PathSegment', PathSegment);
