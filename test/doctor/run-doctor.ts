import { execFile } from 'node:child_process';
import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import { type ExaminationOptions, type ExaminationResult, examine } from '../../scripts/doctor/examine.ts';

export function examined(
  sandbox: Sandbox,
  options: Partial<ExaminationOptions> = {},
): Promise<ExaminationResult> {
  const { url: baseUrl, clientId, clientSecret } = sandbox;
  return examine({
    account: { baseUrl, clientId, clientSecret },
    customerApi: 'v1',
    timeoutMs: 20_000,
    uploadFor: undefined,
    createsCustomer: false,
    writesToProduction: false,
    ...options,
  });
}

/** The lines under a heading of the report. */
export function linesOf(report: string, check: string): string {
  const [, lines = ''] =
    new RegExp(`^- \\*\\*[a-z ]+\\*\\* ${check}\\n((?:  - .*\\n)*)`, 'm').exec(report) ?? [];
  return lines;
}

export function runDoctor(
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    const child = execFile(
      process.execPath,
      ['scripts/doctor/main.ts', ...args],
      options,
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode, stdout, stderr }),
    );
  });
}

export function accountOf({ url, clientId, clientSecret }: Sandbox): Record<string, string> {
  return { FIN_BASE_URL: url, FIN_CLIENT_ID: clientId, FIN_CLIENT_SECRET: clientSecret };
}
