import { type HttpResponse, jsonResponse } from '../http/http-response.ts';
import type { SandboxSettings } from '../settings.ts';
import type { TokenPair } from './token-store.ts';

export function tokenResponse(pair: TokenPair, { tokenEnvelope }: SandboxSettings): HttpResponse {
  return jsonResponse(200, tokenEnvelope === 'wrapped' ? { data: pair } : pair);
}
