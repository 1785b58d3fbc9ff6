import { type Environment, environment } from './environment.ts';
import { unknownVariables } from './unknown-variables.ts';

/** A line for the log: a variable that does nothing. Never with a value. */
export interface ConfigWarning {
  readonly event: 'config-unknown-variable' | 'config-without-effect';
  readonly name: string;
  readonly message: string;
}

/** Variables that other programs of this repository read. */
const READ_ELSEWHERE = ['SANDBOX_PORT'];

/** Variables that are read only where another one is set. */
const NEEDS: Partial<Record<keyof Environment, keyof Environment>> = {
  METRICS_HOST: 'METRICS_PORT',
  OTEL_METRIC_EXPORT_INTERVAL: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  OTEL_PROPAGATE_TO_FIN: 'OTEL_EXPORTER_OTLP_ENDPOINT',
};

/**
 * Variables that an operator may believe in though they do nothing. They do not prevent the start: another program in
 * the same container may have set them.
 */
export function configWarnings(env: Readonly<Record<string, string | undefined>>): ConfigWarning[] {
  const names = Object.keys(env).filter((name) => env[name]?.trim());
  const known = [...Object.keys(environment.shape), ...READ_ELSEWHERE];
  const unknown = unknownVariables(names, known).map(({ name, suggestion }): ConfigWarning => {
    const hint = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    return { event: 'config-unknown-variable', name, message: `${name} is not read by fin-gateway.${hint}` };
  });
  const withoutEffect = Object.entries(NEEDS)
    .filter(([name, needed]) => names.includes(name) && !names.includes(needed))
    .map(([name, needed]): ConfigWarning => {
      return { event: 'config-without-effect', name, message: `${name} does nothing without ${needed}.` };
    });
  return [...unknown, ...withoutEffect];
}
