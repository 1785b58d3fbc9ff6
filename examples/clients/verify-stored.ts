/** Whether Fin.com received exactly the bytes that the person picked. `stored` has the order of the input. */
export async function isStoredIntact(
  picked: readonly Blob[],
  stored: readonly { readonly sha256: string }[],
): Promise<boolean> {
  const digests = await Promise.all(picked.map(sha256));
  return stored.length === picked.length && stored.every((file, index) => file.sha256 === digests[index]);
}

async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
