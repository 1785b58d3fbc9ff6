import { GatewayError } from '../../../errors.ts';
import type { TokenEndpoint, TokenPair } from './tokens.ts';

/** A token this close to its end might end on the way. */
export const MIN_REMAINING_MS = 5_000;

/**
 * Gets a pair that replaces the one in hand, if there is one.
 *
 * @throws {GatewayError} as the token endpoint has it
 */
export type TokenRenewal = (held: TokenPair | undefined) => Promise<TokenPair>;

/** @param now the clock that the endpoint was made with */
export function createTokenRenewal(
  endpoint: TokenEndpoint,
  now: () => number = () => performance.now(),
): TokenRenewal {
  return async (held) => {
    const refresh = held?.refresh;
    if (!refresh || refresh.expiresAtMs - now() < MIN_REMAINING_MS) return endpoint.issue();
    try {
      return await endpoint.refresh(refresh.token);
    } catch (error) {
      // A refresh token can be used up or revoked: whatever was answered, the credentials tell for sure.
      if (error instanceof GatewayError && error.details.upstream?.status !== undefined) {
        return endpoint.issue();
      }
      throw error;
    }
  };
}
