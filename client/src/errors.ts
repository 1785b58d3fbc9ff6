export type {
  FieldErrorCode,
  FieldErrorFormat,
  FieldErrorParams,
  FieldErrorUnit,
  GatewayErrorCode,
} from './errors/error-tables.ts';
export type { BracketName, DottedName } from './errors/field-names.ts';
export type { FormMessages, FormOptions } from './errors/form-errors.ts';
export { type DottedErrors, type FormikErrors, type NestedErrors, toFormikErrors } from './errors/formik.ts';
export type {
  FieldError,
  FieldErrorOf,
  FieldPath,
  GatewayError,
  GatewayErrorExtensions,
  KnownFieldError,
  KnownGatewayError,
  UnknownFieldError,
  UnknownGatewayError,
  UploadedFile,
  UpstreamCall,
} from './errors/gateway-error.ts';
export { parseErrors } from './errors/parse-errors.ts';
export { parseFieldErrors } from './errors/parse-field-errors.ts';
export { type ReactHookFormError, toReactHookFormErrors } from './errors/react-hook-form.ts';
export { type TanStackFormErrors, toTanStackFormErrors } from './errors/tanstack-form.ts';
export { type TransportFailure, transportFailure } from './errors/transport-failure.ts';
