import type { KeyGenerator, KeyingConfig } from '@urql/exchange-graphcache';
import { TYPES_WITH_CODE, TYPES_WITHOUT_KEY } from '../generated/type-keys.ts';

const byCode: KeyGenerator = ({ code }) => (typeof code === 'string' ? code : null);
/** The cache keeps these inside their parent. */
const embedded: KeyGenerator = () => null;

/** For `cacheExchange` of graphcache: covers every type without an `id`. Select `code` of countries and subdivisions. */
export const CACHE_KEYS: KeyingConfig = Object.fromEntries([
  ...TYPES_WITH_CODE.map((type): [string, KeyGenerator] => [type, byCode]),
  ...TYPES_WITHOUT_KEY.map((type): [string, KeyGenerator] => [type, embedded]),
]);
