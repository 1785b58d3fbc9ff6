/** @throws the result of `toError` if the promise takes longer */
export async function withTimeout<Value>(
  promise: Promise<Value>,
  timeoutMs: number,
  toError: () => Error,
): Promise<Value> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(toError()), timeoutMs);
  try {
    return await Promise.race([promise, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}
