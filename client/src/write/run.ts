import type { GatewayClient } from '../client/gateway-client.ts';
import type { StoredFiles } from './files/stored-files.ts';
import type { OpenWrite } from './open-write.ts';
import type { OpenWrites } from './open-writes.ts';
import type { Wait } from './wait.ts';
import type { WriteKind } from './write-kind.ts';
import type { WriteOptions } from './write-options.ts';
import type { UnknownWrite, WriteResult } from './write-result.ts';

export interface WriteTools {
  readonly client: GatewayClient;
  readonly wait: Wait;
  readonly openWrites: OpenWrites;
  readonly storedFiles: StoredFiles;
}

export interface Run<Input, Payload> extends WriteTools {
  readonly kind: WriteKind<Input, Payload>;
  readonly input: Input;
  readonly options: WriteOptions;
  readonly intention: string;
  /** An attempt under the current key has no known outcome. */
  lost: UnknownWrite | undefined;
}

/** The next attempt, or the result. */
export type Step<Payload> = { readonly next: OpenWrite } | { readonly result: WriteResult<Payload> };
