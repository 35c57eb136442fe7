/**
 * Resolves after the messages that now wait have been handled. A message channel, not a timer:
 * browsers stretch repeated timers to 4 ms and more.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
