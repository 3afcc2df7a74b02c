import http from 'node:http';
import { onTestFinished } from 'vitest';

export interface LocalServer {
  /** 'http://127.0.0.1:PORT/' */
  url: string;
  host: string;
  requests: http.IncomingMessage[];
}

export async function startServer(answer: http.RequestListener): Promise<LocalServer> {
  const requests: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
  const host = `127.0.0.1:${address.port}`;
  return { url: `http://${host}/`, host, requests };
}
