import { Circuit, type CircuitChange } from './circuit.ts';

export interface Circuits {
  of(operation: string): Circuit;
}

/** One circuit for each operation. @param now a monotonic clock in milliseconds */
export function createCircuits(now: () => number, onChange: (change: CircuitChange) => void): Circuits {
  const circuits = new Map<string, Circuit>();
  return {
    of(operation) {
      const circuit = circuits.get(operation) ?? new Circuit({ operation, now, onChange });
      circuits.set(operation, circuit);
      return circuit;
    },
  };
}
