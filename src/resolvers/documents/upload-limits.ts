import type { GatewayContext } from '../../context.ts';
import type { UploadPolicy } from '../../uploads/upload-form.ts';

export type UploadLimits = Pick<UploadPolicy, 'maxFileBytes' | 'maxFiles' | 'mimetypes'>;

export function uploadLimits(_root: unknown, _args: object, { uploadPolicy }: GatewayContext): UploadLimits {
  return uploadPolicy;
}
