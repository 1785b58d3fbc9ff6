import { GatewayError } from '../../../errors.ts';
import type { TokenEndpoint, TokenPair } from './tokens.ts';

/** A token this close to its expiry might expire in transit. */
export const MIN_REMAINING_MS = 5_000;

/** Gets a token pair that replaces the current one, if any. Throws the token endpoint's GatewayError. */
export type TokenRenewal = (held: TokenPair | undefined) => Promise<TokenPair>;

/** @param now the token endpoint's clock */
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
      // The refresh token may be used up or revoked. Whatever the status is, try the credentials next.
      if (error instanceof GatewayError && error.details.upstream?.status !== undefined) {
        return endpoint.issue();
      }
      throw error;
    }
  };
}
