import type { Config } from '../config/config.ts';
import { type Audit, createAudit } from '../observability/audit/audit.ts';
import { type AuditTrailOptions, createAuditTrail } from '../observability/audit/audit-trail.ts';
import { createPrivateHash, type PrivateHash } from '../observability/private-hash.ts';
import { VERSION } from '../version.ts';

interface RunningAudit {
  readonly audit: Audit;
  readonly hash: PrivateHash;
  /** Must be called after the last read and write. */
  close(): Promise<void>;
}

/** Opens the audit trail. */
export function startAudit(
  { auditHashKey, isAuditRequired: isRequired }: Config,
  parts: Omit<AuditTrailOptions, 'version'>,
): RunningAudit {
  const hash = createPrivateHash(auditHashKey);
  const trail = createAuditTrail({ ...parts, version: VERSION });
  return {
    audit: createAudit({ trail, hash, isRequired }),
    hash,
    async close() {
      trail.close();
    },
  };
}
