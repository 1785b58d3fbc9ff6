import { Socket } from 'node:net';

// Loaded ahead of the gateway with --import: it gets SIGTERM at its first connection, however slow the test is.
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  Socket.prototype.connect = connect;
  process.kill(process.pid, 'SIGTERM');
  return connect.apply(this, args);
};
