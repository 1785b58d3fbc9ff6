import { EventEmitter } from 'node:events';

// Loaded ahead of the gateway with --import: makes faults that nobody handles. Their message must not be logged.
const FAULTS = {
  rejection: (fault) => void Promise.reject(fault),
  'rejected text': (fault) => void Promise.reject(fault.message),
  exception: (fault) => {
    throw fault;
  },
  emitter: (fault) => new EventEmitter().emit('error', fault),
};

process.on('SIGUSR2', () => setImmediate(() => FAULTS[process.env.BREAK_WITH](new Error('canary-9c1d'))));
