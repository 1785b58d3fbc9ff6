import { GatewayError } from '../../errors.ts';

export function toFormError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return new GatewayError('UPLOAD_TOO_MANY_FILES', { limit: 'files' });
  const isTruncated = error instanceof Error && /^Unexpected end of (form|file)/.test(error.message);
  return status === 499 || isTruncated ? new GatewayError('UPLOAD_INCOMPLETE') : malformed();
}

export function malformed(detail?: string): GatewayError {
  const { message } = new GatewayError('UPLOAD_MALFORMED');
  return detail === undefined
    ? new GatewayError('UPLOAD_MALFORMED')
    : new GatewayError('UPLOAD_MALFORMED', { message: `${message} ${detail}` });
}

export function incomplete(detail: string): GatewayError {
  const { message } = new GatewayError('UPLOAD_INCOMPLETE');
  return new GatewayError('UPLOAD_INCOMPLETE', { message: `${message} ${detail}` });
}

export function tooSlow(minBytesPerSecond: number): GatewayError {
  const { message } = incomplete(
    `The files arrived more slowly than ${minBytesPerSecond} bytes per second. Try again over a faster connection.`,
  );
  return new GatewayError('UPLOAD_INCOMPLETE', { limit: 'body_rate', message });
}

export function tooLarge(maxBytes: number): GatewayError {
  return new GatewayError('BAD_REQUEST', {
    status: 413,
    limit: 'body_bytes',
    message: `The form is larger than ${maxBytes} bytes, which is more than files within the limits need.`,
  });
}
