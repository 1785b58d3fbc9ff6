import type { UploadProgress } from '../client/gateway-client.ts';
import { NoResponseError, type SentPart } from './no-response-error.ts';

export interface FormOptions {
  readonly onProgress: ((progress: UploadProgress) => void) | undefined;
  readonly silenceMs: number;
}

/** XMLHttpRequest is the only way to get upload progress in all browsers. */
export function sendForm(
  { method, url, headers, credentials, signal }: Request,
  form: FormData,
  { onProgress, silenceMs }: FormOptions,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.responseType = 'blob';
    request.withCredentials = credentials === 'include';
    headers.forEach((value, name) => {
      request.setRequestHeader(name, value);
    });

    let sentPart: SentPart = 'NOTHING';
    const abort = () => request.abort();
    let silence = setTimeout(abort, silenceMs);
    const isAlive = () => {
      clearTimeout(silence);
      silence = setTimeout(abort, silenceMs);
    };
    const report = ({ loaded, total }: ProgressEvent) => {
      isAlive();
      if (loaded > 0 && sentPart === 'NOTHING') sentPart = 'SOME';
      onProgress?.({ sentBytes: loaded, totalBytes: total });
    };
    request.upload.onloadstart = report;
    request.upload.onprogress = report;
    request.upload.onload = () => {
      sentPart = 'ALL';
    };
    request.onprogress = isAlive;
    request.onloadend = () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
      if (signal.aborted) reject(signal.reason);
      else if (request.status === 0) reject(new NoResponseError(sentPart));
      else resolve(toResponse(request));
    };
    signal.addEventListener('abort', abort);
    request.send(form);
  });
}

/** A response with one of these has no body, and `Response` does not accept one. */
const WITHOUT_BODY = [204, 205, 304];

function toResponse(request: XMLHttpRequest): Response {
  const { status, statusText, response } = request;
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return new Response(WITHOUT_BODY.includes(status) ? null : response, { status, statusText, headers });
}
