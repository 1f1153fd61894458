// Opens as many connections to a hub as are asked for, and says no more on each than the beginning of a
// request, until the hub has closed them all. Prints how many were open at once, then how many are left.
//   hold-connections.ts HOST PORT COUNT MS
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const [host = '', port = '0', count = '0', ms = '0'] = process.argv.slice(2);
const begun = [
  'POST /v1/batches HTTP/1.1\r\nHost: hub.test\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{',
  'POST /v1/batches HTTP/1.1\r\nHost: hub.test\r\nX-Slow: ',
  '',
];
const open = new Set<Socket>();
let refused = 0;
/** A few at a time: a backlog that overflows is the machine's business, not the hub's. */
const atOnce = 100;
for (let number = 0; number < Number(count); number += atOnce) {
  await Promise.all(
    Array.from({ length: Math.min(atOnce, Number(count) - number) }, (_, at) => hold(number + at)),
  );
}
console.log(JSON.stringify({ open: open.size, refused }));
for (const deadline = performance.now() + Number(ms); open.size > 0 && performance.now() < deadline;)
  await wait(100);
console.log(JSON.stringify({ left: open.size }));
process.exit(0);

function hold(number: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    socket.once('connect', () => {
      open.add(socket);
      socket.write(begun[number % begun.length] ?? '');
      resolve();
    });
    // What the hub says to them is of no interest.
    socket.resume();
    socket.once('error', () => {
      if (!open.has(socket)) refused += 1;
      resolve();
    });
    socket.once('close', () => open.delete(socket));
  });
}
