import { createMessages } from '@fin-gateway/client/messages';
import { en } from '@fin-gateway/client/messages/en';
import { inspectQuality } from '@fin-gateway/client/quality';
import { checkFile, type FileLimits } from '@fin-gateway/client/upload';

const messages = createMessages(en);

/**
 * Tells the person what is wrong with a file as soon as it is chosen.
 *
 * @param limits `uploadLimits` of the gateway, which `UploadLimitsDocument` queries
 */
export async function adviceFor(file: File, limits: FileLimits): Promise<readonly string[]> {
  const mistake = await checkFile(file, limits);
  if (mistake) return [messages.fieldError(mistake)];
  const findings = await inspectQuality(file);
  return findings.map(messages.warning);
}
