export { type CheckFileOptions, checkFile, type FileError, type FileLimits } from './upload/check-file.ts';
export { FileUnreadableError, keepFile } from './upload/keep-file.ts';
export { NoResponseError, type SentPart } from './upload/no-response-error.ts';
export { shrinkPhoto } from './upload/shrink-photo.ts';
export {
  createUploadFetch,
  type UploadFetch,
  type UploadFetchOptions,
  type UploadInit,
} from './upload/upload-fetch.ts';
