export { createWriter, type Writer, type WriterOptions } from './write/create-writer.ts';
export type { KeyStore } from './write/open-writes.ts';
export type { WriteOptions, WritePhase } from './write/write-options.ts';
export type {
  CancelledWrite,
  CustomerOfWrite,
  RejectedWrite,
  SucceededWrite,
  UnknownWrite,
  UnsentWrite,
  WriteResult,
} from './write/write-result.ts';
