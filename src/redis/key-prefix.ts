/** Begins with a hash tag: scripts use several keys, and a Redis Cluster must have all of them in the same slot. */
export const KEY_PREFIX = '{fin-gateway}:';
